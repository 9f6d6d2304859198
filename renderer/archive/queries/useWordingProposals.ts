import type { WordingId } from '#shared/domain/ids';
import type { WordingProposalRow } from '../schema/wordingRows';
import { useLive } from './useLive';

const latestFirst = (rows: readonly WordingProposalRow[]): readonly WordingProposalRow[] => [...rows].sort((a, b) => b.at - a.at);

/** Proposals nobody decided yet, the oldest first: whoever waits longest is next. */
export const useOpenProposals = (): readonly WordingProposalRow[] | undefined =>
  useLive('wording proposals open', async (db) => [...latestFirst(await db.wordingProposals.where('state').equals('open').toArray())].reverse());

/** How many wait for a decision; cheap enough for a badge that is always there. */
export const useOpenProposalCount = (): number => useLive('wording proposals count', (db) => db.wordingProposals.where('state').equals('open').count()) ?? 0;

const MOST_DECIDED = 200;

/** What was decided or taken back, the latest first, the last ones only. */
export const useDecidedProposals = (): readonly WordingProposalRow[] | undefined =>
  useLive('wording proposals decided', async (db) => {
    const rows = await db.wordingProposals.where('state').anyOf('approved', 'rejected', 'withdrawn').toArray();
    return rows.sort((a, b) => (b.decidedAt ?? b.at) - (a.decidedAt ?? a.at)).slice(0, MOST_DECIDED);
  });

/** Everything proposed for one wording, the latest first. */
export const useProposalsOf = (wording: WordingId): readonly WordingProposalRow[] | undefined =>
  useLive(`wording proposals of ${wording}`, async (db) => latestFirst(await db.wordingProposals.where('wording').equals(wording).toArray()));
