import { clockSince, type RunningClock } from '#shared/rules/clock';
import { isUnhandled } from '#shared/rules/waiting';
import type { ConversationRow } from '../../archive/schema/conversationRows';

/** What one account has on its plate, in conversations. */
export type AccountLoad = { readonly unread: number; readonly waiting: number; readonly overdue: number };
export const noLoad: AccountLoad = { unread: 0, waiting: 0, overdue: 0 };

/** How the desk stands at a moment. */
export type DeskLoad = {
  /** Per account that has a conversation; the same objects while their numbers are. */
  readonly loads: ReadonlyMap<string, AccountLoad>;
  readonly total: AccountLoad;
  /** Whose customer waits longest; what was put off does not wait. */
  readonly longest: ConversationRow | undefined;
  /** The same among those whose clock is overdue. */
  readonly longestLate: ConversationRow | undefined;
  /** Waits the supervisor was told of that go on. */
  readonly escalated: number;
  /** When the next one turns amber or red, ms since 1970; `Infinity` when none will. */
  readonly next: number;
};

/** The supervisor was told of this wait, and it goes on. */
export const isEscalated = (row: ConversationRow): boolean =>
  isUnhandled(row) && row.breach?.escalatedAt !== undefined && row.breach.since === clockSince(row);

type ClockOf = (row: ConversationRow) => RunningClock | undefined;

type Sum = { unread: number; waiting: number; overdue: number };

const UNREAD = 1;
const WAITING = 2;
const ESCALATED = 4;

/** Each row in numbers, a column per question: ten thousand are summed without touching a row. Times are `Infinity` where there is none. */
type Columns = {
  readonly account: number[];
  readonly marks: number[];
  /** From when the customer waits. */
  readonly since: number[];
  /** When the clock turns amber, and red. */
  readonly warnAt: number[];
  readonly due: number[];
};

const noColumns = (): Columns => ({ account: [], marks: [], since: [], warnAt: [], due: [] });
const isSame = (a: AccountLoad, b: AccountLoad): boolean => a.unread === b.unread && a.waiting === b.waiting && a.overdue === b.overdue;

/**
 * The desk's load kept row by row: only replaced and added rows are looked at again. It remembers to be quick; its
 * answer depends on what it is given alone.
 */
export class LoadIndex {
  private rows: readonly ConversationRow[] = [];
  private clockOf: ClockOf | undefined;
  private accounts: string[] = [];
  private columns = noColumns();
  private loads: ReadonlyMap<string, AccountLoad> = new Map();

  /** `rows` keep their places as those of a `RowStore` do; `now` in ms since 1970. */
  view(rows: readonly ConversationRow[], clockOf: ClockOf, now: number): DeskLoad {
    const isAnew = clockOf !== this.clockOf || rows.length < this.rows.length;
    if (isAnew) [this.columns, this.accounts] = [noColumns(), []];
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at];
      if (row !== undefined && (isAnew || row !== this.rows[at])) this.note(at, row, clockOf(row));
    }
    this.rows = rows;
    this.clockOf = clockOf;
    return this.sum(now);
  }

  private note(at: number, row: ConversationRow, clock: RunningClock | undefined): void {
    const { account, marks, since, warnAt, due } = this.columns;
    const known = this.accounts.indexOf(row.account);
    const waits = isUnhandled(row);
    account[at] = known >= 0 ? known : this.accounts.push(row.account) - 1;
    marks[at] = (row.unread > 0 ? UNREAD : 0) | (waits ? WAITING : 0) | (isEscalated(row) ? ESCALATED : 0);
    since[at] = waits ? row.waitingSince : Infinity;
    warnAt[at] = clock?.warnAt ?? Infinity;
    due[at] = clock?.due ?? Infinity;
  }

  private sum(now: number): DeskLoad {
    const { account, marks, since, warnAt, due } = this.columns;
    const perAccount = this.accounts.map((): Sum => ({ unread: 0, waiting: 0, overdue: 0 }));
    let [longest, longestSince, late, lateSince] = [-1, Infinity, -1, Infinity];
    let [escalated, next] = [0, Infinity];
    for (let at = 0; at < marks.length; at += 1) {
      const sum = perAccount[account[at] ?? -1];
      if (sum === undefined) continue;
      const bits = marks[at] ?? 0;
      const wait = since[at] ?? Infinity;
      const red = due[at] ?? Infinity;
      const amber = warnAt[at] ?? Infinity;
      if ((bits & UNREAD) !== 0) sum.unread += 1;
      if ((bits & WAITING) !== 0) sum.waiting += 1;
      if ((bits & ESCALATED) !== 0) escalated += 1;
      if (wait < longestSince) [longest, longestSince] = [at, wait];
      if (now >= red) {
        sum.overdue += 1;
        if (wait < lateSince) [late, lateSince] = [at, wait];
      } else next = Math.min(next, amber > now ? amber : red);
    }
    return { ...this.loadsOf(perAccount), longest: this.rows[longest], longestLate: this.rows[late], escalated, next };
  }

  private loadsOf(perAccount: readonly Sum[]): Pick<DeskLoad, 'loads' | 'total'> {
    const kept = perAccount.map((sum, at) => {
      const before = this.loads.get(this.accounts[at] ?? '');
      return before !== undefined && isSame(before, sum) ? before : sum;
    });
    const isSameMap = this.loads.size === kept.length && kept.every((load, at) => this.loads.get(this.accounts[at] ?? '') === load);
    if (!isSameMap) this.loads = new Map(kept.map((load, at) => [this.accounts[at] ?? '', load]));
    const total = { unread: 0, waiting: 0, overdue: 0 };
    for (const sum of perAccount) {
      total.unread += sum.unread;
      total.waiting += sum.waiting;
      total.overdue += sum.overdue;
    }
    return { loads: this.loads, total };
  }
}
