/** Since when somebody works as an agent, and what they sold last. A deal taken back was none. */
import type { PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';

/** `of`: the conversation, the customer or the action it was noted by. */
export type Deal = { readonly at: number; readonly seq: number; readonly of: string };
type Since = { readonly at: number; readonly seq: number };
export type DealsJson = { readonly deals: readonly (readonly [PersonId, readonly Deal[]])[]; readonly agents: readonly (readonly [PersonId, Since])[] };

/** More than one, for the last may be taken back. */
const KEPT = 50;

export class Deals {
  readonly #deals: Map<PersonId, readonly Deal[]>;
  readonly #agents: Map<PersonId, Since>;

  constructor(json?: DealsJson) {
    this.#deals = new Map(json?.deals);
    this.#agents = new Map(json?.agents);
  }

  /** When they came, came back or became an agent: deals are asked of them from then on. */
  agentSince(person: PersonId): Since | undefined { return this.#agents.get(person); }
  last(person: PersonId): Deal | undefined { return this.#deals.get(person)?.at(-1); }

  apply(entry: Entry): void {
    const since = { at: entry.at, seq: entry.seq };
    switch (entry.type) {
      case 'person.added': if (!this.#agents.has(entry.data.person)) this.#agents.set(entry.data.person, since); return;
      case 'person.returned': this.#agents.set(entry.data.person, since); return;
      case 'person.roleChanged': if (entry.data.role === 'agent') this.#agents.set(entry.data.person, since); return;
      case 'customer.staged': return this.#staged(entry, entry.data.customer, entry.data.stage);
      case 'customer.changed': if (entry.data.change.kind === 'stage') this.#staged(entry, entry.data.action, entry.data.change.stage); return;
      case 'customer.reverted': return this.#takeBack(entry.data.action);
      case 'conversation.closed': if (entry.data.outcome === 'sold' && entry.conversation !== undefined) this.#sold(entry, entry.conversation); return;
      case 'conversation.reopened': if (entry.conversation !== undefined) this.#takeBack(entry.conversation); return;
      default:
    }
  }

  toJson(): DealsJson { return { deals: [...this.#deals], agents: [...this.#agents] }; }

  #staged(entry: Entry, of: string, stage: 'potential' | 'deal'): void {
    if (stage === 'deal') this.#sold(entry, of);
    else this.#takeBack(of);
  }

  #sold({ actor, at, seq }: Entry, of: string): void {
    if (actor.kind === 'person') this.#deals.set(actor.id, [...(this.#deals.get(actor.id) ?? []), { at, seq, of }].slice(-KEPT));
  }

  /** Only the latest of it: a customer who bought before did buy before. */
  #takeBack(of: string): void {
    for (const [person, deals] of this.#deals) {
      const taken = deals.findLast((deal) => deal.of === of);
      if (taken !== undefined) this.#deals.set(person, deals.filter((deal) => deal !== taken));
    }
  }
}
