/** Replies that are not settled: queued, sending, uncertain or failed, in the order they were queued. */
import type { Delivery } from '#shared/domain/delivery';
import { reduceDelivery } from '#shared/domain/delivery';
import type { AccountId, ClientId, ConversationId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';

export type OpenDelivery = Extract<Delivery, 'queued' | 'sending' | 'uncertain' | 'failed'>;

export type OpenReply = {
  readonly client: ClientId;
  readonly account: AccountId;
  readonly conversation: ConversationId;
  readonly parts: Parts;
  /** When the person pressed Enter, ms. */
  readonly at: number;
  /** `seq` of its `reply.queued`: its place in the lane for good. */
  readonly order: number;
  readonly state: OpenDelivery;
  /** Attempts so far. */
  readonly attempt: number;
  /** Wall clock of the last attempt, ms; 0 when none. */
  readonly attemptedAt: number;
  /** Rules that refused it and a person sent it all the same. */
  readonly overridden?: readonly string[];
};

const isOpen = (state: Delivery): state is OpenDelivery =>
  state === 'queued' || state === 'sending' || state === 'uncertain' || state === 'failed';

export class OpenReplies {
  readonly #replies = new Map<ClientId, OpenReply>();
  readonly #lanes = new Map<ConversationId, Set<ClientId>>();

  constructor(json: readonly OpenReply[] = []) {
    for (const reply of json) this.#put(reply);
  }

  get(client: ClientId): OpenReply | undefined { return this.#replies.get(client); }
  all(): readonly OpenReply[] { return [...this.#replies.values()]; }
  conversations(): readonly ConversationId[] { return [...this.#lanes.keys()]; }

  /** Open replies of one conversation, first queued first. */
  lane(conversation: ConversationId): readonly OpenReply[] {
    const clients = this.#lanes.get(conversation);
    if (!clients) return [];
    return [...clients].flatMap((client) => this.#replies.get(client) ?? []).sort((a, b) => a.order - b.order);
  }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'reply.queued': this.#queue(entry); break;
      case 'reply.edited': this.#change(entry.data.client, { parts: entry.data.parts, overridden: [] }); break;
      case 'guard.overridden': this.#change(entry.data.client, { overridden: [...this.get(entry.data.client)?.overridden ?? [], ...entry.data.rules] }); break;
      case 'reply.attempted':
        this.#change(entry.data.client, { attempt: entry.data.attempt, attemptedAt: entry.at });
        this.#reduce(entry.data.client, 'attempted');
        break;
      case 'reply.withdrawn': this.#reduce(entry.data.client, 'withdrawn'); break;
      case 'reply.accepted': this.#reduce(entry.data.client, 'accepted'); break;
      case 'reply.failed': this.#reduce(entry.data.client, 'failed'); break;
      case 'reply.uncertain': this.#reduce(entry.data.client, 'uncertain'); break;
      case 'reply.requeued': this.#reduce(entry.data.client, 'requeued'); break;
      default: break;
    }
  }

  toJson(): readonly OpenReply[] { return this.all(); }

  #queue(entry: Extract<Entry, { readonly type: 'reply.queued' }>): void {
    const { client, parts, at } = entry.data;
    if (entry.conversation === undefined) return;
    const conversation = entry.conversation;
    this.#put({ client, account: accountOfConversation(conversation), conversation, parts, at, order: entry.seq, state: 'queued', attempt: 0, attemptedAt: 0 });
  }

  #put(reply: OpenReply): void {
    this.#replies.set(reply.client, reply);
    const clients = this.#lanes.get(reply.conversation) ?? new Set<ClientId>();
    clients.add(reply.client);
    this.#lanes.set(reply.conversation, clients);
  }

  #change(client: ClientId, change: Partial<OpenReply>): void {
    const reply = this.#replies.get(client);
    if (reply) this.#replies.set(client, { ...reply, ...change });
  }

  #reduce(client: ClientId, event: Parameters<typeof reduceDelivery>[1]): void {
    const reply = this.#replies.get(client);
    if (!reply) return;
    const next = reduceDelivery(reply.state, event);
    if (isOpen(next)) this.#change(client, { state: next });
    else this.#close(reply);
  }

  #close(reply: OpenReply): void {
    this.#replies.delete(reply.client);
    const clients = this.#lanes.get(reply.conversation);
    clients?.delete(reply.client);
    if (clients?.size === 0) this.#lanes.delete(reply.conversation);
  }
}
