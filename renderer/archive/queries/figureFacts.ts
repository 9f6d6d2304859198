/** Facts of a period out of the archive, judged day by day so that a long period never holds the window up. */
import { FILED_ACCOUNT } from '#shared/domain/customer';
import { accountOfConversation, type AccountId, type PersonId } from '#shared/domain/ids';
import { startOfDay } from '#shared/rules/contactDays';
import { SheetMaker, type ComplaintFact, type FigureSheet, type ScoreFact, type HoursCounted } from '#shared/rules/figures/figureSheet';
import type { Period } from '#shared/rules/figures/period';
import type { RulePack } from '#shared/rules/rulePack';
import type { ArchiveDb } from '../schema/db';
import { figureDayRange } from '../schema/figureRows';
import type { AccountRow } from '../schema/accountRows';
import type { RulePackRow } from '../schema/deskRows';
import { defaultRulePack } from './rulePack';

/** Which accounts: all but demonstrations, one, or those of a channel (a demonstration only when it is named). */
export type AccountChoice = { readonly account?: AccountId; readonly channel?: string };

/** What is asked; the same question about the past gets the same answer. */
export type FigureQuestion = AccountChoice & { readonly period: Period; readonly person?: PersonId; readonly hours: HoursCounted };

/** Demonstration accounts never mix in: they count only when one of them, or their channel, was chosen. */
export const accountsChosen = (accounts: readonly Pick<AccountRow, 'id' | 'channel'>[], { account, channel }: AccountChoice): ReadonlySet<AccountId> =>
  new Set(accounts.filter((row) => {
    if (row.id === FILED_ACCOUNT) return false;
    if (account !== undefined) return row.id === account;
    return channel === undefined ? row.channel !== 'demo' : row.channel === channel;
  }).map(({ id }) => id));

/** The pack in force at a moment; the one shipped before the first was saved. */
export const packsInTime = (rows: readonly Pick<RulePackRow, 'savedAt' | 'version' | 'pack'>[]): ((at: number) => RulePack) => {
  const sorted = [...rows].sort((a, b) => a.savedAt - b.savedAt || a.version - b.version);
  return (at) => sorted.findLast(({ savedAt }) => savedAt <= at)?.pack ?? defaultRulePack;
};

const complaintsIn = async (db: ArchiveDb, from: number, to: number): Promise<readonly ComplaintFact[]> =>
  (await db.complaints.where('at').between(startOfDay(from), startOfDay(to), true, false).toArray()).map(({ at, conversation, account, about }) => ({
    at, ...(conversation !== undefined && { conversation }), ...(account !== undefined && { account }), ...(about !== undefined && { about }),
  }));

/** Scores that count: first reviews, as they stand. */
const scoresIn = async (db: ArchiveDb, from: number, to: number): Promise<readonly ScoreFact[]> =>
  (await db.reviews.toArray()).flatMap(({ kind, isVoid, score, conversation, contact, agent }) => {
    if (kind !== 'first' || isVoid === true || score === undefined || score.at < startOfDay(from) || score.at >= startOfDay(to)) return [];
    return [{ at: score.at, place: contact.from, conversation, account: accountOfConversation(conversation), agent, total: score.total }];
  });

/** Rejects with the signal's reason when it is aborted between two days. */
export const readFigures = async (db: ArchiveDb, question: FigureQuestion, now: number, signal?: AbortSignal): Promise<FigureSheet> => {
  const [accounts, packs] = await Promise.all([db.accounts.toArray(), db.rulePacks.toArray()]);
  const channels = new Map(accounts.map(({ id, channel }) => [id, channel]));
  const scope = { accounts: accountsChosen(accounts, question), hours: question.hours, ...(question.person !== undefined && { person: question.person }) };
  const maker = new SheetMaker(scope, { packAt: packsInTime(packs), channelOf: (account) => channels.get(account) ?? '', now });
  const { from, to } = question.period;
  maker.judged(await complaintsIn(db, from, to), await scoresIn(db, from, to), question.account === undefined && question.channel === undefined);
  for (let day = from; day < to; day += 1) {
    signal?.throwIfAborted();
    const [first, next] = figureDayRange(day, day + 1);
    maker.add(await db.figureDays.where('id').between(first, next, true, false).toArray());
  }
  return maker.sheet();
};
