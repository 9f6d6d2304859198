/** Violations and their steps, the reviews they raised, the regulation; who is concerned is told in the inbox. */
import type { Entry, EntryOf } from '#shared/ledger/entry';
import type { ArchiveDb } from '../schema/db';
import { SUPERVISORS, type InboxRow } from '../schema/inboxRows';
import { reviewRowId, type ViolationRow, type ViolationStep } from '../schema/violationRows';
import { loadRows } from './loadRows';
import type { WorkingSet } from './workingSet';

type Step = EntryOf<'violation.retold' | 'violation.confirmed' | 'violation.dismissed' | 'violation.reopened' | 'violation.appealed' | 'violation.appealDecided'>;
export type ViolationEntry = Step | EntryOf<'violation.proposed' | 'violation.reviewSettled' | 'regulation.set'>;

const idIn = (entry: Entry): string | undefined => (entry.type.startsWith('violation.') && 'violation' in entry.data ? entry.data.violation : undefined);

export const loadViolations = (db: ArchiveDb, entries: readonly Entry[], work: WorkingSet): Promise<void> =>
  loadRows(db.violations, [...new Set(entries.flatMap((entry) => idIn(entry) ?? []))], work.violations);

const by = (entry: Entry) => (entry.actor.kind === 'person' ? { by: entry.actor.id } : {});

const tell = (work: WorkingSet, entry: Step, person: InboxRow['person'], kind: InboxRow['kind'], row: ViolationRow, words: string | undefined): void => {
  const author = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  if (person === author) return;
  work.inbox.push({ person, back: -entry.seq, at: entry.at, kind, parts: words === undefined ? [] : [{ kind: 'text', text: words }], ref: row.id, ...by(entry) });
};

const proposed = (work: WorkingSet, entry: EntryOf<'violation.proposed'>): void => {
  const { violation, fen, over, account, conversation, detail, note, ...rest } = entry.data;
  if (work.violations.get(violation) !== undefined) return;
  work.violations.put({
    ...rest, id: violation, state: 'proposed', ...(fen !== undefined && { fen, proposedFen: fen }), ...(over !== undefined && { over }), ...(account !== undefined && { account }),
    ...(conversation !== undefined && { conversation }), ...(detail !== undefined && { detail }),
    steps: [{ at: entry.at, type: 'proposed', ...by(entry), ...(fen !== undefined && { fen }), ...(note !== undefined && { words: note }) }],
  });
};

const withStep = (row: ViolationRow, entry: Step, step: Omit<ViolationStep, 'at' | 'by'>, change: Partial<ViolationRow>): ViolationRow =>
  ({ ...row, ...change, steps: [...row.steps, { at: entry.at, ...by(entry), ...step }] });

/** The amount as the rule computed it, gone again where there was none. */
const undecided = ({ fen: _decided, ...row }: ViolationRow): ViolationRow => ({ ...row, ...(row.proposedFen !== undefined && { fen: row.proposedFen }) });

/** What was found stays as it was found; an amount nobody decided yet follows. */
const retold = (work: WorkingSet, entry: EntryOf<'violation.retold'>, row: ViolationRow): void => {
  const { over, fen, evidence } = entry.data;
  const known = new Set(row.evidence.map(({ seq }) => seq));
  const told = over === undefined ? {} : { over };
  work.violations.put(withStep(row, entry, { type: 'retold', ...told }, {
    retold: told, evidence: [...row.evidence, ...evidence.filter(({ seq }) => !known.has(seq))],
    ...(fen !== undefined && { proposedFen: fen, ...(row.state === 'proposed' && { fen }) }),
  }));
  if (row.state === 'proposed' || row.state === 'dismissed' || row.state === 'overturned') return;
  for (const reader of [row.person, SUPERVISORS] as const) tell(work, entry, reader, 'violationRetold', row, undefined);
};

const stepped = (work: WorkingSet, entry: Step): void => {
  const row = work.violations.get(entry.data.violation);
  if (row === undefined) return;
  switch (entry.type) {
    case 'violation.retold': return retold(work, entry, row);
    case 'violation.confirmed': {
      const { fen, baseFen, reason, alone } = entry.data;
      work.violations.put(withStep(row, entry, { type: 'confirmed', fen, ...(baseFen !== undefined && { baseFen }), ...(reason !== undefined && { words: reason }), ...(alone === true && { alone }) }, { state: 'confirmed', fen }));
      return tell(work, entry, row.person, 'violationConfirmed', row, reason);
    }
    case 'violation.dismissed': return work.violations.put(withStep(row, entry, { type: 'dismissed', words: entry.data.reason, ...(entry.data.alone === true && { alone: true }) }, { state: 'dismissed' }));
    case 'violation.reopened': {
      const { reason } = entry.data;
      if (row.state === 'confirmed') tell(work, entry, row.person, 'violationReopened', row, reason);
      return work.violations.put(withStep(undecided(row), entry, { type: 'reopened', ...(reason !== undefined && { words: reason }) }, { state: 'proposed' }));
    }
    case 'violation.appealed':
      work.violations.put(withStep(row, entry, { type: 'appealed', words: entry.data.words }, { state: 'appealed' }));
      return tell(work, entry, SUPERVISORS, 'violationAppealed', row, entry.data.words);
    case 'violation.appealDecided': {
      const { verdict, fen, reason, alone } = entry.data;
      work.violations.put(withStep(row, entry, { type: verdict, fen, words: reason, ...(alone === true && { alone }) }, { state: verdict, fen }));
      return tell(work, entry, row.person, 'violationAppealDecided', row, reason);
    }
  }
};

export const applyViolation = (work: WorkingSet, entry: ViolationEntry): void => {
  switch (entry.type) {
    case 'violation.proposed': return proposed(work, entry);
    case 'violation.reviewSettled': work.violationReviews.push({ ...entry.data, id: reviewRowId(entry.data.person, entry.data.month, entry.data.rule), at: entry.at, ...by(entry) }); return;
    case 'regulation.set': work.regulations.push({ version: entry.data.pack.version, pack: entry.data.pack, at: entry.at, ...by(entry) }); return;
    default: return stepped(work, entry);
  }
};
