/** Fold of flags: the rules and prices in force, and who wrote what was flagged lately. */
import { flagIdOf, flaggedMessageOf, type FlagId } from '#shared/domain/flag';
import type { PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { flagPackSchema, type FlagPack } from '#shared/rules/flags/flagPack';
import { noPrices, type PriceList } from '#shared/rules/flags/priceList';
import shipped from '#resources/rules/flags.json';
import { BoundedMap } from '../state/boundedMap';

/** The rules a desk begins with, version 1; throws on a broken resource, which is a bug of ours. */
const defaultPack: FlagPack = flagPackSchema.parse(shipped);

const AUTHORS_KEPT = 20_000;

export type FlagsJson = { readonly pack: FlagPack | null; readonly prices: PriceList | null; readonly authors: readonly (readonly [FlagId, PersonId])[] };

export class FlagFold {
  #pack: FlagPack | null;
  #prices: PriceList | null;
  readonly #authors: BoundedMap<FlagId, PersonId>;

  constructor(json?: FlagsJson) {
    this.#pack = json?.pack ?? null;
    this.#prices = json?.prices ?? null;
    this.#authors = new BoundedMap(AUTHORS_KEPT, json?.authors ?? []);
  }

  /** The same object until another one is saved. */
  get pack(): FlagPack { return this.#pack ?? defaultPack; }
  get prices(): PriceList { return this.#prices ?? noPrices; }

  /** Who wrote what this flag is about, as far as it is remembered. */
  author(flag: FlagId): PersonId | undefined { return this.#authors.get(flag); }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'flagRules.saved': this.#pack = entry.data.pack; break;
      case 'priceList.saved': this.#prices = entry.data.list; break;
      case 'message.flagged': this.#flagged(entry); break;
      default: break;
    }
  }

  toJson(): FlagsJson { return { pack: this.#pack, prices: this.#prices, authors: this.#authors.entries() }; }

  #flagged({ conversation, data }: Extract<Entry, { readonly type: 'message.flagged' }>): void {
    const message = conversation === undefined ? undefined : flaggedMessageOf(conversation, data);
    if (message !== undefined && data.person !== undefined) this.#authors.set(flagIdOf(message, data.rule, data.edit), data.person);
  }
}
