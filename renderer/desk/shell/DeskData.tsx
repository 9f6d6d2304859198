import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { targetOf as targetOfChannel } from '../../archive/queries/rulePack';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useConversations } from '../../archive/queries/useConversations';
import type { AccountRow, ConversationRow } from '../../archive/schema/rows';
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
  /** Time a customer may wait, ms. */
  readonly targetOf: (account: AccountId) => number;
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

/** The clock, read again when what is named changes and only then. */
const readClock = (..._because: readonly unknown[]): number => Date.now();

/** `now`, renewed at the moment the next conversation changes its urgency, not every second. */
const useUrgencyNow = (rows: readonly ConversationRow[], targetOf: DeskData['targetOf']): number => {
  const [turn, setTurn] = useState(0);
  const now = useMemo(() => readClock(rows, turn), [rows, turn]);
  useEffect(() => {
    const due = nextUrgency(rows, now, targetOf);
    if (due === undefined) return undefined;
    const timer = setTimeout(() => setTurn((before) => before + 1), Math.min(Math.max(0, due - Date.now()) + 20, LONGEST_TIMER));
    return () => clearTimeout(timer);
  }, [rows, targetOf, now]);
  return now;
};

const LONGEST_TIMER = 2 ** 31 - 1;

const noAccounts: readonly AccountRow[] = [];

/** Asks the archive once for rail, list, tabs, title bar and switcher. */
export const DeskDataProvider = ({ children }: { readonly children: ReactNode }) => {
  const accountRows = useAccounts();
  const { rows, ready } = useConversations();
  const accounts = accountRows ?? noAccounts;
  const accountById = useMemo(() => new Map<string, AccountRow>(accounts.map((account) => [account.id, account])), [accounts]);
  const targetOf = useMemo(() => (account: AccountId): number => {
    const channel = accountById.get(account)?.channel;
    return channel === undefined ? Infinity : targetOfChannel(channel); // nobody waits on an account that is gone
  }, [accountById]);
  const everyone = useMemo(() => rows.filter((row) => row.lastAt > 0 || accountById.has(row.account)), [rows, accountById]);
  const conversations = useMemo(() => everyone.filter((row) => row.lastAt > 0 && accountById.has(row.account)), [everyone, accountById]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const now = useUrgencyNow(conversations, targetOf);
  const loads = useMemo(() => accountLoads(conversations, now, targetOf), [conversations, now, targetOf]);
  const data = useMemo<DeskData>(() => ({
    accounts, accountById, conversations, everyone, rowOf: (id) => byId.get(id), isReady: ready && accountRows !== undefined,
    targetOf, loads, total: totalLoad(loads), now,
  }), [accounts, accountById, conversations, everyone, byId, ready, accountRows, targetOf, loads, now]);
  return <Context value={data}>{children}</Context>;
};
