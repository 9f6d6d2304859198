import { Dexie } from 'dexie';
import { useMemo } from 'react';
import type { FlagKind, FlagSide, FlagState } from '#shared/domain/flag';
import type { ConversationId, MessageId, PersonId } from '#shared/domain/ids';
import type { ArchiveDb } from '../schema/db';
import type { FlagRow } from '../schema/flagRows';
import type { TimelineRow } from '../schema/timelineRows';
import { useLive } from './useLive';

/** Which flags; what is left out is not asked for. `from`..`to` ms of the message, `to` not included. */
export type FlagQuery = {
  readonly state?: FlagState;
  readonly kind?: FlagKind;
  readonly side?: FlagSide;
  readonly person?: PersonId;
  readonly from?: number;
  readonly to?: number;
};

/** `isDemo`: of the demonstration shop, which no figure counts. */
export type FlagView = FlagRow & { readonly isDemo: boolean };

/** A flag with the line it is about, where the archive has it, and the name of its conversation. */
export type QueuedFlag = FlagView & { readonly line?: TimelineRow; readonly customer: string };
export type FlagQueue = { readonly rows: readonly QueuedFlag[]; readonly hasMore: boolean };

/** The newest ones asked for; `hasMore` when there are older ones. */
export type FlagPage = { readonly rows: readonly FlagView[]; readonly hasMore: boolean };

const demoAccounts = async (db: ArchiveDb): Promise<ReadonlySet<string>> =>
  new Set((await db.accounts.toArray()).flatMap(({ id, channel }) => (channel === 'demo' ? [id] : [])));

/** Newest first within the period; `void` ones only where they are asked for. */
const asked = (db: ArchiveDb, { state, kind, side, person, from, to }: FlagQuery) => {
  const newest = to === undefined ? Dexie.minKey : 1 - to;
  const oldest = from === undefined ? Dexie.maxKey : -from;
  const all = state === undefined ? db.flags.where('back').between(newest, oldest, true, true) : db.flags.where('[state+back]').between([state, newest], [state, oldest], true, true);
  return all.filter((row) => (state !== undefined || row.state !== 'void') && (kind === undefined || row.kind === kind) && (side === undefined || row.side === side) && (person === undefined || row.person === person));
};

/** The newest `limit` flags of a query, newest message first. An older answer stands while more are read. */
export const useFlags = (query: FlagQuery, limit: number): FlagPage | undefined =>
  useLive(`flags ${JSON.stringify(query)} ${limit}`, async (db): Promise<FlagPage> => {
    const [rows, demo] = await Promise.all([asked(db, query).limit(limit + 1).toArray(), demoAccounts(db)]);
    return { rows: rows.slice(0, limit).map((row) => ({ ...row, isDemo: demo.has(row.account) })), hasMore: rows.length > limit };
  });

/** As `useFlags`, with the words: for a list to work through. */
export const useFlagQueue = (query: FlagQuery, limit: number): FlagQueue | undefined =>
  useLive(`flagQueue ${JSON.stringify(query)} ${limit}`, async (db): Promise<FlagQueue> => {
    const [rows, demo] = await Promise.all([asked(db, query).limit(limit + 1).toArray(), demoAccounts(db)]);
    const shown = rows.slice(0, limit);
    const [lines, conversations] = await Promise.all([
      db.timeline.where('keys').anyOf([...new Set(shown.map(({ message }) => message))]).toArray(),
      db.conversations.bulkGet([...new Set(shown.map(({ conversation }) => conversation))]),
    ]);
    const byKey = new Map(lines.flatMap((line) => line.keys.map((key) => [key, line] as const)));
    const titles = new Map(conversations.flatMap((row) => (row === undefined ? [] : [[row.id, row.title] as const])));
    return {
      rows: shown.map((row) => {
        const line = byKey.get(row.message);
        return { ...row, isDemo: demo.has(row.account), customer: titles.get(row.conversation) ?? '', ...(line !== undefined && { line }) };
      }),
      hasMore: rows.length > limit,
    };
  }, () => true);

/** Every flag of a conversation but the void ones, newest message first. */
export const useConversationFlags = (id: ConversationId | undefined): readonly FlagRow[] | undefined =>
  useLive(`conversationFlags ${id}`, async (db) => (id === undefined ? []
    : (await db.flags.where('conversation').equals(id).toArray()).filter(({ state }) => state !== 'void').sort((a, b) => a.back - b.back || (a.id < b.id ? -1 : 1))));

const noFlags: ReadonlyMap<MessageId, readonly FlagRow[]> = new Map();

/** Flags of a conversation by message; the same map until they change. */
export const useFlagsByMessage = (id: ConversationId | undefined): ReadonlyMap<MessageId, readonly FlagRow[]> => {
  const flags = useConversationFlags(id);
  return useMemo(() => {
    if (flags === undefined || flags.length === 0) return noFlags;
    const map = new Map<MessageId, FlagRow[]>();
    for (const flag of flags) map.set(flag.message, [...map.get(flag.message) ?? [], flag]);
    return map;
  }, [flags]);
};

/** Flags of a line, under whichever of its ids. */
export const flagsOf = (flags: ReadonlyMap<MessageId, readonly FlagRow[]>, row: Pick<TimelineRow, 'keys'>): readonly FlagRow[] | undefined => {
  for (const key of row.keys) {
    const found = flags.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** How many wait for review, the demonstration shop left out. */
export const useOpenFlagCount = (): number =>
  useLive('openFlags', async (db) => {
    const demo = await demoAccounts(db);
    const open = db.flags.where('[state+back]').between(['open', Dexie.minKey], ['open', Dexie.maxKey]);
    return demo.size === 0 ? open.count() : open.filter(({ account }) => !demo.has(account)).count();
  }) ?? 0;

/** All flags of a period for figures and reports, the demonstration shop and void ones left out; oldest first. */
export const flagsBetween = async (db: ArchiveDb, from: number, to: number): Promise<readonly FlagRow[]> => {
  const demo = await demoAccounts(db);
  const rows = await db.flags.where('back').between(1 - to, -from, true, true).filter(({ account, state }) => state !== 'void' && !demo.has(account)).toArray();
  return rows.reverse();
};
