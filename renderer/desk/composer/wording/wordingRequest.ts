/** Somebody elsewhere on the desk wants to keep words as wording: the composer of that conversation opens the form. */
import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { forgetWithPerson } from '../../../state/personal';
import { chooseMode, composerModeOf } from '../noteMode';

export type WordingRequest = { readonly conversation: ConversationId; readonly text: string };

const useRequests = create<{ readonly request: WordingRequest | undefined }>(() => ({ request: undefined }));

/** Opens the form with these words; whatever box stands below the timeline turns to the reply. */
export const askToKeepWording = (conversation: ConversationId, text: string): void => {
  if (composerModeOf(conversation) === 'note') chooseMode(conversation, 'reply');
  useRequests.setState({ request: { conversation, text } });
};

export const useWordingRequest = (conversation: ConversationId): WordingRequest | undefined =>
  useRequests(({ request }) => (request?.conversation === conversation ? request : undefined));

export const takeWordingRequest = (): void => useRequests.setState({ request: undefined });
forgetWithPerson(takeWordingRequest);
