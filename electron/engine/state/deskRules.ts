/** Fold of what the company decided: the rule pack in force and whose the saved filters are. */
import type { PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { rulePackSchema, type RulePack } from '#shared/rules/rulePack';
import { customerPolicySchema, type CustomerPolicy } from '#shared/rules/customerPolicy';
import shippedCustomers from '#resources/rules/customers.json';
import shipped from '#resources/rules/default.json';

/** The pack a desk begins with, version 1; throws on a broken resource, which is a bug of ours. */
const defaultPack: RulePack = rulePackSchema.parse(shipped);

const defaultCustomers: CustomerPolicy = customerPolicySchema.parse(shippedCustomers);

export type FilterRecord = { readonly owner: PersonId | null; readonly isShared: boolean };
export type DeskRulesJson = { readonly pack: RulePack | null; readonly filters: readonly (readonly [string, FilterRecord])[]; readonly customers?: CustomerPolicy };

export class DeskRules {
  #saved: RulePack | null;
  #customers: CustomerPolicy | undefined;
  readonly #filters: Map<string, FilterRecord>;

  constructor(json?: DeskRulesJson) {
    this.#saved = json?.pack ?? null;
    this.#customers = json?.customers;
    this.#filters = new Map(json?.filters);
  }

  /** The same object until another one is saved. */
  get pack(): RulePack { return this.#saved ?? defaultPack; }
  /** Who sees what of customers. */
  get customers(): CustomerPolicy { return this.#customers ?? defaultCustomers; }
  filter(id: string): FilterRecord | undefined { return this.#filters.get(id); }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'rulePack.saved': this.#saved = entry.data.pack; break;
      case 'customer.policySet': this.#customers = entry.data.policy; break;
      case 'listFilter.saved': {
        const { id, isShared } = entry.data.filter;
        this.#filters.set(id, { isShared, owner: this.#filters.get(id)?.owner ?? (entry.actor.kind === 'person' ? entry.actor.id : null) });
        break;
      }
      case 'listFilter.removed': this.#filters.delete(entry.data.filter); break;
      default: break;
    }
  }

  toJson(): DeskRulesJson { return { pack: this.#saved, filters: [...this.#filters], ...(this.#customers !== undefined && { customers: this.#customers }) }; }
}
