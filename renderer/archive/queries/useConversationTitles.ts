import type { ConversationId } from '#shared/domain/ids';
import { useLive } from './useLive';

/** Titles of these conversations; one that is not in the archive is left out. The last answer stands while more are asked for. */
export const useConversationTitles = (ids: readonly ConversationId[]): ReadonlyMap<ConversationId, string> | undefined => {
  const wanted = [...new Set(ids)].sort();
  return useLive(`titles ${wanted.join(' ')}`, async (db) =>
    new Map((await db.conversations.bulkGet(wanted)).flatMap((row) => (row === undefined ? [] : [[row.id, row.title] as const]))), () => true);
};
