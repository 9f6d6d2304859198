import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { RunningClock } from '#shared/rules/clock';
import type { RulePack } from '#shared/rules/rulePack';
import { rowClocks, useRulePack } from '../../archive/queries/rulePack';
import { seenConversations } from '../../archive/queries/seen';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useClosedAccounts } from '../../archive/queries/useClosedAccounts';
import { useConversations } from '../../archive/queries/useConversations';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useRole, useSession } from '../../state/session';
import { useWithLive } from '../../state/liveStatus';
import { accountLoads, totalLoad, type AccountLoad } from './accountLoads';
import { nextUrgency } from './nextUrgency';

/** What every part of the desk asks for, computed once: accounts, conversations, how urgent they are now. */
export type DeskData = {
  readonly accounts: readonly AccountRow[];
  readonly accountById: ReadonlyMap<string, AccountRow>;
  /** Every conversation with at least one message on an account of the rail, in no order. */
  readonly conversations: readonly ConversationRow[];
  /** Also those known by name only, and those of removed accounts (their records stay readable), for the switcher. */
  readonly everyone: readonly ConversationRow[];
  readonly rowOf: (id: ConversationId) => ConversationRow | undefined;
  /** False until the archive answered once. */
  readonly isReady: boolean;
  /** The rules in force. */
  readonly pack: RulePack;
  /** The clock of a conversation that is due first; undefined while nobody waits or it is put off. */
  readonly clockOf: (row: ConversationRow) => RunningClock | undefined;
  readonly loads: ReadonlyMap<string, AccountLoad>;
  readonly total: AccountLoad;
  /** Wall clock, renewed whenever a conversation turns urgent; clocks on screen run by themselves. */
  readonly now: number;
};

const Context = createContext<DeskData | undefined>(undefined);

/** The desk's data; only inside `DeskDataProvider`. */
export const useDeskData = (): DeskData => {
  const data = useContext(Context);
  if (data === undefined) throw new Error('useDeskData outside DeskDataProvider');
  return data;
};

const ReaderContext = createContext<(() => DeskData) | undefined>(undefined);

/** Reads the desk's data at the moment of a key or a click, without being drawn again whenever they change. */
export const useDeskDataReader = (): (() => DeskData) => {
  const read = useContext(ReaderContext);
  if (read === undefined) throw new Error('useDeskDataReader outside DeskDataProvider');
  return read;
};

/** The clock, read again when what is named changes and only then. */
const readClock = (..._because: readonly unknown[]): number => Date.now();

/** `now`, renewed at the moment the next conversation changes its urgency, not every second. */
const useUrgencyNow = (rows: readonly ConversationRow[], clockOf: DeskData['clockOf']): number => {
  const [turn, setTurn] = useState(0);
  const now = useMemo(() => readClock(rows, turn), [rows, turn]);
  useEffect(() => {
    const due = nextUrgency(rows, now, clockOf);
    if (due === undefined) return undefined;
    const timer = setTimeout(() => setTurn((before) => before + 1), Math.min(Math.max(0, due - Date.now()) + 20, MOST_MS));
    return () => clearTimeout(timer);
  }, [rows, clockOf, now]);
  return now;
};

/** "Waits longer than" moves on by itself while anybody waits. */
const MOST_MS = 30_000;

const noAccounts: readonly AccountRow[] = [];

type Seen = { readonly accounts: readonly AccountRow[]; readonly rows: readonly ConversationRow[]; readonly isKnown: boolean };

/** What the person at this desk may see: an agent their own accounts, those nobody holds, and what colleagues gave them. */
const useSeen = (all: readonly AccountRow[], rows: readonly ConversationRow[]): Seen => {
  const role = useRole();
  const me = useSession(({ info }) => info?.person?.id);
  const closed = useClosedAccounts({ role, me });
  return useMemo(() => {
    if (closed === undefined) return { accounts: noAccounts, rows: [], isKnown: false };
    if (closed.size === 0) return { accounts: all, rows, isKnown: true };
    const seen = seenConversations(rows, closed, me);
    const given = new Set(seen.map(({ account }) => account));
    return { accounts: all.filter(({ id }) => !closed.has(id) || given.has(id)), rows: seen, isKnown: true };
  }, [all, rows, closed, me]);
};

/** Asks the archive once for rail, list, tabs, title bar and switcher. */
export const DeskDataProvider = ({ children }: { readonly children: ReactNode }) => {
  const accountRows = useWithLive(useAccounts());
  const { rows: allRows, ready } = useConversations();
  const { accounts, rows, isKnown } = useSeen(accountRows ?? noAccounts, allRows);
  const accountById = useMemo(() => new Map<string, AccountRow>(accounts.map((account) => [account.id, account])), [accounts]);
  const pack = useRulePack();
  const clockOf = useMemo(() => (row: ConversationRow): RunningClock | undefined => {
    const channel = accountById.get(row.account)?.channel;
    return channel === undefined ? undefined : rowClocks(pack, row, channel)[0]; // nobody waits on an account that is gone
  }, [accountById, pack]);
  const everyone = useMemo(() => rows.filter((row) => row.lastAt > 0 || accountById.has(row.account)), [rows, accountById]);
  const conversations = useMemo(() => everyone.filter((row) => row.lastAt > 0 && accountById.has(row.account)), [everyone, accountById]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const now = useUrgencyNow(conversations, clockOf);
  const loads = useMemo(() => accountLoads(conversations, now, clockOf), [conversations, now, clockOf]);
  const data = useMemo<DeskData>(() => ({
    accounts, accountById, conversations, everyone, rowOf: (id) => byId.get(id), isReady: ready && isKnown && accountRows !== undefined,
    pack, clockOf, loads, total: totalLoad(loads), now,
  }), [accounts, accountById, conversations, everyone, byId, ready, isKnown, accountRows, pack, clockOf, loads, now]);
  const latest = useRef(data);
  useEffect(() => {
    latest.current = data;
  }, [data]);
  const read = useCallback(() => latest.current, []);
  return <ReaderContext value={read}><Context value={data}>{children}</Context></ReaderContext>;
};
