/** Pages of a chat's history, backwards, in the dialects of NapCat, LLOneBot, Lagrange and go-cqhttp. */
import { AppError } from '#shared/domain/errors';
import type { ChatRef } from '#shared/domain/chat';
import type { MessageEvent } from '../contract/events';
import type { Api } from './api';
import { decodeMessage } from './decode';
import { chatTarget, idText, knownId, wireId, type ChatTarget } from './ids';
import { smallPage, type Oversize } from './oversize';
import { dictOfUnknown, eventSchema, isDict, type Dict, type EventFrame } from './wire';

export type HistoryOptions = {
  readonly api: Pick<Api, 'ask'>;
  readonly selfId: string | undefined;
  readonly now: number;
  /** Stop once a message is older than this, ms. */
  readonly floor: number;
  readonly pageSize: number;
  readonly maxPages: number;
  readonly oversize: Oversize;
};

/** `isComplete`: nothing between `floor` (or the chat's beginning) and now is missing. `reason` says why not. */
export type HistoryResult = { readonly messages: readonly MessageEvent[]; readonly isComplete: boolean; readonly reason?: string };

const actionOf = (target: ChatTarget): { readonly action: string; readonly params: Dict } | undefined => {
  if (target.kind === 'private' || target.kind === 'temporary') return { action: 'get_friend_msg_history', params: { user_id: wireId(target.user) } };
  return target.kind === 'group' ? { action: 'get_group_msg_history', params: { group_id: wireId(target.group) } } : undefined;
};

const listOf = (data: unknown): readonly Dict[] => {
  const list = Array.isArray(data) ? data : dictOfUnknown(data)?.messages;
  return Array.isArray(list) ? list.filter(isDict) : [];
};

type Entry = { readonly key: string; readonly frame: EventFrame; readonly event: MessageEvent | undefined };
type Anchor = { readonly key: string; readonly params: Dict };

const keyOf = (frame: EventFrame): string => `${idText(frame.message_id) ?? ''}|${frame.time ?? ''}`;

/**
 * Where to go on: `message_seq` is NapCat's short id, LLOneBot's and go-cqhttp's real sequence, each as the
 * message itself says; `message_id` is Lagrange's. `reverse_order` makes NapCat walk back.
 */
const anchorOf = (frame: EventFrame, isReverse: boolean): Anchor => {
  const seq = knownId(frame.message_seq) ?? knownId(frame.message_id);
  const id = knownId(frame.message_id);
  return { key: keyOf(frame), params: { ...(seq ? { message_seq: wireId(seq) } : {}), ...(id ? { message_id: wireId(id) } : {}), reverse_order: isReverse } };
};

/** A message of the page as an event of the chat that was asked for. */
const entryOf = (raw: Dict, chat: ChatRef, options: HistoryOptions): Entry => {
  const frame = eventSchema.parse(raw);
  const free = decodeMessage(frame, { selfId: options.selfId, now: options.now, source: 'history' });
  const isTemporary = free.kind === 'message' && free.event.chat.kind === 'temporary' && chat.kind !== 'group';
  const decoded = isTemporary ? free : decodeMessage(frame, { selfId: options.selfId, now: options.now, source: 'history', chat });
  const title = free.kind === 'message' && free.event.direction === 'in' ? free.event.chat.title : undefined;
  if (decoded.kind !== 'message') return { key: keyOf(frame), frame, event: undefined };
  return { key: keyOf(frame), frame, event: { ...decoded.event, chat: { ...decoded.event.chat, title: decoded.event.chat.title ?? title } } };
};

const timeOf = (entry: Entry): number => entry.event?.at ?? (entry.frame.time ?? 0) * 1_000;

const askPage = async (api: Pick<Api, 'ask'>, action: string, params: Dict): Promise<readonly Dict[]> => {
  try {
    return listOf(await api.ask(action, params, 20_000));
  } catch (error) {
    // One more try for a passing failure; a missing action stays missing.
    if (error instanceof AppError && error.code === 'onebot.actionFailed') return listOf(await api.ask(action, params, 20_000));
    throw error;
  }
};

const isBefore = (page: readonly Entry[], anchor: Anchor): boolean => page.length === 0 || page.every((entry) => entry.key === anchor.key) || page.at(-1)?.key === anchor.key;

/**
 * Everything of `chat` from `floor` on, oldest first. Rejects with `onebot.unknownAction` where the
 * implementation keeps no history of such chats and with `onebot.noAnswer` when the link is gone.
 */
export const readHistory = async (chat: ChatRef, options: HistoryOptions): Promise<HistoryResult> => {
  const target = chatTarget(chat.id);
  const request = target && actionOf(target);
  if (!request) throw new AppError('onebot.unknownAction', { action: 'history' });
  const found = new Map<string, Entry>();
  const sorted = (): readonly Entry[] => [...found.values()].sort((a, b) => timeOf(a) - timeOf(b));
  const result = (isComplete: boolean, reason?: string): HistoryResult =>
    ({ messages: sorted().flatMap((entry) => (entry.event && entry.event.at >= options.floor ? [entry.event] : [])), isComplete, ...(reason ? { reason } : {}) });
  const { oversize } = options;
  const isSuspect = oversize.isSuspect(chat.id);
  const maxPages = isSuspect ? options.maxPages * options.pageSize : options.maxPages;
  let anchor: Anchor | undefined;
  let isReverse = true;
  for (let page = 0; page < maxPages; page += 1) {
    if (oversize.isBarred(chat.id, anchor?.key)) return result(false, 'onebot.historyTooLarge');
    const answered = oversize.asking(chat.id, anchor?.key);
    const count = isSuspect ? smallPage(anchor !== undefined) : options.pageSize;
    let raw: readonly Dict[];
    try {
      raw = await askPage(options.api, request.action, { ...request.params, count, ...anchor?.params });
    } catch (error) {
      // The gateway forgot the message we stand on: what lies before it cannot be asked for.
      if (anchor && error instanceof AppError && error.code === 'onebot.actionFailed') return result(false, 'onebot.historyCut');
      throw error;
    } finally {
      answered();
    }
    const entries = raw.map((one) => entryOf(one, chat, options)).sort((a, b) => timeOf(a) - timeOf(b));
    const isNew = entries.some((entry) => !found.has(entry.key));
    // Put in before what is known, so that messages of one second keep their order.
    const known = [...found];
    found.clear();
    for (const entry of entries) found.set(entry.key, entry);
    for (const [key, entry] of known) if (!found.has(key)) found.set(key, entry);
    if (!isNew && anchor) {
      if (isBefore(entries, anchor)) return result(true);
      if (!isReverse) return result(false, 'onebot.historyCut');
      isReverse = false;
      anchor = { ...anchor, params: { ...anchor.params, reverse_order: false } };
      continue;
    }
    const oldest = sorted()[0];
    if (!oldest || timeOf(oldest) < options.floor) return result(true);
    anchor = anchorOf(oldest.frame, isReverse);
  }
  return result(false, 'onebot.historyLong');
};
