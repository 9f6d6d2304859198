/** After each connect: fetches what was missed, says how much, and marks as a gap what the platform cannot give back. */
import { AppError } from '#shared/domain/errors';
import type { ChatRef } from '#shared/domain/chat';
import type { Clock, Logger } from '../contract/channel';
import type { ChannelEvent, MessageEvent } from '../contract/events';
import type { Api } from './api';
import { contactIdOf, groupChat, knownId, privateChat } from './ids';
import { readHistory, type HistoryResult } from './history';
import type { Oversize } from './oversize';
import { dictOfUnknown, numberOfUnknown, timeMs } from './wire';

export type CatchUpOptions = {
  readonly api: Pick<Api, 'ask'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly selfId: string | undefined;
  /** Time of the last message seen; undefined on the first connect of an account. */
  readonly seen: number | undefined;
  /** Until when the link is known to have worked, our time: gaps begin there at the earliest. */
  readonly alive: number | undefined;
  /** Chats known from before, most recent first, and those the platform lists. */
  readonly knownChats: readonly ChatRef[];
  readonly listedChats: readonly ChatRef[];
  readonly isGroupListed: (group: string) => boolean;
  readonly accept: (events: readonly ChannelEvent[]) => Promise<void>;
  readonly isSeen: (event: MessageEvent) => boolean;
  /** What came before was seen by this process: then `isSeen` is right even within the second of `seen`. */
  readonly hasMemory: boolean;
  readonly isAborted: () => boolean;
  readonly oversize: Oversize;
};

const FIRST_LOOK_MS = 24 * 60 * 60_000;
/** Clocks differ and pushes overtake each other: a little is asked for twice. */
const OVERLAP_MS = 2 * 60_000;
const PAGE = 50;
const MAX_PAGES = 60;
const MAX_CHATS = 200;
const PARALLEL = 3;
/** Carries the last message of each chat, so that it can be too large as well. */
const RECENT = 'get_recent_contact';

type Recent = { readonly chat: ChatRef; readonly at: number | undefined };

const recentOf = (entry: unknown, isGroupListed: (group: string) => boolean): Recent | undefined => {
  const contact = dictOfUnknown(entry);
  const peer = knownId(contact?.peerUin ?? contact?.peer_uin ?? contact?.user_id ?? contact?.group_id);
  if (!contact || !peer) return undefined;
  const isGroup = numberOfUnknown(contact.chatType ?? contact.chat_type) === 2 || (contact.chatType === undefined && isGroupListed(peer));
  const time = numberOfUnknown(contact.msgTime ?? contact.msg_time);
  const chat: ChatRef = isGroup ? { id: groupChat(peer), kind: 'group' } : { id: privateChat(peer), kind: 'private', contact: contactIdOf(peer) };
  return { chat, at: time === undefined ? undefined : timeMs(time, 0) };
};

/** Chats that may hold something new. `isWhole` false: others may too, but there are too many to ask. */
const chatsToAsk = async (options: CatchUpOptions, floor: number): Promise<{ readonly chats: readonly ChatRef[]; readonly isWhole: boolean }> => {
  const byId = new Map<string, ChatRef>();
  const answered = options.oversize.asking(RECENT);
  try {
    if (options.oversize.isSuspect(RECENT)) throw new AppError('onebot.unknownAction', { action: RECENT });
    const data = await options.api.ask(RECENT, { count: MAX_CHATS });
    if (!Array.isArray(data)) throw new AppError('onebot.actionFailed', { action: RECENT });
    const recent = data.flatMap((entry) => recentOf(entry, options.isGroupListed) ?? []);
    for (const { chat, at } of recent) if (at === undefined || at === 0 || at >= floor) byId.set(chat.id, chat);
    const isWhole = recent.length < MAX_CHATS || recent.some(({ at }) => at !== undefined && at > 0 && at < floor);
    return { chats: [...byId.values()], isWhole };
  } catch (error) {
    if (error instanceof AppError && error.code === 'onebot.noAnswer') throw error;
  } finally {
    answered();
  }
  for (const chat of [...options.knownChats, ...options.listedChats]) if (!byId.has(chat.id)) byId.set(chat.id, chat);
  return { chats: [...byId.values()].slice(0, MAX_CHATS), isWhole: byId.size <= MAX_CHATS };
};

type Tally = { count: number; readonly missing: Set<'private' | 'group'> };

const catchUpChat = async (chat: ChatRef, floor: number, options: CatchUpOptions, tally: Tally): Promise<void> => {
  const kind = chat.kind === 'group' ? 'group' : 'private';
  if (tally.missing.has(kind)) return;
  const isFirst = options.seen === undefined;
  let result: HistoryResult;
  try {
    result = await readHistory(chat, {
      api: options.api, selfId: options.selfId, now: options.clock.now(), floor,
      pageSize: isFirst ? 20 : PAGE, maxPages: isFirst ? 1 : MAX_PAGES, oversize: options.oversize,
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'onebot.noAnswer') throw error;
    if (error.code === 'onebot.unknownAction') { tally.missing.add(kind); return; }
    options.log.warn('history refused', { chat: chat.id, code: error.code, retcode: error.data.retcode });
    await noteGap(options, options.clock.now(), error.code, chat);
    return;
  }
  if (options.isAborted()) return;
  const fresh = result.messages.filter((event) => !options.isSeen(event));
  tally.count += fresh.filter((event) => event.at > (options.seen ?? 0) || (options.hasMemory && event.at === options.seen)).length;
  // In pieces, so that a long history does not stand in the way of live messages.
  for (let from = 0; from < fresh.length; from += 100) await options.accept(fresh.slice(from, from + 100));
  const oldest = result.messages[0]?.at ?? options.clock.now();
  if (!result.isComplete && !isFirst) await noteGap(options, oldest, result.reason ?? 'onebot.historyCut', chat);
};

const noteGap = async (options: CatchUpOptions, to: number, reason: string, chat?: ChatRef): Promise<void> => {
  if (options.seen === undefined) return;
  const from = chat ? options.seen : Math.max(options.seen, options.alive ?? 0);
  if (from < to) await options.accept([{ kind: 'gap', from, to, reason, ...(chat ? { chat } : {}) }]);
};

const accountGap = async (options: CatchUpOptions, connectedAt: number, tally: Tally, isWhole: boolean): Promise<void> => {
  const { missing } = tally;
  if (missing.has('private') && missing.has('group')) return noteGap(options, connectedAt, 'onebot.noHistory');
  if (missing.has('private')) return noteGap(options, connectedAt, 'onebot.noPrivateHistory');
  if (missing.has('group')) return noteGap(options, connectedAt, 'onebot.noGroupHistory');
  if (!isWhole) return noteGap(options, connectedAt, 'onebot.tooManyChats');
};

/** Where no chat is known there is nothing to ask, and nothing says whether something was missed. */
const probeHistory = async (options: CatchUpOptions, tally: Tally): Promise<void> => {
  if (!options.selfId) return;
  try {
    await options.api.ask('get_friend_msg_history', { user_id: Number(options.selfId) || options.selfId, count: 1 });
  } catch (error) {
    if (error instanceof AppError && error.code === 'onebot.unknownAction') tally.missing.add('private');
  }
};

/**
 * Emits messages (source `history`), gaps, and one `caughtUp` at the end. `done` false: the link went away
 * meanwhile, nothing may be taken as caught up.
 */
export const catchUp = async (options: CatchUpOptions): Promise<{ readonly isDone: boolean; readonly count: number }> => {
  const connectedAt = options.clock.now();
  const floor = options.seen === undefined ? connectedAt - FIRST_LOOK_MS : options.seen - OVERLAP_MS;
  const tally: Tally = { count: 0, missing: new Set() };
  try {
    const { chats, isWhole } = await chatsToAsk(options, floor);
    const work = async (queue: ChatRef[]): Promise<void> => {
      for (let chat = queue.shift(); chat && !options.isAborted(); chat = queue.shift()) await catchUpChat(chat, floor, options, tally);
    };
    const free = chats.filter((chat) => !options.oversize.isSuspect(chat.id));
    await Promise.all(Array.from({ length: PARALLEL }, () => work(free)));
    await work(chats.filter((chat) => options.oversize.isSuspect(chat.id)));
    if (chats.length === 0 && options.seen !== undefined) await probeHistory(options, tally);
    if (options.isAborted()) return { isDone: false, count: tally.count };
    await accountGap(options, connectedAt, tally, isWhole);
  } catch (error) {
    // A link that ended has told so itself.
    if (!options.isAborted()) options.log.warn('catch-up broken off', { code: error instanceof AppError ? error.code : 'internal.bug' });
    return { isDone: false, count: tally.count };
  }
  await options.accept([{ kind: 'caughtUp', upTo: connectedAt, count: tally.count }]);
  return { isDone: true, count: tally.count };
};
