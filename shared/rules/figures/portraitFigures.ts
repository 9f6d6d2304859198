/** Who the customers are: distributions, funnel and repeat purchase of persons (joined files are one person). Pure. */
import type { AccountId, ConversationId, CustomerId } from '../../domain/ids';
import { startOfDay } from '../contactDays';
import { CUSTOMER } from './contactDay';
import { closingOf, isOurs, type FigureSheet } from './figureSheet';
import type { Period } from './period';

/** One person as the figures see it. `accounts` in the order of the files: the first is where they came from. */
export type PersonFact = {
  readonly id: CustomerId;
  readonly province?: string;
  readonly occupation?: string;
  readonly grade?: string;
  readonly accounts: readonly AccountId[];
  /** Of the earliest message known, ms; 0 = none. */
  readonly firstAt: number;
  readonly conversations: readonly ConversationId[];
};

/** Which persons: who wrote in the period, whose first word fell into it, or everybody. */
export type Circle = 'active' | 'new' | 'all';
export const circles: readonly Circle[] = ['active', 'new', 'all'];

export const portraitIds = ['persons', 'province', 'occupation', 'grade', 'source', 'activity', 'funnel', 'repeat'] as const;
export type PortraitId = (typeof portraitIds)[number];

/** `key` is empty for what nobody noted. */
export type Share = { readonly key: string; readonly persons: readonly CustomerId[] };

export type Portrait = {
  readonly persons: readonly CustomerId[];
  readonly province: readonly Share[];
  readonly occupation: readonly Share[];
  readonly grade: readonly Share[];
  /** By account. */
  readonly source: readonly Share[];
  /** On how many days of the period they wrote: `0`, `1`, `2-3`, `4-7`, `8+`. */
  readonly activity: readonly Share[];
  /** `asked` ⊇ `answered` ⊇ … each within the one before: wrote, were answered, bought, bought on two days. */
  readonly funnel: readonly Share[];
};

export const activityKeys = ['1', '2-3', '4-7', '8+', '0'] as const;
export const funnelKeys = ['asked', 'answered', 'sold', 'again'] as const;

type Doings = { readonly wrote: Set<number>; readonly bought: Set<number>; wasAnswered: boolean };

const activityOf = (days: number): (typeof activityKeys)[number] => (days === 0 ? '0' : days === 1 ? '1' : days <= 3 ? '2-3' : days <= 7 ? '4-7' : '8+');

/** What each conversation's customer did in the period. */
const doingsOf = (sheet: FigureSheet): ReadonlyMap<ConversationId, Doings> => {
  const all = new Map<ConversationId, Doings>();
  for (const day of sheet.days) {
    const known = all.get(day.conversation) ?? { wrote: new Set(), bought: new Set(), wasAnswered: false };
    all.set(day.conversation, known);
    if (day.said.some(({ by }) => by === CUSTOMER)) known.wrote.add(day.day);
    if (day.said.some(({ by }) => isOurs(by))) known.wasAnswered = true;
    if (closingOf(day)?.outcome === 'sold') known.bought.add(day.day);
  }
  return all;
};

const joined = (person: PersonFact, doings: ReadonlyMap<ConversationId, Doings>): Doings => {
  const own = person.conversations.flatMap((id) => doings.get(id) ?? []);
  return { wrote: new Set(own.flatMap(({ wrote }) => [...wrote])), bought: new Set(own.flatMap(({ bought }) => [...bought])), wasAnswered: own.some(({ wasAnswered }) => wasAnswered) };
};

/** Largest first; what nobody noted comes last. */
const sharesOf = <One extends { readonly person: PersonFact }>(all: readonly One[], keyOf: (one: One) => string): readonly Share[] => {
  const groups = new Map<string, CustomerId[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one.person.id]);
    else group.push(one.person.id);
  }
  return [...groups].map(([key, persons]) => ({ key, persons })).sort((a, b) => Number(a.key === '') - Number(b.key === '') || b.persons.length - a.persons.length || (a.key < b.key ? -1 : 1));
};

const isIn = (circle: Circle, period: Period, person: PersonFact, did: Doings): boolean => {
  if (circle === 'all') return true;
  return circle === 'active' ? did.wrote.size > 0 : person.firstAt >= startOfDay(period.from) && person.firstAt < startOfDay(period.to);
};

/** Persons with a file on one of `accounts`, in the circle asked for, over the facts of the period. */
export const portraitOf = (persons: readonly PersonFact[], sheet: FigureSheet, { accounts, circle, period }: { readonly accounts: ReadonlySet<AccountId>; readonly circle: Circle; readonly period: Period }): Portrait => {
  const doings = doingsOf(sheet);
  const all = persons.filter((person) => person.accounts.some((account) => accounts.has(account))).map((person) => ({ person, did: joined(person, doings) })).filter(({ person, did }) => isIn(circle, period, person, did));
  const asked = all.filter(({ did }) => did.wrote.size > 0);
  const answered = asked.filter(({ did }) => did.wasAnswered);
  const sold = answered.filter(({ did }) => did.bought.size > 0);
  const steps = { asked, answered, sold, again: sold.filter(({ did }) => did.bought.size > 1) };
  const byActivity = new Map(sharesOf(all, ({ did }) => activityOf(did.wrote.size)).map((share) => [share.key, share]));
  return {
    persons: all.map(({ person }) => person.id),
    province: sharesOf(all, ({ person }) => person.province ?? ''), occupation: sharesOf(all, ({ person }) => person.occupation ?? ''), grade: sharesOf(all, ({ person }) => person.grade ?? ''),
    source: sharesOf(all, ({ person }) => person.accounts.find((account) => accounts.has(account)) ?? ''),
    activity: activityKeys.flatMap((key) => byActivity.get(key) ?? []),
    funnel: funnelKeys.map((key) => ({ key, persons: steps[key].map(({ person }) => person.id) })),
  };
};
