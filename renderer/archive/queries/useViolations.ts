import type { ConversationId, PersonId } from '#shared/domain/ids';
import { monthOf } from '#shared/rules/presence';
import type { Evidence } from '#shared/rules/regulation/propose';
import { regulationSchema, type Regulation } from '#shared/rules/regulation/regulationPack';
import shipped from '../../../resources/rules/regulation.json';
import { lineRange, type ArchiveDb } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';
import type { RegulationRow, ReviewSettledRow, ViolationRow } from '../schema/violationRows';
import { useRulePack } from './rulePack';
import { useLive } from './useLive';

/** What every company begins with, version 1. */
export const shippedRegulation: Regulation = regulationSchema.parse(shipped);

const newestFirst = (rows: readonly ViolationRow[]): readonly ViolationRow[] => [...rows].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));

/** The regulation in force; the shipped one until another was set. */
export const useRegulation = (): Regulation =>
  useLive('regulation', async (db) => (await db.regulations.toCollection().last())?.pack ?? shippedRegulation) ?? shippedRegulation;

/** Every version set, newest first. */
export const useRegulationHistory = (): readonly RegulationRow[] | undefined => useLive('regulations', (db) => db.regulations.reverse().toArray());

/** Any version something was proposed under. */
export const useRegulationOf = (): ((version: number) => Regulation | undefined) => {
  const history = useRegulationHistory();
  return (version) => (version === shippedRegulation.version ? shippedRegulation : history?.find((row) => row.version === version)?.pack);
};

/** The calendar month of a moment where the shifts are kept. */
export const useMonthOf = (): ((at: number) => string) => {
  const { offsetMinutes } = useRulePack().calendar;
  return (at) => monthOf(offsetMinutes, at);
};

/** What waits for a supervisor: proposals and appeals, newest first. */
export const useOpenViolations = (): readonly ViolationRow[] | undefined =>
  useLive('violations open', async (db) => newestFirst(await db.violations.where('state').anyOf(['proposed', 'appealed']).toArray()));

export const useMonthViolations = (month: string): readonly ViolationRow[] | undefined =>
  useLive(`violations ${month}`, async (db) => newestFirst(await db.violations.where('month').equals(month).toArray()));

export const usePersonViolations = (person: string | undefined): readonly ViolationRow[] | undefined =>
  useLive(`violations of ${person}`, async (db) => (person === undefined ? [] : newestFirst(await db.violations.where('person').equals(person as PersonId).toArray()))); // the engine only knows ids of the schema

export const useConversationViolations = (conversation: ConversationId): readonly ViolationRow[] | undefined =>
  useLive(`violations in ${conversation}`, async (db) => newestFirst(await db.violations.where('conversation').equals(conversation).toArray()));

/** Months that have any, newest first. */
export const useViolationMonths = (): readonly string[] | undefined =>
  useLive('violation months', async (db) => (await db.violations.orderBy('month').uniqueKeys()).map(String).reverse());

export const useSettledReviews = (month: string): ReadonlyMap<string, ReviewSettledRow> | undefined =>
  useLive(`reviews ${month}`, async (db) => new Map((await db.violationReviews.where('month').equals(month).toArray()).map((row) => [row.id, row])));

export type Proof = { readonly evidence: Evidence; readonly line: TimelineRow | undefined };

const AROUND_MS = 15 * 60_000;

const lineOf = async (db: ArchiveDb, { message, conversation, at, seq }: Evidence): Promise<TimelineRow | undefined> => {
  if (message !== undefined) return db.timeline.where('keys').equals(message).first();
  if (conversation === undefined || at === undefined) return undefined;
  const near = await lineRange(db, conversation, at - AROUND_MS).filter((row) => row.seq === seq).first();
  return near?.kind === 'message' ? near : undefined;
};

/** The messages a violation rests on, where the archive has them; evidence is only ever added. */
export const useProofs = ({ id, evidence }: Pick<ViolationRow, 'id' | 'evidence'>): readonly Proof[] | undefined =>
  useLive(`proofs ${id} ${evidence.length}`, (db) => Promise.all(evidence.map(async (each) => ({ evidence: each, line: await lineOf(db, each) }))));
