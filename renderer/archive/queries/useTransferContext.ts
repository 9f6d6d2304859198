import type { ConversationId } from '#shared/domain/ids';
import { lineRange } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';
import { useLive } from './useLive';

/** What a colleague must know to take over; each oldest first. */
export type TransferContext = {
  readonly messages: readonly TimelineRow[];
  readonly notes: readonly TimelineRow[];
  /** Replies that will go out later, or wait for a word. */
  readonly planned: readonly TimelineRow[];
  /** Replies that did not go out. */
  readonly unsent: number;
};

const LOOKED_AT = 200;
const isUnsent = (row: TimelineRow): boolean => row.delivery === 'queued' || row.delivery === 'failed' || row.delivery === 'uncertain';

/** The last messages and notes of a conversation, and what is still open in it. */
export const useTransferContext = (id: ConversationId, messages: number, notes: number): TransferContext | undefined =>
  useLive(`transfer context ${id} ${messages} ${notes}`, async (db) => {
    const rows = await lineRange(db, id).limit(LOOKED_AT).toArray();
    return {
      messages: rows.filter((row) => row.kind === 'message').slice(0, messages).reverse(),
      notes: rows.filter((row) => row.type === 'note.added').slice(0, notes).reverse(),
      planned: rows.filter((row) => row.kind === 'scheduled' && row.type !== 'cancelled').reverse(),
      unsent: rows.filter(isUnsent).length,
    };
  });
