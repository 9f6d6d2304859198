/** The facts of a period put beside the scope asked for: what every figure chooses its cases from. */
import type { AccountId, ConversationId, PersonId } from '../../domain/ids';
import { clocksOf, isFirstQuestion, shiftTimeBetween } from '../clock';
import type { RulePack } from '../rulePack';
import { CUSTOMER, ELSEWHERE, type Closing, type ContactDay, type Wait } from './contactDay';

/** Whole time, or only while the shifts of the rule pack are open. */
export type HoursCounted = 'all' | 'shifts';

/** `person`: only what that person did or had; a demonstration account is in `accounts` only when it was chosen. */
export type Scope = { readonly accounts: ReadonlySet<AccountId>; readonly person?: PersonId; readonly hours: HoursCounted };

/** `packAt`: the rules in force then. `now` ends the waits that last. */
export type Judging = {
  readonly packAt: (at: number) => RulePack;
  readonly channelOf: (account: AccountId) => string;
  readonly now: number;
};

/** A wait with what the rules say of it. `ms`: how long until its end or until now, in the hours counted. */
export type JudgedWait = {
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly wait: Wait;
  readonly ms: number;
  readonly isFirst: boolean;
  /** Answered before the first clock was due; absent when no clock decided yet, or none ran. */
  readonly isInTime?: boolean;
};

/** A complaint by when it was recorded; `about`: the person it is against. */
export type ComplaintFact = { readonly at: number; readonly conversation?: ConversationId; readonly account?: AccountId; readonly about?: PersonId };

/** A score of a spot check in force; `place`: where the conversation it judges begins. */
export type ScoreFact = { readonly at: number; readonly place: number; readonly conversation: ConversationId; readonly account: AccountId; readonly agent: PersonId; readonly total: number };

/** Everything a figure may count, in scope. */
export type FigureSheet = {
  readonly days: readonly ContactDay[];
  readonly waits: readonly JudgedWait[];
  readonly closings: readonly { readonly day: ContactDay; readonly closing: Closing }[];
  readonly complaints: readonly ComplaintFact[];
  readonly scores: readonly ScoreFact[];
  readonly person?: PersonId;
};

/** Whose a wait is: who answered it; unanswered it is whose the conversation was. Nobody's when answered elsewhere. */
export const ownerOf = ({ end, assignee }: Wait): PersonId | undefined => {
  if (end?.how === 'answered') return end.by;
  return end?.how === 'elsewhere' ? undefined : assignee;
};

const isAnswer = (wait: Wait): boolean => wait.end?.how === 'answered' || wait.end?.how === 'elsewhere';

const inTime = (wait: Wait, pack: RulePack, channel: string, now: number): boolean | undefined => {
  const { since, handledAt, resumedAt, matter, end } = wait;
  const [first] = clocksOf(pack, { waitingSince: since, handledAt, kind: 'private', ...(resumedAt !== undefined && { resumedAt }), ...(matter !== undefined && { matter }) }, channel);
  if (first === undefined) return undefined;
  if (isAnswer(wait)) return (end?.at ?? now) <= first.due;
  return (end?.at ?? now) > first.due ? false : undefined;
};

const judge = (day: ContactDay, wait: Wait, scope: Scope, judging: Judging): JudgedWait => {
  const pack = judging.packAt(wait.since);
  const until = Math.max(wait.since, wait.end?.at ?? judging.now);
  const isInTime = inTime(wait, pack, judging.channelOf(day.account), judging.now);
  return {
    conversation: day.conversation, account: day.account, wait,
    ms: scope.hours === 'all' ? until - wait.since : shiftTimeBetween(pack, wait.since, until),
    isFirst: isFirstQuestion(pack, { waitingSince: wait.since, handledAt: wait.handledAt }),
    ...(isInTime !== undefined && { isInTime }),
  };
};

/** Adds the facts of some days to a sheet in the making; a long period is read and judged day by day. */
export class SheetMaker {
  private readonly days: ContactDay[] = [];
  private readonly waits: JudgedWait[] = [];
  private readonly closings: { readonly day: ContactDay; readonly closing: Closing }[] = [];

  private complaints: readonly ComplaintFact[] = [];
  private scores: readonly ScoreFact[] = [];

  constructor(private readonly scope: Scope, private readonly judging: Judging) {}

  add(days: readonly ContactDay[]): void {
    const { accounts, person } = this.scope;
    for (const day of days) {
      if (!accounts.has(day.account)) continue;
      if (person === undefined || day.said.some(({ by }) => by === person)) this.days.push(day);
      for (const wait of day.waits) if (person === undefined || ownerOf(wait) === person) this.waits.push(judge(day, wait, this.scope, this.judging));
      const closing = closingOf(day);
      if (closing !== undefined && (person === undefined || closing.by === person)) this.closings.push({ day, closing });
    }
  }
  /** A complaint that names no account is everybody's, but for one account or channel asked for (`isAll` false). */
  judged(complaints: readonly ComplaintFact[], scores: readonly ScoreFact[], isAll: boolean): void {
    const { accounts, person } = this.scope;
    this.complaints = complaints.filter(({ account, about }) => (account === undefined ? isAll : accounts.has(account)) && (person === undefined || about === person));
    this.scores = scores.filter(({ account, agent }) => accounts.has(account) && (person === undefined || agent === person));
  }
  sheet(): FigureSheet {
    const { person } = this.scope;
    return { days: this.days, waits: this.waits, closings: this.closings, complaints: this.complaints, scores: this.scores, ...(person !== undefined && { person }) };
  }
}

/** What counts of several closings of one conversation on one day: the last that was not undone. */
export const closingOf = (day: ContactDay): Closing | undefined => day.closings.findLast(({ undone }) => undone !== true);

export const isOurs = (by: string): boolean => by !== CUSTOMER;
export const personIn = (by: string): PersonId | undefined => (by === CUSTOMER || by === ELSEWHERE ? undefined : by as PersonId); // the third kind of speaker
