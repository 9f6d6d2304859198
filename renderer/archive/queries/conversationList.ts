import type { ListQuery, ListScope } from '#shared/domain/listFilter';
import { listScopes } from '#shared/domain/listFilter';
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import { isOverdue, type RunningClock } from '#shared/rules/clock';
import { isUnhandled } from '#shared/rules/waiting';
import type { ConversationRow } from '../schema/rows';

/** What narrows the list beside its chip; each shows what choosing a value would give. */
export const listFacets = ['account', 'platform', 'tag', 'province', 'occupation', 'grade', 'stage', 'assignee', 'trouble', 'waitsOver'] as const;
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
  /** Whether a conversation is mine: assigned to me, or nobody's on an account I hold. */
  readonly isMine?: (row: ConversationRow) => boolean;
  /** Whose pins put a conversation on top. */
  readonly me?: PersonId | undefined;
  /** Accounts whose conversations are not listed (removed ones). */
  readonly isHidden?: (account: AccountId) => boolean;
  /** Whether a row answers what was typed; without it words of the title. */
  readonly matches?: (row: ConversationRow, text: string) => boolean;
  /** Shown although empty or filtered out by `scope`: the one that is open, so that it does not vanish while read. */
  readonly keep?: ConversationId | undefined;
};

export type FacetCounts = Readonly<Record<ListFacet, ReadonlyMap<string, number>>>;

export type ConversationList = {
  /** Kept on top by the person who looks. */
  readonly pinned: readonly ConversationRow[];
  /** 待处理: longest waiting first, or the one due first. */
  readonly waiting: readonly ConversationRow[];
  /** 已答复, put off or done: latest first. With the order `recent` all of them. */
  readonly answered: readonly ConversationRow[];
  /** Conversations per chip, under all filters but the chip itself. */
  readonly counts: Readonly<Record<ListScope, number>>;
  /** Conversations per value, under all filters but that value's own: what choosing it would show. */
  readonly byFacet: FacetCounts;
};

/** Steps offered for "waits longer than", minutes. */
export const waitSteps = [1, 3, 5, 10, 30, 60, 120] as const;

const none: readonly string[] = [];

/** Values of a facet a row is counted under. */
export const facetValuesOf = (row: ConversationRow, facet: ListFacet, context: ListContext): readonly string[] => {
  switch (facet) {
    case 'tag': return row.tags ?? none;
    case 'platform': return one(context.platformOf?.(row.account));
    case 'trouble': return row.failed > 0 ? (row.uncertain > 0 ? ['failed', 'uncertain'] : ['failed']) : row.uncertain > 0 ? ['uncertain'] : none;
    case 'waitsOver': return isUnhandled(row) ? waitSteps.filter((minutes) => context.now - row.waitingSince > minutes * 60_000).map(String) : none;
    default: return one(row[facet]);
  }
};
const one = (value: string | undefined): readonly string[] => (value === undefined ? none : [value]);

const passes = (row: ConversationRow, facet: ListFacet, wanted: string | number, context: ListContext): boolean => {
  if (facet === 'waitsOver') return isUnhandled(row) && context.now - row.waitingSince > Number(wanted) * 60_000;
  return facetValuesOf(row, facet, context).includes(String(wanted));
};

const inScope = (row: ConversationRow, scope: ListScope, context: ListContext): boolean => {
  switch (scope) {
    case 'all': return true;
    case 'unread': return row.unread > 0;
    case 'waiting': return isUnhandled(row);
    case 'overdue': return isOverdue(context.clockOf(row), context.now);
    case 'mine': return context.isMine?.(row) === true;
    case 'unassigned': return row.assignee === undefined && row.status === 'open';
    case 'snoozed': return row.snooze !== undefined;
    case 'done': return row.status === 'closed';
  }
};

/** A chat only seen by name (no message yet) would fill the list with what nobody wrote to. */
const isListed = (row: ConversationRow, text: string, context: ListContext): boolean => {
  if (context.isHidden?.(row.account) === true) return false;
  if (row.lastAt === 0 && text === '' && row.id !== context.keep) return false;
  if (text === '') return true;
  if (context.matches !== undefined) return context.matches(row, text);
  const title = row.title.toLowerCase();
  return text.split(/\s+/u).every((word) => title.includes(word));
};

export type ListGroup = 'pinned' | 'waiting' | 'answered';

/** How one row stands under a filter. `facets` it is counted under; `group` where it is shown, if at all. */
export type Judged = {
  readonly row: ConversationRow;
  readonly scopes: readonly ListScope[];
  readonly values: readonly (readonly [ListFacet, readonly string[]])[];
  readonly group: ListGroup | undefined;
  /** When the clock is due, for the order. */
  readonly due: number;
};

const notThere = (row: ConversationRow): Judged => ({ row, scopes: [], values: [], group: undefined, due: Infinity });

export type Judge = { readonly filter: ListFilter; readonly text: string; readonly asked: readonly ListFacet[] };

export const judgeOf = (filter: ListFilter): Judge => ({
  filter, text: (filter.text ?? '').trim().toLowerCase(), asked: listFacets.filter((facet) => (filter[facet] ?? null) !== null),
});

const groupOf = (row: ConversationRow, filter: ListFilter, context: ListContext): ListGroup => {
  if (context.me !== undefined && row.pins?.includes(context.me) === true) return 'pinned';
  return isUnhandled(row) && filter.order !== 'recent' ? 'waiting' : 'answered';
};

/** One row under a filter. Pure. A row that misses one facet only is counted under that facet: choosing it would show the row. */
export const judge = ({ filter, text, asked }: Judge, row: ConversationRow, context: ListContext): Judged => {
  if (!isListed(row, text, context)) return notThere(row);
  const missed = asked.filter((facet) => !passes(row, facet, filter[facet] ?? '', context));
  if (missed.length > 1) return notThere(row);
  const isIn = inScope(row, filter.scope ?? 'all', context);
  const fits = missed.length === 0;
  const counted = isIn ? (fits ? listFacets : missed) : [];
  return {
    row,
    scopes: fits ? listScopes.filter((scope) => inScope(row, scope, context)) : [],
    values: counted.map((facet) => [facet, facetValuesOf(row, facet, context)] as const).filter(([, values]) => values.length > 0),
    group: fits && (isIn || row.id === context.keep) ? groupOf(row, filter, context) : undefined,
    due: context.clockOf(row)?.due ?? Infinity,
  };
};

const byId = (a: Judged, b: Judged): number => (a.row.id < b.row.id ? -1 : a.row.id > b.row.id ? 1 : 0);
const byLatest = (a: Judged, b: Judged): number => b.row.lastAt - a.row.lastAt || b.row.lastSeq - a.row.lastSeq || byId(a, b);
const byWaiting = (a: Judged, b: Judged): number => a.row.waitingSince - b.row.waitingSince || b.row.lastAt - a.row.lastAt || byId(a, b);
const byDue = (a: Judged, b: Judged): number => (a.due === b.due ? byWaiting(a, b) : a.due - b.due);
const byPinned = (a: Judged, b: Judged): number => {
  const waits = Number(isUnhandled(b.row)) - Number(isUnhandled(a.row));
  return waits !== 0 ? waits : isUnhandled(a.row) ? byWaiting(a, b) : byLatest(a, b);
};

/** A total order of one group: no two rows are equal. */
export const orderOf = (group: ListGroup, order: ListFilter['order']): ((a: Judged, b: Judged) => number) => {
  if (group === 'pinned') return byPinned;
  if (group === 'answered') return byLatest;
  return order === 'due' ? byDue : byWaiting;
};
