/** Fold of flags: the rules and prices in force, and who wrote what was flagged lately. */
import { flagIdOf, flaggedMessageOf, type FlagId } from '#shared/domain/flag';
import type { ConversationId, PersonId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';
import { flagPackSchema, type FlagPack } from '#shared/rules/flags/flagPack';
import { agrees, wishesIn } from '#shared/rules/flags/ordered';
import { noPrices, type PriceList } from '#shared/rules/flags/priceList';
import shipped from '#resources/rules/flags.json';
import { BoundedMap } from '../state/boundedMap';

/** The rules a desk begins with, version 1; throws on a broken resource, which is a bug of ours. */
const defaultPack: FlagPack = flagPackSchema.parse(shipped);

const AUTHORS_KEPT = 20_000;
/** Conversations and wishes in each; what was wished earlier than this is another purchase. */
const WISHES_KEPT = 5_000;
const WISHES_MOST = 6;
const WISH_MS = 3 * 86_400_000;

type Wish = { readonly at: number; readonly text: string };

export type FlagsJson = { readonly pack: FlagPack | null; readonly prices: PriceList | null; readonly authors: readonly (readonly [FlagId, PersonId])[]; readonly wishes?: readonly (readonly [ConversationId, readonly Wish[]])[] };

export class FlagFold {
  #pack: FlagPack | null;
  #prices: PriceList | null;
  readonly #authors: BoundedMap<FlagId, PersonId>;
  /** What customers asked to be ordered, in their words, until they said that ours were right. */
  readonly #wishes: BoundedMap<ConversationId, readonly Wish[]>;

  constructor(json?: FlagsJson) {
    this.#pack = json?.pack ?? null;
    this.#prices = json?.prices ?? null;
    this.#authors = new BoundedMap(AUTHORS_KEPT, json?.authors ?? []);
    this.#wishes = new BoundedMap(WISHES_KEPT, json?.wishes ?? []);
  }

  /** The same object until another one is saved. */
  get pack(): FlagPack { return this.#pack ?? defaultPack; }
  get prices(): PriceList { return this.#prices ?? noPrices; }

  /** Who wrote what this flag is about, as far as it is remembered. */
  author(flag: FlagId): PersonId | undefined { return this.#authors.get(flag); }

  /** What the customer asked for lately, oldest first, as `orderDifferences` wants it. */
  wishes(conversation: ConversationId, at: number): readonly string[] {
    return (this.#wishes.get(conversation) ?? []).filter((wish) => wish.at > at - WISH_MS).map(({ text }) => text);
  }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'flagRules.saved': this.#pack = entry.data.pack; break;
      case 'priceList.saved': this.#prices = entry.data.list; break;
      case 'message.flagged': this.#flagged(entry); break;
      case 'message.received': this.#heard(entry); break;
      default: break;
    }
  }

  toJson(): FlagsJson { return { pack: this.#pack, prices: this.#prices, authors: this.#authors.entries(), wishes: this.#wishes.entries() }; }

  #heard({ conversation, data }: Extract<Entry, { readonly type: 'message.received' }>): void {
    if (conversation === undefined || data.direction !== 'in' || data.chat.kind === 'group') return;
    const said = textOf(data.parts);
    const before = this.#wishes.get(conversation) ?? [];
    const wishes = agrees(said) ? [] : [...before, ...wishesIn(said).map((text) => ({ at: data.at, text }))].slice(-WISHES_MOST);
    if (wishes.length === 0) this.#wishes.delete(conversation);
    else if (wishes.length !== before.length || wishes.at(-1) !== before.at(-1)) this.#wishes.set(conversation, wishes);
  }

  #flagged({ conversation, data }: Extract<Entry, { readonly type: 'message.flagged' }>): void {
    const message = conversation === undefined ? undefined : flaggedMessageOf(conversation, data);
    if (message !== undefined && data.person !== undefined) this.#authors.set(flagIdOf(message, data.rule, data.edit), data.person);
  }
}
