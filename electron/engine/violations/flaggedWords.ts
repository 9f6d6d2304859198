/** Words of ours that were flagged: facts once they have left, or once a supervisor finds that the flag stands. */
import { flagIdOf, type FlagId } from '#shared/domain/flag';
import type { AccountId, ConversationId, MessageId, PersonId } from '#shared/domain/ids';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import type { ViolationFact } from '#shared/rules/regulation/propose';
import { BoundedMap } from '../state/boundedMap';
import { flagFact, flagFactId } from './entryFacts';

export type FlaggedWordsJson = { readonly unsent: readonly (readonly [string, readonly ViolationFact[]])[]; readonly noted: readonly (readonly [FlagId, ViolationFact])[] };
export type Writer = (account: AccountId, conversation: ConversationId) => PersonId | undefined;

const NOTED_KEPT = 5_000;

/** The fact a dismissed flag was the ground of; undefined for any other entry. */
export const dismissedFact = (entry: Entry): string | undefined =>
  entry.type === 'flag.reviewed' && entry.data.verdict === 'dismissed' ? flagFactId(entry.data.flag.slice(0, entry.data.flag.indexOf('|'))) : undefined;

export class FlaggedWords {
  /** On their way: only what left is anybody's fault. */
  readonly #unsent: Map<string, readonly ViolationFact[]>;
  /** Flags that are only kept: nothing is put up before a supervisor finds that one stands. */
  readonly #noted: BoundedMap<FlagId, ViolationFact>;

  constructor(json?: FlaggedWordsJson) {
    this.#unsent = new Map(json?.unsent);
    this.#noted = new BoundedMap(NOTED_KEPT, json?.noted);
  }

  toJson(): FlaggedWordsJson { return { unsent: [...this.#unsent], noted: this.#noted.entries() }; }

  apply(entry: Entry, writer: Writer): readonly ViolationFact[] {
    switch (entry.type) {
      case 'message.flagged': return this.#flagged(entry, writer);
      case 'reply.accepted': {
        const facts = this.#unsent.get(entry.data.client) ?? [];
        this.#unsent.delete(entry.data.client);
        return facts;
      }
      case 'reply.withdrawn': case 'reply.cancelled': case 'reply.edited': this.#unsent.delete(entry.data.client); return [];
      case 'flag.reviewed': {
        const fact = entry.data.verdict === 'stands' ? this.#noted.get(entry.data.flag) : undefined;
        return fact === undefined ? [] : [fact];
      }
      default: return [];
    }
  }

  #flagged(entry: EntryOf<'message.flagged'>, writer: Writer): readonly ViolationFact[] {
    const fact = flagFact(entry, writer);
    if (fact === undefined) return [];
    const { client, id, severity, rule, edit } = entry.data;
    if (severity === 'log') {
      const message = fact.evidence[0]?.message as MessageId | undefined; // made by `flagFact`
      if (message !== undefined) this.#noted.set(flagIdOf(message, rule, edit), fact);
      return [];
    }
    if (client === undefined || id !== undefined) return [fact];
    this.#unsent.set(client, [...(this.#unsent.get(client) ?? []), fact]);
    return [];
  }
}
