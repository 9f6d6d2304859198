import type { WordingId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import type { ArchiveDb } from '../schema/db';
import type { ConversationRow } from '../schema/conversationRows';
import { loadRows } from './loadRows';
import type { WorkingSet } from './workingSet';

const wordingOf = (entry: Entry): readonly WordingId[] => {
  switch (entry.type) {
    case 'wording.saved': return [entry.data.wording.id];
    case 'wording.removed': return [entry.data.wording];
    case 'reply.queued': return entry.data.wording === undefined ? [] : [entry.data.wording.id];
    default: return [];
  }
};

const proposalOf = (entry: Entry) =>
  (entry.type === 'wording.proposed' || entry.type === 'wording.decided' || entry.type === 'wording.withdrawn' ? [entry.data.proposal] : []);

/** Wording, its counts and proposals that the batch names, and those of the uses it watches. */
export const loadWordings = async (db: ArchiveDb, entries: readonly Entry[], work: WorkingSet): Promise<void> => {
  const wordings = [...new Set(entries.flatMap(wordingOf))];
  // A use is named after its entry: what is queued in this batch is in no store yet.
  const made = entries.flatMap((entry) => (entry.type === 'reply.queued' && entry.data.wording !== undefined ? [String(entry.seq)] : []));
  work.wordingUses.load(made, []);
  await Promise.all([
    loadRows(db.wordings, wordings, work.wordings),
    loadRows(db.wordingCounts, [...new Set(entries.flatMap((entry) => (entry.type === 'reply.queued' ? wordingOf(entry) : [])))], work.wordingCounts),
    loadRows(db.wordingProposals, [...new Set(entries.flatMap(proposalOf))], work.wordingProposals),
  ]);
};

type Placed = { readonly entry: Entry; readonly row: ConversationRow | undefined };

const isWatching = ({ entry }: Placed): boolean =>
  (entry.type === 'message.received' && entry.data.direction === 'in') || entry.type === 'conversation.closed' || entry.type === 'conversation.reopened' || entry.type === 'reply.withdrawn';

/** Uses whose outcome an entry may be, by what their conversation watches. */
export const loadWordingUses = async (db: ArchiveDb, placed: readonly Placed[], work: WorkingSet): Promise<void> => {
  const ids = [...new Set(placed.filter(isWatching).flatMap(({ row }) => [...(row?.marks.wordingUses ?? []), ...(row?.marks.wordingSale ?? [])].map(({ id }) => id)))];
  if (ids.length === 0) return;
  await loadRows(db.wordingUses, ids, work.wordingUses);
  const taken = placed.flatMap(({ entry, row }) => (entry.type === 'reply.withdrawn' ? row?.marks.wordingUses?.filter(({ client }) => client === entry.data.client) ?? [] : []));
  await loadRows(db.wordingCounts, taken.flatMap(({ id }) => work.wordingUses.get(id)?.wording ?? []), work.wordingCounts);
};
