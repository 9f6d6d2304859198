/** Conversations the ledger knows: where a reply goes, what was read, what the peer saw, who waits. */
import type { ChatRef } from '#shared/domain/chat';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { accountOfConversation, conversationIdOf } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { handledAt, isUnhandled, nobodyWaits, waitingSince } from '#shared/rules/waiting';
import type { ConversationRecord } from './conversationRecord';
import { holdingAfter } from './holding';
import { waitingAfter, type WaitingView } from './waitingFold';

const fresh = (chat: ChatRef): ConversationRecord => ({ chat, readSeq: 0, deliveredUpTo: 0, readUpTo: 0, waiting: nobodyWaits, waitingSince: 0, handledAt: 0 });

export class Conversations {
  readonly #records: Map<ConversationId, ConversationRecord>;
  #waiting = 0;

  constructor(json: readonly (readonly [ConversationId, ConversationRecord])[] = []) {
    this.#records = new Map(json);
    for (const record of this.#records.values()) if (isUnhandled(record)) this.#waiting += 1;
  }

  get(id: ConversationId): ConversationRecord | undefined { return this.#records.get(id); }

  all(): IterableIterator<[ConversationId, ConversationRecord]> { return this.#records.entries(); }

  /** How many customers wait and were not put off. `isShown` leaves out removed and demonstration accounts. */
  waiting(isShown: (account: AccountId) => boolean): number {
    return this.waitingPlaces(isShown).length;
  }

  /** Those customers' conversations. */
  waitingPlaces(isShown: (account: AccountId) => boolean): readonly { readonly id: ConversationId; readonly account: AccountId }[] {
    if (this.#waiting === 0) return [];
    return [...this.#records].flatMap(([id, record]) => {
      if (!isUnhandled(record)) return [];
      const account = accountOfConversation(id);
      return isShown(account) ? { id, account } : [];
    });
  }

  apply(entry: Entry, view: WaitingView): void {
    const id = entry.conversation;
    switch (entry.type) {
      case 'message.received': if (id) this.#received(id, entry); break;
      case 'chat.seen': this.#chatSeen(entry); break;
      case 'notice.received': if (id && entry.data.chat) this.#see(id, entry.data.chat); break;
      case 'conversation.read': if (id) this.#change(id, (old) => ({ readSeq: Math.max(old.readSeq, entry.data.upTo) })); break;
      case 'receipt.received': if (id) this.#receipt(id, entry); break;
      default: break;
    }
    if (id) this.#wait(id, entry, view);
  }

  toJson(): readonly (readonly [ConversationId, ConversationRecord])[] { return [...this.#records]; }

  #received(id: ConversationId, entry: Extract<Entry, { readonly type: 'message.received' }>): void {
    this.#see(id, entry.data.chat);
    const { at } = entry.data;
    this.#change(id, (old) => (old.first === undefined || at < old.first.at ? { first: { at, seq: entry.seq } } : {}));
    if (entry.data.direction === 'in') this.#change(id, () => ({ lastIn: { id: entry.data.id, seq: entry.seq } }));
  }

  #chatSeen(entry: Extract<Entry, { readonly type: 'chat.seen' }>): void {
    if (entry.account === undefined) return;
    const { chat, avatar, members } = entry.data;
    const id = conversationIdOf(entry.account, chat.id);
    this.#see(id, chat);
    this.#change(id, (old) => ({ avatar: avatar?.ref ?? avatar?.blob ?? old.avatar, members: members ?? old.members }));
  }

  #receipt(id: ConversationId, entry: Extract<Entry, { readonly type: 'receipt.received' }>): void {
    const { state, upTo } = entry.data;
    if (upTo === undefined) return;
    const field = state === 'read' ? 'readUpTo' : 'deliveredUpTo';
    this.#change(id, (old) => ({ [field]: Math.max(old[field], upTo) }));
  }

  /** A later reference adds what it knows and never takes a title or contact away. */
  #see(id: ConversationId, chat: ChatRef): void {
    const old = this.#records.get(id);
    if (!old) {
      this.#records.set(id, fresh(chat));
      return;
    }
    const merged = mergeChat(old.chat, chat);
    if (merged !== old.chat) this.#records.set(id, { ...old, chat: merged });
  }

  #wait(id: ConversationId, entry: Entry, view: WaitingView): void {
    const old = this.#records.get(id);
    if (!old) return;
    const waiting = waitingAfter(old.waiting, old, entry, view);
    const waited = waiting === old.waiting ? old : { ...old, waiting, waitingSince: waitingSince(waiting), handledAt: handledAt(waiting) };
    const held = holdingAfter(old, waited, entry);
    if (held === old) return;
    this.#waiting += Number(isUnhandled(held)) - Number(isUnhandled(old));
    this.#records.set(id, held);
  }

  #change(id: ConversationId, change: (old: ConversationRecord) => Partial<ConversationRecord>): void {
    const old = this.#records.get(id);
    if (old) this.#records.set(id, { ...old, ...change(old) });
  }
}

/** The same object when `seen` says nothing new. */
export const mergeChat = (old: ChatRef, seen: ChatRef): ChatRef => {
  const title = seen.title ?? old.title;
  const contact = seen.contact ?? old.contact;
  if (title === old.title && contact === old.contact && seen.kind === old.kind) return old;
  return { id: old.id, kind: seen.kind, ...(title === undefined ? {} : { title }), ...(contact === undefined ? {} : { contact }) };
};
