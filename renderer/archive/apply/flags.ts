import { flagIdOf, flaggedMessageOf, type FlagId } from '#shared/domain/flag';
import { ownMessageIdOf, type MessageId } from '#shared/domain/ids';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import type { ArchiveDb } from '../schema/db';
import type { FlagRow } from '../schema/flagRows';
import { loadRows } from './loadRows';
import type { WorkingSet } from './workingSet';

const by = (entry: Entry) => (entry.actor.kind === 'person' ? { by: entry.actor.id } : {});

export const applyFlagged = (work: WorkingSet, entry: EntryOf<'message.flagged'>): void => {
  const { id: remote, spans, ...data } = entry.data;
  if (entry.conversation === undefined || entry.account === undefined) return;
  const message = flaggedMessageOf(entry.conversation, entry.data);
  if (message === undefined) return;
  work.flags.put({
    ...data, ...(remote !== undefined && { remote }), id: flagIdOf(message, data.rule, data.edit), message, conversation: entry.conversation, account: entry.account,
    back: -data.at, spans, state: 'open',
  });
};

/** What was changed or taken back before it left was said to nobody: what nobody judged yet needs no judging. */
export const voidFlags = (work: WorkingSet, entry: EntryOf<'reply.edited' | 'reply.withdrawn'>): void => {
  if (entry.conversation === undefined) return;
  const message = ownMessageIdOf(entry.conversation, entry.data.client);
  for (const row of work.flags.known()) if (row.message === message && row.state === 'open') work.flags.put({ ...row, state: 'void' });
};

/** One never flagged here (cut off in an early archive) is left out. */
export const applyFlagReviewed = (work: WorkingSet, entry: EntryOf<'flag.reviewed'>): void => {
  const { flag, verdict, reason } = entry.data;
  const row = work.flags.get(flag);
  if (row === undefined) return;
  const { review: _before, ...rest } = row;
  work.flags.put({ ...rest, state: verdict, ...(verdict !== 'open' && { review: { at: entry.at, ...by(entry), ...(reason !== undefined && { reason }) } }) });
};

export const applyFlagRules = (work: WorkingSet, entry: EntryOf<'flagRules.saved'>): void => {
  const { pack } = entry.data;
  work.flagPacks.push({ version: pack.version, pack, savedAt: entry.at, ...by(entry) });
};

export const applyPriceList = (work: WorkingSet, entry: EntryOf<'priceList.saved'>): void => {
  const { list } = entry.data;
  work.priceLists.push({ version: list.version, list, savedAt: entry.at, ...by(entry) });
};

const reviewedIn = (entries: readonly Entry[]): readonly FlagId[] =>
  [...new Set(entries.flatMap((entry) => (entry.type === 'flag.reviewed' ? [entry.data.flag] : [])))];

const changedIn = (entries: readonly Entry[]): readonly MessageId[] => [...new Set(entries.flatMap((entry) =>
  ((entry.type === 'reply.edited' || entry.type === 'reply.withdrawn') && entry.conversation !== undefined ? [ownMessageIdOf(entry.conversation, entry.data.client)] : [])))];

/** Flags a batch may change: those reviewed, and those of replies whose words change. */
export const loadFlags = async (db: ArchiveDb, entries: readonly Entry[], work: WorkingSet): Promise<void> => {
  const reviewed = reviewedIn(entries);
  const changed = changedIn(entries);
  const found: readonly FlagRow[] = changed.length === 0 ? [] : await db.flags.where('message').anyOf([...changed]).toArray();
  work.flags.load(found.map(({ id }) => id), found);
  if (reviewed.length > 0) await loadRows(db.flags, reviewed, work.flags);
};
