import { useMemo } from 'react';
import { create } from 'zustand';
import type { AccountStatus } from '#shared/domain/account';
import { desk } from '../bridge/desk';

/** What an account said of itself since this engine runs; `at`: when it was heard, ms. */
export type LiveStatus = { readonly status: AccountStatus; readonly at: number };
type Live = Readonly<Record<string, LiveStatus>>;
type StatusRow = { readonly id: string; readonly status: AccountStatus; readonly statusAt: number };

/** By account. The records are written at most every half minute for an account that flaps: this is what it is now. */
export const useLiveStatus = create<{ readonly live: Live }>(() => ({ live: {} }));

/** Whether the record says the same, or all that a person wants to know: trying again after `offline` is no news. */
const isCaughtUp = (recorded: AccountStatus, live: AccountStatus): boolean =>
  (live.state === recorded.state && live.reason === recorded.reason && live.action === recorded.action)
  || (live.state === 'connecting' && recorded.state === 'offline');

/** The row as recorded, or with the state heard since. Pure. */
export const withLive = <Row extends StatusRow>(row: Row, heard: LiveStatus | undefined): Row =>
  heard === undefined || isCaughtUp(row.status, heard.status) ? row : { ...row, status: heard.status, statusAt: Math.max(row.statusAt, heard.at) };

/** Rows with what is heard; the same array while nothing differs from the records. */
export const useWithLive = <Row extends StatusRow>(rows: readonly Row[] | undefined): readonly Row[] | undefined => {
  const live = useLiveStatus((state) => state.live);
  return useMemo(() => {
    const shown = rows?.map((row) => withLive(row, live[row.id]));
    return shown?.every((row, at) => row === rows?.[at]) === true ? rows : shown;
  }, [rows, live]);
};

/** The same for one row. */
export const useOneWithLive = <Row extends StatusRow>(row: Row | undefined): Row | undefined => {
  const heard = useLiveStatus((state) => (row === undefined ? undefined : state.live[row.id]));
  return useMemo(() => row && withLive(row, heard), [row, heard]);
};

/** Follows the engine; what was heard ends with it, a new one tells everything again. Call once, early. */
export const startLiveStatus = (): void => {
  desk.onConnection(() => useLiveStatus.setState({ live: {} }));
  desk.on('account.live', ({ account, status }) => {
    useLiveStatus.setState(({ live }) => ({ live: { ...live, [account]: { status, at: Date.now() } } }));
  });
};
