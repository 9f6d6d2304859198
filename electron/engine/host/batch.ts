/**
 * One commit of one account in the making: drafts so far and, laid over the fold, what they will make known.
 * Decisions read through the batch, so an event sees those before it although nothing is durable yet.
 */
import type { ChatRef } from '#shared/domain/chat';
import type { AccountId, ChatId, ConversationId } from '#shared/domain/ids';
import { chatOfConversation, conversationIdOf } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import type { Logger } from '../channels/contract/channel';
import type { ContactDigest } from '../state/contacts';
import type { FlagGuard } from '../flags/flagGuard';
import type { ConversationRecord } from '../state/conversationRecord';
import type { EngineState } from '../state/engineState';
import type { KeyHash } from '../state/knownKeys';
import { keysOf } from '../state/knownMessages';
import type { Place } from '../state/recentMessages';
import type { EchoClaim, Echoes } from './echoes';

export type ChatView = Pick<ConversationRecord, 'chat' | 'avatar' | 'members'>;

export class Batch {
  readonly account: AccountId;
  readonly state: EngineState;
  readonly echoes: Echoes;
  readonly log: Logger;
  readonly guard: FlagGuard | undefined;
  readonly drafts: Draft[] = [];
  readonly claims: EchoClaim[] = [];
  /** Run once the batch is durable. */
  readonly afterCommit: (() => void)[] = [];
  readonly contacts = new Map<string, ContactDigest>();
  readonly cursors = new Map<string, string>();
  readonly upTo = new Map<string, number>();
  identity: string | undefined;
  readonly #known = new Map<string, number>();
  readonly #places = new Map<string, Place>();
  readonly #chats = new Map<ConversationId, ChatView>();

  constructor(account: AccountId, state: EngineState, echoes: Echoes, log: Logger, guard?: FlagGuard) {
    this.account = account;
    this.state = state;
    this.echoes = echoes;
    this.log = log;
    this.guard = guard;
  }

  /** Appends a draft and remembers the keys it makes known. */
  push(draft: Draft): void {
    this.drafts.push(draft);
    for (const [hash, second] of keysOf({ ...draft, data: draft.data } as Parameters<typeof keysOf>[0])) { // a draft has every field keysOf reads
      this.#known.set(`${hash.lo}:${hash.hi}`, second);
    }
    if (draft.type === 'message.received' && draft.conversation !== undefined) {
      this.#places.set(draft.data.id.replace(/@\d{10,16}$/, ''), { chat: chatOfConversation(draft.conversation), id: draft.data.id, seq: 0 });
    }
  }

  conversation(chat: ChatId): ConversationId { return conversationIdOf(this.account, chat); }

  second(hash: KeyHash): number | undefined {
    return this.#known.get(`${hash.lo}:${hash.hi}`) ?? this.state.known.second(hash);
  }

  isKnown(hash: KeyHash): boolean { return this.second(hash) !== undefined; }

  place(id: string): Place | undefined { return this.#places.get(id) ?? this.state.recent(this.account).place(id); }

  chat(id: ConversationId): ChatView | undefined { return this.#chats.get(id) ?? this.state.conversations.get(id); }

  setChat(id: ConversationId, chat: ChatRef, avatar?: string, members?: number): void {
    this.#chats.set(id, { chat, avatar, members });
  }
}
