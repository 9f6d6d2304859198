/** Fold of what the company decided: the rule pack in force and whose the saved filters are. */
import type { PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { rulePackSchema, type RulePack } from '#shared/rules/rulePack';
import shipped from '#resources/rules/default.json';

/** The pack a desk begins with, version 1; throws on a broken resource, which is a bug of ours. */
const defaultPack: RulePack = rulePackSchema.parse(shipped);

export type FilterRecord = { readonly owner: PersonId | null; readonly isShared: boolean };
export type DeskRulesJson = { readonly pack: RulePack | null; readonly filters: readonly (readonly [string, FilterRecord])[] };

export class DeskRules {
  #saved: RulePack | null;
  readonly #filters: Map<string, FilterRecord>;

  constructor(json?: DeskRulesJson) {
    this.#saved = json?.pack ?? null;
    this.#filters = new Map(json?.filters);
  }

  /** The same object until another one is saved. */
  get pack(): RulePack { return this.#saved ?? defaultPack; }
  filter(id: string): FilterRecord | undefined { return this.#filters.get(id); }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'rulePack.saved': this.#saved = entry.data.pack; break;
      case 'listFilter.saved': {
        const { id, isShared } = entry.data.filter;
        this.#filters.set(id, { isShared, owner: this.#filters.get(id)?.owner ?? (entry.actor.kind === 'person' ? entry.actor.id : null) });
        break;
      }
      case 'listFilter.removed': this.#filters.delete(entry.data.filter); break;
      default: break;
    }
  }

  toJson(): DeskRulesJson { return { pack: this.#saved, filters: [...this.#filters] }; }
}
