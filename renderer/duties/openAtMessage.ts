import type { ConversationId } from '#shared/domain/ids';
import { requestJump } from '../state/jumpRequests';
import { openTab } from '../state/tabs';
import { showDesk } from '../state/view';

/** Opens a conversation on the desk, at a moment of it where one is named (ms). */
export const openAtMessage = (conversation: ConversationId, at: number | undefined): void => {
  showDesk();
  openTab(conversation);
  if (at !== undefined) requestJump(conversation, { kind: 'line', place: at, seq: 0 });
};
