/**
 * Which messages, recalls, edits, gaps and client ids are already in the ledger.
 *
 * A platform may use an id again (NapCat hashes to 31 bits, Lagrange collides across chats): the same id in the
 * same chat more than 120 s apart is another message and is kept under `<id>@<at in ms>`. The second one is also
 * entered under a slot of two minutes, so that it is found again when history gives a slightly different time.
 */
import type { ClientId, ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { flagIdOf, flaggedMessageOf, type FlagId } from '#shared/domain/flag';
import type { Entry, EntryData } from '#shared/ledger/entry';
import { keyHash, type KeyHash, type KnownKeys } from './knownKeys';

export const SAME_ID_WINDOW_S = 120;

export const messageKey = (conversation: string, id: string): KeyHash => keyHash('m', conversation, id);
const slotKey = (conversation: string, id: string, slot: number): KeyHash => keyHash('s', conversation, id, String(slot));
export const clientKey = (client: ClientId): KeyHash => keyHash('c', client);
export const recallKey = (conversation: string, id: string): KeyHash => keyHash('r', conversation, id);
export const editKey = (conversation: string, id: string, at: number): KeyHash => keyHash('e', conversation, id, String(Math.floor(at / 1000)));
export const flagKey = (flag: FlagId): KeyHash => keyHash('f', flag);
export const gapKey = (scope: string, from: number, to: number): KeyHash => keyHash('g', scope, String(from), String(to));

const secondOf = (at: number): number => Math.min(0xffff_ffff, Math.floor(at / 1000));
const slotOf = (at: number): number => Math.floor(at / (SAME_ID_WINDOW_S * 1000));

export type Knowing = { readonly second: (hash: KeyHash) => number | undefined };

/** What an arriving message is: already recorded, or new under `id` (which may be suffixed). */
export type Verdict = { readonly known: true } | { readonly known: false; readonly id: RemoteMessageId };

/** Ids with the reserved suffix shape are taken as they are: they come from our own records. */
export const judgeMessage = (known: Knowing, conversation: ConversationId, id: RemoteMessageId, at: number): Verdict => {
  const first = known.second(messageKey(conversation, id));
  if (first === undefined) return { known: false, id };
  if (isSameTime(first, at)) return { known: true };
  for (const slot of [slotOf(at) - 1, slotOf(at), slotOf(at) + 1]) {
    const second = known.second(slotKey(conversation, id, slot));
    if (second !== undefined && isSameTime(second, at)) return { known: true };
  }
  return { known: false, id: `${id}@${at}` as RemoteMessageId }; // the host's own suffix for a reused platform id
};

const isSameTime = (second: number, at: number): boolean =>
  second === 0 || Math.abs(second - secondOf(at)) <= SAME_ID_WINDOW_S;

const SUFFIX = /^(.+)@(\d{10,16})$/s;

/** Keys an entry makes known, with their second. Pure: the fold and the batch in progress use the same list. */
export const keysOf = (entry: Pick<Entry, 'type' | 'data' | 'conversation' | 'account'>): readonly (readonly [KeyHash, number])[] => {
  const scope = entry.conversation ?? '';
  const fact = entry as Entry; // same discriminated pair, the head's other fields are not read
  switch (fact.type) {
    case 'message.received': return messageKeys(scope, fact.data.id, fact.data.at);
    case 'message.recalled': return [[recallKey(scope, fact.data.id), 0]];
    case 'message.edited': return [[editKey(scope, fact.data.id, fact.data.at), 0]];
    case 'message.flagged': return flagKeys(entry.conversation, fact.data);
    case 'gap.noted': return [[gapKey(scope || fact.account || '', fact.data.from, fact.data.to), 0]];
    case 'reply.queued': return [[clientKey(fact.data.client), 0]];
    // Our clock and the platform's may differ by more than the window: an id of ours is known at any time.
    case 'reply.accepted': return fact.data.id === undefined ? [] : [[messageKey(scope, fact.data.id), 0]];
    default: return [];
  }
};

const flagKeys = (conversation: ConversationId | undefined, data: EntryData<'message.flagged'>): readonly (readonly [KeyHash, number])[] => {
  const message = conversation === undefined ? undefined : flaggedMessageOf(conversation, data);
  return message === undefined ? [] : [[flagKey(flagIdOf(message, data.rule, data.edit)), 0]];
};

const messageKeys = (conversation: string, id: string, at: number): readonly (readonly [KeyHash, number])[] => {
  const own: readonly [KeyHash, number] = [messageKey(conversation, id), secondOf(at)];
  const reused = SUFFIX.exec(id);
  const base = reused?.[1];
  return base === undefined ? [own] : [own, [slotKey(conversation, base, slotOf(at)), secondOf(at)]];
};

export const applyKeys = (known: KnownKeys, entry: Entry): void => {
  for (const [hash, second] of keysOf(entry)) known.add(hash, second);
};
