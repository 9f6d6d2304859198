/**
 * The list under one filter, kept up to date row by row: ten thousand conversations cost a full pass only when the
 * filter changes, a message costs its own row. The answer is that of a fresh pass, always (a property test proves it).
 */
import type { ConversationId } from '#shared/domain/ids';
import { listScopes, type ListScope } from '#shared/domain/listFilter';
import type { ConversationRow } from '../schema/conversationRows';
import { bitOf, compareLatest, eachValue, judge, judgeOf, listGroups, orderOf, type ConversationList, type Judge, type Judged, type ListContext, type ListFacet, type ListFilter, type ListGroup, type ValuesOf } from './conversationList';

type Counts = Record<ListScope, number>;

const noCounts = (): Counts => Object.fromEntries(listScopes.map((scope) => [scope, 0])) as Counts; // every scope is named

/** Counts a facet's values when first asked: only an open menu shows them. `judged` stays as it is. */
const valuesIn = (judged: readonly Judged[], context: ListContext): ValuesOf => {
  const known = new Map<ListFacet, ReadonlyMap<string, number>>();
  return (facet) => {
    const before = known.get(facet);
    if (before !== undefined) return before;
    const values = new Map<string, number>();
    for (const { row, over, counted } of judged) {
      if (counted === 'every' || counted === facet) eachValue(row, facet, context, over, (value) => { values.set(value, (values.get(value) ?? 0) + 1); });
    }
    known.set(facet, values);
    return values;
  };
};

/** Functions the judgement hangs on; when one is another, everything is judged anew. */
const isSameContext = (a: ListContext, b: ListContext): boolean =>
  a.clockOf === b.clockOf && a.platformOf === b.platformOf && a.holderOf === b.holderOf && a.me === b.me && a.isHidden === b.isHidden && a.matches === b.matches;

/** So many changes at once are cheaper judged in one pass. */
const MANY = 1_500;

/** Where `item` stands, or would stand, in a sorted list. */
const placeIn = (list: readonly Judged[], item: Judged, order: (a: Judged, b: Judged) => number): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && order(other, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

export class ListIndex {
  private rows: readonly ConversationRow[] = [];
  private judged: Judged[] = [];
  /** `until` of each of them, in one piece: it is asked at every pass. */
  private until: number[] = [];
  private placeOf = new Map<ConversationId, number>();
  private counts = noCounts();
  private lists: Record<ListGroup, Judged[]> = { pinned: [], waiting: [], later: [], answered: [] };
  private asked: Judge | undefined;
  private context: ListContext | undefined;
  private last: ConversationList | undefined;
  private sorted: readonly number[] = [];
  private sortedOf: readonly ConversationRow[] | undefined;

  /** The list as it stands; the same object when nothing that it shows has changed. */
  view(rows: readonly ConversationRow[], filter: ListFilter, context: ListContext): ConversationList {
    const { asked, context: before } = this;
    if (asked === undefined || before === undefined || asked.filter !== filter || !isSameContext(before, context)) return this.rebuild(rows, filter, context);
    this.context = context;
    const changed = this.changedIn(rows, before, context);
    if (changed === undefined) return this.rebuild(rows, filter, context);
    this.rows = rows;
    // The last answer may still count values in the former ones.
    if (changed.size > 0) this.judged = [...this.judged];
    for (const at of changed) this.renew(at, rows[at], asked, context);
    return this.answer(context);
  }

  /** Places to judge again; undefined when the rows are not the former ones with some replaced and some added. No row that stands as before is looked at. */
  private changedIn(rows: readonly ConversationRow[], before: ListContext, now: ListContext): ReadonlySet<number> | undefined {
    if (rows.length < this.rows.length || now.now < before.now) return undefined;
    const changed = new Set<number>();
    if (before.keep !== now.keep) for (const id of [before.keep, now.keep]) {
      const at = id === undefined ? undefined : this.placeOf.get(id);
      if (at !== undefined) changed.add(at);
    }
    for (let at = 0; at < rows.length; at += 1) {
      const old = this.rows[at];
      if (old === rows[at] && now.now < (this.until[at] ?? 0)) continue;
      if (old !== undefined && old.id !== rows[at]?.id) return undefined;
      changed.add(at);
    }
    return changed.size > MANY ? undefined : changed;
  }

  private rebuild(rows: readonly ConversationRow[], filter: ListFilter, context: ListContext): ConversationList {
    const asked = judgeOf(filter);
    this.asked = asked;
    this.context = context;
    this.rows = rows;
    this.counts = noCounts();
    this.lists = { pinned: [], waiting: [], later: [], answered: [] };
    this.judged = rows.map((row) => judge(asked, row, context));
    this.until = this.judged.map(({ until }) => until);
    this.placeOf = new Map(rows.map(({ id }, at) => [id, at]));
    for (const item of this.judged) this.count(item, 1);
    for (const at of this.latestFirst(rows)) {
      const item = this.judged[at];
      if (item?.group !== undefined) this.lists[item.group].push(item);
    }
    // The answered ones, most of all, are in order already.
    for (const group of listGroups) if (group !== 'answered') this.lists[group].sort(orderOf(group, filter.order));
    this.last = undefined;
    return this.answer(context);
  }

  /** Places of the rows, latest first; kept from pass to pass, for choosing a filter moves no row. */
  private latestFirst(rows: readonly ConversationRow[]): readonly number[] {
    if (this.sortedOf === rows) return this.sorted;
    const before = this.sorted.length === rows.length ? this.sorted : [...rows.keys()];
    const order = (a: number, b: number): number => {
      const [one, other] = [rows[a], rows[b]];
      return one === undefined || other === undefined ? 0 : compareLatest(one, other);
    };
    // Nearly in order already, which costs a sort little.
    this.sorted = before.toSorted(order);
    this.sortedOf = rows;
    return this.sorted;
  }

  private renew(at: number, row: ConversationRow | undefined, asked: Judge, context: ListContext): void {
    if (row === undefined) return;
    const old = this.judged[at];
    const next = judge(asked, row, context);
    if (old !== undefined) {
      this.count(old, -1);
      this.take(old, asked);
    }
    this.judged[at] = next;
    this.until[at] = next.until;
    this.placeOf.set(row.id, at);
    this.count(next, 1);
    this.put(next, asked);
    this.last = undefined;
  }

  private count({ scopes }: Judged, by: 1 | -1): void {
    if (scopes !== 0) for (const scope of listScopes) if ((scopes & bitOf(scope)) !== 0) this.counts[scope] += by;
  }

  private take(item: Judged, { filter }: Judge): void {
    if (item.group === undefined) return;
    const list = this.lists[item.group];
    list.splice(placeIn(list, item, orderOf(item.group, filter.order)), 1);
  }

  private put(item: Judged, { filter }: Judge): void {
    if (item.group === undefined) return;
    const list = this.lists[item.group];
    list.splice(placeIn(list, item, orderOf(item.group, filter.order)), 0, item);
  }

  private answer(context: ListContext): ConversationList {
    if (this.last !== undefined) return this.last;
    const rowsOf = (group: ListGroup): readonly ConversationRow[] => this.lists[group].map(({ row }) => row);
    this.last = {
      pinned: rowsOf('pinned'), waiting: rowsOf('waiting'), later: rowsOf('later'), answered: rowsOf('answered'),
      counts: { ...this.counts }, valuesOf: valuesIn(this.judged, context),
    };
    return this.last;
  }
}

/** One pass over everything: what `ListIndex` would say, without keeping anything. */
export const filterConversations = (rows: readonly ConversationRow[], filter: ListFilter, context: ListContext): ConversationList =>
  new ListIndex().view(rows, filter, context);
