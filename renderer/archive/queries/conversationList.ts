import { listMarks, type ListQuery, type ListScope } from '#shared/domain/listFilter';
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import type { RunningClock } from '#shared/rules/clock';
import { isUnhandled } from '#shared/rules/waiting';
import type { ConversationRow } from '../schema/conversationRows';
import { isAskedOf } from './seen';

/** What narrows the list beside its chip; each shows what choosing a value would give. */
export const listFacets = ['account', 'platform', 'tag', 'province', 'occupation', 'grade', 'stage', 'kind', 'group', 'mark', 'assignee', 'trouble', 'waitsOver', 'ending'] as const;
export type ListFacet = (typeof listFacets)[number];

export type ListFilter = Partial<ListQuery> & {
  /** Words a person typed; `matches` of the context judges. */
  readonly text?: string;
};

/** What the rows do not know themselves. Another object with the same functions costs nothing; other functions judge everything anew. */
export type ListContext = {
  /** ms since 1970. */
  readonly now: number;
  /** The clock that is due first; undefined while nobody waits. */
  readonly clockOf: (row: ConversationRow) => RunningClock | undefined;
  readonly platformOf?: (account: AccountId) => string | undefined;
  /** Whose a conversation is: who took or was given it, else who holds its account. Without it who was given it. */
  readonly holderOf?: (row: ConversationRow) => PersonId | undefined;
  /** Who looks: their pins are on top, theirs is "mine". */
  readonly me?: PersonId | undefined;
  /** Accounts whose conversations are not listed (removed ones). */
  readonly isHidden?: (account: AccountId) => boolean;
  /** Whether a row answers what was typed; without it words of the title. */
  readonly matches?: (row: ConversationRow, text: string) => boolean;
  /** Shown although empty or filtered out by `scope`: the one that is open, so that it does not vanish while read. */
  readonly keep?: ConversationId | undefined;
};

/** Conversations per value of a facet, under all filters but that facet's own: what choosing a value would show. Counted when asked. */
export type ValuesOf = (facet: ListFacet) => ReadonlyMap<string, number>;

export type ConversationList = {
  /** Kept on top by the person who looks. */
  readonly pinned: readonly ConversationRow[];
  /** 待处理: longest waiting first, or the one due first. */
  readonly waiting: readonly ConversationRow[];
  /** 稍后: put off, the one that comes back first in front. */
  readonly later: readonly ConversationRow[];
  /** 已答复 or done: latest first. With the order `recent` all of them. */
  readonly answered: readonly ConversationRow[];
  /** Conversations per chip, under all filters but the chip itself. */
  readonly counts: Readonly<Record<ListScope, number>>;
  readonly valuesOf: ValuesOf;
};

/** Steps offered for "waits longer than", minutes. */
export const waitSteps = [1, 3, 5, 10, 30, 60, 120] as const;

const hasMark = (row: ConversationRow, mark: (typeof listMarks)[number], { me }: ListContext): boolean => {
  switch (mark) {
    case 'starred': return row.starred === true;
    case 'pinned': return me !== undefined && row.pins?.includes(me) === true;
    case 'asked': return isAskedOf(row, me);
    case 'planned': return (row.planned ?? 0) > 0;
  }
};

/** Why it is closed, as far as somebody said. */
const endingOf = ({ status, closing }: ConversationRow): string | undefined => (status === 'closed' ? closing?.reason ?? closing?.outcome : undefined);

/** Calls `tell` with every value of a facet a row is counted under. No array is made: ten thousand rows pass here. */
export const eachValue = (row: ConversationRow, facet: ListFacet, context: ListContext, over: number, tell: (value: string) => void): void => {
  switch (facet) {
    case 'tag': row.tags?.forEach(tell); return;
    case 'trouble':
      if (row.failed > 0) tell('failed');
      if (row.uncertain > 0) tell('uncertain');
      return;
    case 'group': row.groups?.forEach(tell); return;
    case 'mark': for (const mark of listMarks) if (hasMark(row, mark, context)) tell(mark); return;
    case 'waitsOver': for (let step = 0; step < over; step += 1) tell(String(waitSteps[step])); return;
    case 'assignee': {
      const holder = holderOf(row, context);
      if (holder !== undefined) tell(holder);
      return;
    }
    case 'platform': {
      const platform = context.platformOf?.(row.account);
      if (platform !== undefined) tell(platform);
      return;
    }
    default: {
      const value = facet === 'ending' ? endingOf(row) : row[facet];
      if (value !== undefined) tell(value);
    }
  }
};

const passes = (row: ConversationRow, facet: ListFacet, wanted: string | number, context: ListContext): boolean => {
  switch (facet) {
    case 'waitsOver': return isUnhandled(row) && context.now - row.waitingSince > Number(wanted) * 60_000;
    case 'tag': return row.tags?.includes(String(wanted)) === true;
    case 'group': return row.groups?.includes(String(wanted)) === true;
    case 'mark': return listMarks.some((mark) => mark === wanted && hasMark(row, mark, context));
    case 'ending': return endingOf(row) === wanted;
    case 'trouble': return wanted === 'failed' ? row.failed > 0 : row.uncertain > 0;
    case 'platform': return context.platformOf?.(row.account) === wanted;
    case 'assignee': return holderOf(row, context) === wanted;
    default: return row[facet] === wanted;
  }
};

/** How many of `waitSteps` a row waits longer than. */
const stepsOver = (row: ConversationRow, now: number): number => {
  if (!isUnhandled(row)) return 0;
  const minutes = (now - row.waitingSince) / 60_000;
  let over = 0;
  while (over < waitSteps.length && minutes > (waitSteps[over] ?? Infinity)) over += 1;
  return over;
};

/** Bit of each chip, in the order of `listScopes`. */
const BIT = { all: 1, unread: 2, waiting: 4, overdue: 8, mine: 16, unassigned: 32, snoozed: 64, done: 128 } as const satisfies Record<ListScope, number>;
export const bitOf = (scope: ListScope): number => BIT[scope];

const holderOf = (row: ConversationRow, context: ListContext): PersonId | undefined => (context.holderOf === undefined ? row.assignee : context.holderOf(row));

const holdingOf = (row: ConversationRow, context: ListContext): number => {
  const holder = holderOf(row, context);
  if (holder === undefined) return row.status === 'open' ? BIT.unassigned : 0;
  return holder === context.me ? BIT.mine : 0;
};

const scopesOf = (row: ConversationRow, due: number, context: ListContext): number =>
  BIT.all
  | (row.unread > 0 ? BIT.unread : 0)
  | (isUnhandled(row) ? BIT.waiting : 0)
  | (context.now >= due ? BIT.overdue : 0)
  | holdingOf(row, context)
  | (row.snooze === undefined ? 0 : BIT.snoozed)
  | (row.status === 'closed' ? BIT.done : 0);

/** A chat only seen by name (no message yet) would fill the list with what nobody wrote to. */
const isListed = (row: ConversationRow, text: string, context: ListContext): boolean => {
  if (context.isHidden?.(row.account) === true) return false;
  if (row.lastAt === 0 && text === '' && row.id !== context.keep) return false;
  if (text === '') return true;
  if (context.matches !== undefined) return context.matches(row, text);
  const title = row.title.toLowerCase();
  return text.split(/\s+/u).every((word) => title.includes(word));
};

export const listGroups = ['pinned', 'waiting', 'later', 'answered'] as const;
export type ListGroup = (typeof listGroups)[number];

/** Under which facets a row is counted: every one, only the one it misses, or none. */
type Counted = ListFacet | 'every' | undefined;

/** How one row stands under a filter: bits of the chips it counts for, facets it is counted under, where it is shown. */
export type Judged = {
  readonly row: ConversationRow;
  readonly scopes: number;
  readonly counted: Counted;
  readonly over: number;
  readonly group: ListGroup | undefined;
  /** When the clock is due, for the order. */
  readonly due: number;
  /** From when on the row stands otherwise without having changed, ms since 1970. */
  readonly until: number;
};

const notThere = (row: ConversationRow): Judged => ({ row, scopes: 0, counted: undefined, over: 0, group: undefined, due: Infinity, until: Infinity });

export type Judge = { readonly filter: ListFilter; readonly text: string; readonly asked: readonly ListFacet[]; readonly bit: number };

export const judgeOf = (filter: ListFilter): Judge => ({
  filter, text: (filter.text ?? '').trim().toLowerCase(), asked: listFacets.filter((facet) => (filter[facet] ?? null) !== null), bit: BIT[filter.scope ?? 'all'],
});

const groupOf = (row: ConversationRow, filter: ListFilter, context: ListContext): ListGroup => {
  if (context.me !== undefined && row.pins?.includes(context.me) === true) return 'pinned';
  if (filter.order === 'recent') return 'answered';
  return isUnhandled(row) ? 'waiting' : row.snooze === undefined ? 'answered' : 'later';
};

/** The facet a row misses: `none` when it passes all, `many` when more than one. */
const missedBy = ({ filter, asked }: Judge, row: ConversationRow, context: ListContext): ListFacet | 'none' | 'many' => {
  let missed: ListFacet | 'none' = 'none';
  for (const facet of asked) {
    if (passes(row, facet, filter[facet] ?? '', context)) continue;
    if (missed !== 'none') return 'many';
    missed = facet;
  }
  return missed;
};

/** The next moment that changes how a waiting row stands: its clock is due, a step of "waits longer than", or the one asked for. */
const untilOf = (asked: Judge, row: ConversationRow, due: number, { now }: ListContext): number => {
  let until = due > now ? due : Infinity;
  if (!isUnhandled(row)) return until;
  const step = waitSteps[stepsOver(row, now)];
  for (const minutes of [step, asked.filter.waitsOver]) {
    const at = row.waitingSince + (minutes ?? Infinity) * 60_000 + 1; // longer than, in whole milliseconds
    if (at > now && at < until) until = at;
  }
  return until;
};

/** One row under a filter. Pure. A row that misses one facet only is counted under that facet: choosing it would show the row. */
export const judge = (asked: Judge, row: ConversationRow, context: ListContext): Judged => {
  if (!isListed(row, asked.text, context)) return notThere(row);
  const due = row.waitingSince === 0 ? Infinity : context.clockOf(row)?.due ?? Infinity;
  const until = row.waitingSince === 0 ? Infinity : untilOf(asked, row, due, context);
  const missed = missedBy(asked, row, context);
  if (missed === 'many') return { ...notThere(row), until };
  const scopes = scopesOf(row, due, context);
  const isIn = (scopes & asked.bit) !== 0;
  const fits = missed === 'none';
  return {
    row, due, until, over: stepsOver(row, context.now),
    scopes: fits ? scopes : 0,
    counted: isIn ? (fits ? 'every' : missed) : undefined,
    group: fits && (isIn || row.id === context.keep) ? groupOf(row, asked.filter, context) : undefined,
  };
};

const byId = (a: Judged, b: Judged): number => (a.row.id < b.row.id ? -1 : a.row.id > b.row.id ? 1 : 0);

/** Latest first; a total order, no two rows are equal. */
export const compareLatest = (a: ConversationRow, b: ConversationRow): number => b.lastAt - a.lastAt || b.lastSeq - a.lastSeq || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const byLatest = (a: Judged, b: Judged): number => compareLatest(a.row, b.row);
const byWaiting = (a: Judged, b: Judged): number => a.row.waitingSince - b.row.waitingSince || b.row.lastAt - a.row.lastAt || byId(a, b);
const byDue = (a: Judged, b: Judged): number => (a.due === b.due ? byWaiting(a, b) : a.due - b.due);
const byPinned = (a: Judged, b: Judged): number => {
  const waits = Number(isUnhandled(b.row)) - Number(isUnhandled(a.row));
  return waits !== 0 ? waits : isUnhandled(a.row) ? byWaiting(a, b) : byLatest(a, b);
};

const byReturn = (a: Judged, b: Judged): number => {
  const [one, other] = [a.row.snooze?.until ?? Infinity, b.row.snooze?.until ?? Infinity];
  return one === other ? byLatest(a, b) : one - other;
};

/** A total order of one group: no two rows are equal. */
export const orderOf = (group: ListGroup, order: ListFilter['order']): ((a: Judged, b: Judged) => number) => {
  if (group === 'pinned') return byPinned;
  if (group === 'answered') return byLatest;
  if (group === 'later') return byReturn;
  return order === 'due' ? byDue : byWaiting;
};
