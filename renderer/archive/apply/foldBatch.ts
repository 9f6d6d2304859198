import { AppError } from '#shared/domain/errors';
import type { Entry } from '#shared/ledger/entry';
import type { Table } from 'dexie';
import type { ArchiveDb } from '../schema/db';
import type { JournalRow } from '../schema/timelineRows';
import type { MetaRow } from '../schema/deskRows';
import { docOfLine } from '../search/lineDoc';
import { conversationOf } from './conversations';
import { figuresBefore, noteFigures } from './figureDays';
import { foldEntry } from './fold';
import { chatIn, loadBatch } from './loadBatch';
import { readAhead } from './readAhead';
import type { RowCache } from './rowCache';
import { loadDictionary, needsDictionary } from './searchKeys';
import { WorkingSet } from './workingSet';

/** Entries with `after < seq <= next` in ledger order (the medium may have lost some: `unreadable`). */
export type Batch = { readonly after: number; readonly entries: readonly Entry[]; readonly next: number; readonly unreadable: number };

/** `cursor` afterwards, and what was written; no `work` when the batch was a repetition. */
export type Applied = { readonly cursor: number; readonly work?: WorkingSet };

/** What a batch came to, and when it is in the database. */
export type Folded = Applied & { readonly written: Promise<void> };

/** What is to be done to one store; the rows and keys are that store's. */
type Write = { readonly table: Table<unknown, unknown>; readonly rows: readonly unknown[]; readonly gone: readonly unknown[] };

const write = <Row, Key>(table: Table<Row, Key>, rows: readonly Row[], gone: readonly Key[] = []): readonly Write[] =>
  rows.length + gone.length === 0 ? [] : [{ table: table as unknown as Write['table'], rows, gone }]; // rows and keys were checked against it here

/** A row that takes the place of one taken away stays: it comes second. */
const perform = async ({ table, rows, gone }: Write): Promise<void> => {
  if (gone.length > 0) await table.bulkDelete([...gone]);
  if (rows.length > 0) await table.bulkPut(rows);
};

/** Everything the batch changed, store by store; stores it left alone are not named. */
const writesOf = (db: ArchiveDb, work: WorkingSet): readonly Write[] => [
  ...write(db.timeline, work.timeline.changed(), work.timeline.gone()),
  ...write(db.conversations, work.conversations.changed()),
  ...write(db.customers, work.customers.changed()),
  ...write(db.customerLog, work.customerLog),
  ...write(db.customerActions, work.customerActions.changed()),
  ...write(db.followUps, work.followUps.changed()),
  ...write(db.customerFields, work.customerFields.changed()),
  ...write(db.segments, work.segments.changed(), work.segments.dropped()),
  ...write(db.accounts, work.accounts.changed()),
  ...write(db.wordings, work.wordings.changed()),
  ...write(db.wordingCounts, work.wordingCounts.changed()),
  ...write(db.wordingVersions, work.wordingVersions),
  ...write(db.wordingProposals, work.wordingProposals.changed()),
  ...write(db.wordingUses, work.wordingUses.changed()),
  ...write(db.people, work.people.changed()),
  ...write(db.personFacts, work.personFacts),
  ...write(db.custodyFacts, work.custodyFacts),
  ...write(db.absences, work.absences),
  ...write(db.accountStatus, work.statuses),
  ...write(db.recordViews, work.recordViews),
  ...write(db.permissions, work.permissions),
  ...write(db.backups, work.backups),
  ...write(db.retention, work.retention),
  ...write(db.inbox, work.inbox),
  ...write(db.inboxMarks, [...work.inboxMarks].map(([id, upTo]) => ({ id, upTo }))),
  ...write(db.rulePacks, work.rulePacks),
  ...write(db.listFilters, work.listFilters.changed(), work.listFilters.dropped()),
  ...write(db.flags, work.flags.changed()),
  ...write(db.flagPacks, work.flagPacks),
  ...write(db.priceLists, work.priceLists),
  ...write(db.notices, work.notices.changed()),
  ...write(db.complaints, work.complaints.changed()),
  ...write(db.leaves, work.leaves.changed()),
  ...write(db.duties, work.duties.changed()),
  ...write(db.shifts, work.shifts),
  ...write(db.dutyRules, work.dutyRules),
  ...write(db.figureDays, work.figureDays.changed()),
  ...write(db.reviews, work.reviews.changed()),
  ...write(db.samples, work.samples.changed()),
  ...write(db.samplePlans, work.samplePlans.changed()),
  ...write(db.qualityRules, work.qualityRules),
  ...write(db.trainings, work.trainings.changed()),
  ...write(db.violations, work.violations.changed()),
  ...write(db.violationReviews, work.violationReviews),
  ...write(db.regulations, work.regulations),
  ...write<MetaRow, MetaRow['key']>(db.meta, [...work.meta].map(([key, value]) => ({ key, value }))),
];

/** A number kept in `meta`; 0 when it was never set. */
export const numberIn = async (db: ArchiveDb, key: MetaRow['key']): Promise<number> => {
  const row = await db.meta.get(key);
  return typeof row?.value === 'number' ? row.value : 0;
};

const journalRow = (work: WorkingSet, after: number): JournalRow => {
  const lines = work.timeline.changed().map((row) => ({ row, doc: docOfLine(row) }));
  return {
    cursor: Number(work.meta.get('cursor')), after,
    docs: lines.flatMap(({ doc }) => doc ?? []),
    gone: [...work.timeline.gone(), ...lines.filter(({ doc }) => doc === undefined).map(({ row }) => [row.conversation, row.back, row.backSeq] as const)],
  };
};

/** So many seqs back the journal reaches; cut once in a while. */
const JOURNAL_REACH = 50_000;
const JOURNAL_CUT = 1000;

const trimJournal = async (db: ArchiveDb, work: WorkingSet, from: number): Promise<void> => {
  const cursor = Number(work.meta.get('cursor'));
  if (Math.floor(cursor / JOURNAL_CUT) > Math.floor(from / JOURNAL_CUT)) await db.journal.where('cursor').below(cursor - JOURNAL_REACH).delete();
};

/** `begun`: the transaction exists, so whoever reads the same stores from now on waits for it (Indexed Database API 3.0 §2.7.2). */
type Commit = { readonly begun: Promise<void>; readonly written: Promise<void> };

/**
 * One readwrite transaction over the stores that change and no other, so that reads of the rest do not wait. The
 * cursor is asked for and written in the same breath: an archive that is not where we left it undoes everything.
 */
const commit = (db: ArchiveDb, work: WorkingSet, from: number, isKept: boolean): Commit => {
  const writes = [...writesOf(db, work), ...(isKept ? write(db.journal, [journalRow(work, from)]) : [])];
  const stores = [...new Set([db.meta, ...writes.map(({ table }) => table)])] as Table[]; // of different rows each
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => { begin = resolve; });
  const written = db.transaction('rw', stores, async () => {
    begin();
    const [cursor] = await Promise.all([numberIn(db, 'cursor'), ...writes.map(perform)]);
    if (cursor !== from) throw new AppError('archive.behind', { cursor, after: from });
    if (isKept) await trimJournal(db, work, from);
  });
  return { begun: Promise.race([begun, written]), written: Promise.resolve(written) };
};

/** One entry over the rows, and what it says for the figures. */
const foldWithFigures = (work: WorkingSet, entry: Entry): void => {
  const id = conversationOf(entry, chatIn(entry));
  const before = figuresBefore(work, id, entry);
  foldEntry(work, entry);
  noteFigures(work, id, entry, before);
};

export type Keeping = {
  /** The archive is kept up, not made anew: what changes goes into the journal too. */
  readonly isKept?: boolean;
  /** Hears what the batch changes once it is folded, before it is written; must not throw. */
  readonly onFolded?: ((folded: Applied) => void) | undefined;
  /** The entries that follow, should they be there before this batch can be written; it is not written earlier than this settles. */
  readonly upcoming?: Promise<readonly Entry[] | undefined> | undefined;
};

const foldFrom = async (db: ArchiveDb, batch: Batch, cursor: number, cache: RowCache, { isKept = true, onFolded, upcoming }: Keeping): Promise<Folded> => {
  if (cursor < batch.after) throw new AppError('archive.behind', { cursor, after: batch.after });
  if (batch.next <= cursor) return { cursor, written: Promise.resolve() };
  const entries = batch.entries.filter((entry) => entry.seq > cursor);
  const work = new WorkingSet();
  await cache.arrive();
  await loadBatch(db, entries, work, cache);
  if (entries.some(needsDictionary)) await loadDictionary();
  for (const entry of entries) foldWithFigures(work, entry);
  work.meta.set('cursor', batch.next);
  if (batch.unreadable > 0) work.meta.set('damage', await numberIn(db, 'damage') + batch.unreadable);
  onFolded?.({ cursor: batch.next, work });
  const following = await upcoming;
  if (following !== undefined) cache.expect(readAhead(db, following, work, cache));
  const { begun, written } = commit(db, work, cursor, isKept);
  // Whoever asked for it hears of it; here it only must not go unheard.
  written.catch(() => cache.clear());
  cache.keep(work, batch.next);
  await begun;
  return { cursor: batch.next, work, written };
};

/**
 * Folds one batch: reads what it needs, folds, and begins to write in one transaction in which the cursor moves with the
 * rows: exactly once whatever crashes. Gives back once the write has begun: the next batch may be folded meanwhile, since it
 * takes what this one changed from the cache and anything else it reads waits for the write. Only the one writer may call
 * it, one call after the other; reading before the transaction is safe because nobody else writes and the transaction
 * checks the cursor. A batch at or below the cursor is a repetition and changes nothing; entries up to the cursor are
 * skipped. Rejects, or lets `written` reject, with `archive.behind` when the archive is not where it was (it was deleted
 * under us), else with what IndexedDB says; nothing of the batch was kept then, nothing folded since can be written either
 * (the cursor tells), and the archive must be opened anew.
 */
export const foldBatch = async (db: ArchiveDb, batch: Batch, cache: RowCache, keeping: Keeping = {}): Promise<Folded> => {
  try {
    return await foldFrom(db, batch, cache.cursor ?? await numberIn(db, 'cursor'), cache, keeping);
  } catch (error) {
    cache.clear();
    throw error;
  }
};
