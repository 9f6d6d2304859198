import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '../schema/conversationRows';
import { useLive } from './useLive';

export const useConversation = (id: ConversationId | undefined): ConversationRow | undefined =>
  useLive(`conversation ${id}`, async (db) => (id === undefined ? undefined : db.conversations.get(id)));
