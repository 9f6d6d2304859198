import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import type { RunningClock } from '#shared/rules/clock';
import type { RulePack } from '#shared/rules/rulePack';
import { rowClocks, useRulePack } from '../../archive/queries/rulePack';
import { useIsArchiveMadeAnew } from '../../archive/queries/connection';
import { KeptFilter } from '../../archive/queries/keptFilter';
import { RowPlaces } from '../../archive/queries/rowPlaces';
import { isGivenTo } from '../../archive/queries/seen';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useClosedAccounts } from '../../archive/queries/useClosedAccounts';
import { useConversations } from '../../archive/queries/useConversations';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useMe, useRole } from '../../state/session';
import { useWithLive } from '../../state/liveStatus';
import { LoadIndex, type DeskLoad } from './loadIndex';

export type AccountGrounds = { readonly channel: string; readonly holder?: PersonId };

/** What every part of the desk asks for, computed once: accounts, conversations, how urgent they are now. */
export type DeskData = {
  readonly accounts: readonly AccountRow[];
  readonly accountById: ReadonlyMap<string, AccountRow>;
  readonly grounds: ReadonlyMap<AccountId, AccountGrounds>;
  /** Every conversation with at least one message on an account of the rail, in no order. */
  readonly conversations: readonly ConversationRow[];
  /** Also those known by name only, and those of removed accounts (their records stay readable), for the switcher. */
  readonly everyone: readonly ConversationRow[];
  readonly rowOf: (id: ConversationId) => ConversationRow | undefined;
  /** False until the archive answered once, and while it is made anew and has no conversation yet: nothing is missing then. */
  readonly isReady: boolean;
  /** The rules in force. */
  readonly pack: RulePack;
  /** The clock of a conversation that is due first; undefined while nobody waits or it is put off. */
  readonly clockOf: (row: ConversationRow) => RunningClock | undefined;
  /** How much there is to do, see `DeskLoad`. */
  readonly load: DeskLoad;
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

/** "Waits longer than" moves on by itself while anybody waits. */
const MOST_MS = 30_000;

/** The load, and `now`, renewed at the moment the next conversation changes its urgency, not every second. */
const useDeskLoad = (rows: readonly ConversationRow[], clockOf: DeskData['clockOf']): { readonly load: DeskLoad; readonly now: number } => {
  const [turn, setTurn] = useState(0);
  const [index] = useState(() => new LoadIndex());
  const now = useMemo(() => readClock(rows, turn), [rows, turn]);
  const load = useMemo(() => index.view(rows, clockOf, now), [index, rows, clockOf, now]);
  useEffect(() => {
    if (load.next === Infinity) return undefined;
    const timer = setTimeout(() => setTurn((before) => before + 1), Math.min(Math.max(0, load.next - Date.now()) + 20, MOST_MS));
    return () => clearTimeout(timer);
  }, [load]);
  return { load, now };
};

const noAccounts: readonly AccountRow[] = [];
const noConversations: readonly ConversationRow[] = [];

/** What passes, asked again of changed rows only. */
const useKeptFilter = (rows: readonly ConversationRow[], passes: (row: ConversationRow) => boolean): readonly ConversationRow[] => {
  const [filter] = useState(() => new KeptFilter<ConversationRow>());
  return useMemo(() => filter.view(rows, passes), [filter, rows, passes]);
};

const useRowOf = (rows: readonly ConversationRow[]): DeskData['rowOf'] => {
  const [places] = useState(() => new RowPlaces<ConversationRow>());
  return useMemo(() => places.finder(rows), [places, rows]);
};

type Seen = { readonly accounts: readonly AccountRow[]; readonly rows: readonly ConversationRow[]; readonly isKnown: boolean };

/** What the person at this desk may see: an agent their own accounts, those nobody holds, and what colleagues gave them. */
const useSeen = (all: readonly AccountRow[], rows: readonly ConversationRow[]): Seen => {
  const role = useRole();
  const me = useMe();
  const closed = useClosedAccounts({ role, me });
  const isSeen = useCallback((row: ConversationRow) => closed?.has(row.account) !== true || isGivenTo(row, me), [closed, me]);
  const seen = useKeptFilter(closed === undefined ? noConversations : rows, isSeen);
  const given = useKeptFilter(seen, useCallback((row) => closed?.has(row.account) === true, [closed]));
  // A string, so that a message on a given account leaves the accounts what they were.
  const opened = useMemo(() => [...new Set(given.map(({ account }) => account))].join(' '), [given]);
  const accounts = useMemo(() => (closed === undefined ? noAccounts : all.filter(({ id }) => !closed.has(id) || opened.split(' ').includes(id))), [all, closed, opened]);
  return { accounts, rows: seen, isKnown: closed !== undefined };
};

/** What conversations are judged by of each account, the same map while it is: an account that only changes its state changes no list. */
const useGrounds = (accounts: readonly AccountRow[]): DeskData['grounds'] => {
  const text = useMemo(() => JSON.stringify(accounts.map(({ id, channel, held }) => [id, { channel, holder: held?.person }])), [accounts]);
  return useMemo(() => new Map(JSON.parse(text) as [AccountId, AccountGrounds][]), [text]); // written above
};

/** Asks the archive once for rail, list, tabs, title bar and switcher. */
export const DeskDataProvider = ({ children }: { readonly children: ReactNode }) => {
  const accountRows = useWithLive(useAccounts());
  const { rows: allRows, ready } = useConversations();
  const { accounts, rows, isKnown } = useSeen(accountRows ?? noAccounts, allRows);
  const accountById = useMemo(() => new Map<string, AccountRow>(accounts.map((account) => [account.id, account])), [accounts]);
  const grounds = useGrounds(accounts);
  const pack = useRulePack();
  const clockOf = useMemo(() => (row: ConversationRow): RunningClock | undefined => {
    const channel = grounds.get(row.account)?.channel;
    return channel === undefined ? undefined : rowClocks(pack, row, channel)[0]; // nobody waits on an account that is gone
  }, [grounds, pack]);
  const everyone = useKeptFilter(rows, useCallback((row) => row.lastAt > 0 || grounds.has(row.account), [grounds]));
  const conversations = useKeptFilter(everyone, useCallback((row) => row.lastAt > 0 && grounds.has(row.account), [grounds]));
  const rowOf = useRowOf(rows);
  const { load, now } = useDeskLoad(conversations, clockOf);
  const isBeginning = useIsArchiveMadeAnew() && everyone.length === 0;
  const isReady = ready && isKnown && accountRows !== undefined && !isBeginning;
  const data = useMemo<DeskData>(() => ({
    accounts, accountById, grounds, conversations, everyone, rowOf, isReady, pack, clockOf, load, now,
  }), [accounts, accountById, grounds, conversations, everyone, rowOf, isReady, pack, clockOf, load, now]);
  const latest = useRef(data);
  useEffect(() => {
    latest.current = data;
  }, [data]);
  const read = useCallback(() => latest.current, []);
  return <ReaderContext value={read}><Context value={data}>{children}</Context></ReaderContext>;
};
