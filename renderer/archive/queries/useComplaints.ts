import type { ConversationId } from '#shared/domain/ids';
import type { ComplaintRow } from '../schema/dutyRows';
import { useLive } from './useLive';

/** Complaints recorded at `from` (ms) or later and every one still open, newest first. */
export const useComplaints = (from: number): readonly ComplaintRow[] | undefined =>
  useLive(`complaints ${from}`, (db) => db.complaints.orderBy('at').reverse().filter((row) => row.at >= from || row.stage !== 'closed').toArray());

/** Complaints about one conversation, newest first. */
export const useComplaintsOf = (conversation: ConversationId): readonly ComplaintRow[] | undefined =>
  useLive(`complaints ${conversation}`, async (db) => (await db.complaints.where('conversation').equals(conversation).toArray()).sort((a, b) => b.at - a.at));
