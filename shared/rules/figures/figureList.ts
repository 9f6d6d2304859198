/** Every figure of the dashboards: which cases it chooses and how it is reduced. Words and example: catalog `figure.<id>.*`. */
import type { AccountId, ConversationId, PersonId } from '../../domain/ids';
import { dayOf, startOfDay } from '../contactDays';
import { CUSTOMER, type ContactDay, type Said } from './contactDay';
import { isOurs, ownerOf, personIn, type FigureSheet, type JudgedWait } from './figureSheet';
import { spreadOf, type Spread } from './quantile';

export const figureIds = ['contacts', 'contactHours', 'served', 'received', 'sent', 'responseTime', 'firstResponse', 'inTime', 'unanswered', 'openWaits', 'sold', 'lost', 'conversion', 'complaints', 'score'] as const;
export type FigureId = (typeof figureIds)[number];

/** One thing counted, and the moment in its conversation where it can be read. `key`: reason of a closing. */
export type Case = {
  /** None for a complaint that came another way. */
  readonly conversation?: ConversationId;
  readonly account?: AccountId;
  readonly at: number;
  /** Where to read it when that is another time. */
  readonly place?: number;
  readonly value: number;
  readonly by?: PersonId;
  readonly key?: string;
};

/** `count` of cases, `sum` or `mean` of values, `spread` of durations in ms, `share` of the cases whose value is 1. */
export type Reduction = 'count' | 'sum' | 'mean' | 'spread' | 'share';
export type FigureValue = { readonly count: number; readonly value: number | undefined; readonly spread?: Spread };

type Definition = { readonly reduction: Reduction; readonly casesOf: (sheet: FigureSheet) => readonly Case[] };

const HOUR = 3_600_000;
const timeOf = (day: ContactDay, hour: number): number => startOfDay(day.day) + hour * HOUR;
const placed = ({ conversation, account }: ContactDay) => ({ conversation, account });
const byOf = (by: PersonId | undefined) => (by === undefined ? {} : { by });

/** In the order of the hours, one per hour: a speaker stands there once. */
const hoursOf = (day: ContactDay): readonly Said[] => day.said.filter(({ by }) => by === CUSTOMER).sort((a, b) => a.hour - b.hour);

const contacts = ({ days }: FigureSheet): readonly Case[] => days.flatMap((day) => {
  const [first] = hoursOf(day);
  return first === undefined ? [] : [{ ...placed(day), at: timeOf(day, first.hour), value: 1 }];
});

const contactHours = ({ days }: FigureSheet): readonly Case[] => days.flatMap((day) => hoursOf(day).map(({ hour }) => ({ ...placed(day), at: timeOf(day, hour), value: 1 })));

/** Each of us who wrote to a customer that day, once. */
const served = ({ days, person }: FigureSheet): readonly Case[] => days.flatMap((day) => {
  const firsts = new Map<PersonId, number>();
  for (const { by, hour } of day.said) {
    const who = personIn(by);
    if (who !== undefined && (person === undefined || who === person)) firsts.set(who, Math.min(hour, firsts.get(who) ?? 24));
  }
  return [...firsts].map(([by, hour]) => ({ ...placed(day), at: timeOf(day, hour), value: 1, by }));
});

const messages = (isWanted: (by: string, person: PersonId | undefined) => boolean) => ({ days, person }: FigureSheet): readonly Case[] =>
  days.flatMap((day) => day.said.filter(({ by }) => isWanted(by, person)).map(({ by, hour, count }) => ({ ...placed(day), at: timeOf(day, hour), value: count, ...byOf(personIn(by)) })));

const waitCase = ({ conversation, account, wait }: JudgedWait, value: number): Case => ({ conversation, account, at: wait.since, value, ...byOf(ownerOf(wait)) });

const answers = (isWanted: (one: JudgedWait) => boolean) => ({ waits }: FigureSheet): readonly Case[] =>
  waits.filter((one) => (one.wait.end?.how === 'answered' || one.wait.end?.how === 'elsewhere') && isWanted(one)).map((one) => waitCase(one, one.ms));

const inTime = ({ waits }: FigureSheet): readonly Case[] => waits.flatMap((one) => (one.isInTime === undefined ? [] : [waitCase(one, one.isInTime ? 1 : 0)]));

const closed = (outcomes: readonly string[]) => ({ closings }: FigureSheet): readonly Case[] => closings.flatMap(({ day, closing }) =>
  closing.outcome === undefined || !outcomes.includes(closing.outcome) ? [] : [{
    ...placed(day), at: closing.at, value: closing.outcome === 'sold' ? 1 : 0, ...byOf(closing.by), ...(closing.reason !== undefined && { key: closing.reason }),
  }]);

export const figures: Readonly<Record<FigureId, Definition>> = {
  contacts: { reduction: 'count', casesOf: contacts },
  contactHours: { reduction: 'count', casesOf: contactHours },
  served: { reduction: 'count', casesOf: served },
  received: { reduction: 'sum', casesOf: messages((by) => by === CUSTOMER) },
  sent: { reduction: 'sum', casesOf: messages((by, person) => isOurs(by) && (person === undefined || by === person)) },
  responseTime: { reduction: 'spread', casesOf: answers(() => true) },
  firstResponse: { reduction: 'spread', casesOf: answers(({ isFirst }) => isFirst) },
  inTime: { reduction: 'share', casesOf: inTime },
  unanswered: { reduction: 'count', casesOf: ({ waits }) => waits.filter(({ wait }) => wait.end?.how === 'closed' || wait.end?.how === 'dismissed').map((one) => waitCase(one, one.ms)) },
  openWaits: { reduction: 'count', casesOf: ({ waits }) => waits.filter(({ wait }) => wait.end === undefined).map((one) => waitCase(one, one.ms)) },
  sold: { reduction: 'count', casesOf: closed(['sold']) },
  lost: { reduction: 'count', casesOf: closed(['lost']) },
  conversion: { reduction: 'share', casesOf: closed(['sold', 'lost']) },
  complaints: { reduction: 'count', casesOf: ({ complaints }) => complaints.map(({ about, ...fact }) => ({ ...fact, value: 1, ...byOf(about) })) },
  score: { reduction: 'mean', casesOf: ({ scores }) => scores.map(({ agent, total, ...fact }) => ({ ...fact, value: total, by: agent })) },
};

const sumOf = (cases: readonly Case[]): number => cases.reduce((sum, { value }) => sum + value, 0);

/** The number of a figure from its cases; `value` of a spread is its median, undefined = nothing to tell. */
export const reduceCases = (figure: FigureId, cases: readonly Case[]): FigureValue => {
  const count = cases.length;
  switch (figures[figure].reduction) {
    case 'count': return { count, value: count };
    case 'sum': return { count, value: sumOf(cases) };
    case 'mean': case 'share': return { count, value: count === 0 ? undefined : sumOf(cases) / count };
    case 'spread': {
      const spread = spreadOf(cases.map(({ value }) => value));
      return { count, value: spread?.median, ...(spread !== undefined && { spread }) };
    }
  }
};

/** Cases put apart; `undefined` keys are left out. */
export const groupCases = <Key>(cases: readonly Case[], keyOf: (one: Case) => Key | undefined): ReadonlyMap<Key, readonly Case[]> => {
  const groups = new Map<Key, Case[]>();
  for (const one of cases) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
};

export const dayOfCase = ({ at }: Case): number => dayOf(at);
/** 0..23 in UTC+8. */
export const hourOfCase = ({ at }: Case): number => Math.floor((at - startOfDay(dayOf(at))) / HOUR);
