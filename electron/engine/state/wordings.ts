/** Prepared wording as far as commands need it: which version is in force, whose it is, what is proposed. */
import type { PersonId, ProposalId, WordingId } from '#shared/domain/ids';
import type { Wording } from '#shared/domain/wording';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import { wordingPolicySchema, type WordingPolicy } from '#shared/rules/wordingPolicy';
import shipped from '#resources/rules/wording.json';
import { BoundedMap } from './boundedMap';

export type WordingRecord = { readonly version: number; readonly owner?: PersonId; readonly isRemoved?: true };
export type OpenProposal = { readonly wording: Wording; readonly by: PersonId };

export type WordingsJson = {
  readonly wordings: readonly (readonly [WordingId, WordingRecord])[];
  readonly proposals: readonly (readonly [ProposalId, OpenProposal])[];
  readonly over: readonly (readonly [ProposalId, true])[];
  readonly policy?: WordingPolicy;
};

/** Proposals that are over, so that a repeated command does nothing. */
const OVER_KEPT = 2_000;
const shippedPolicy = wordingPolicySchema.parse(shipped);

export class Wordings {
  readonly #wordings: Map<WordingId, WordingRecord>;
  readonly #proposals: Map<ProposalId, OpenProposal>;
  readonly #over: BoundedMap<ProposalId, true>;
  #policy: WordingPolicy | undefined;

  constructor(json?: WordingsJson) {
    this.#wordings = new Map(json?.wordings);
    this.#proposals = new Map(json?.proposals);
    this.#over = new BoundedMap(OVER_KEPT, json?.over);
    this.#policy = json?.policy;
  }

  /** Also of one that was removed: its versions go on counting. */
  get(id: WordingId): WordingRecord | undefined { return this.#wordings.get(id); }
  proposal(id: ProposalId): OpenProposal | undefined { return this.#proposals.get(id); }
  isOver(id: ProposalId): boolean { return this.#over.has(id); }
  proposalOf(wording: WordingId, by: PersonId): OpenProposal | undefined {
    return [...this.#proposals.values()].find((one) => one.wording.id === wording && one.by === by);
  }
  get policy(): WordingPolicy { return this.#policy ?? shippedPolicy; }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'wording.saved': this.#save(entry.data.wording); break;
      case 'wording.removed': this.#remove(entry.data.wording); break;
      case 'wording.proposed': this.#propose(entry); break;
      case 'wording.decided': case 'wording.withdrawn': this.#end(entry.data.proposal); break;
      case 'wording.policySet': this.#policy = entry.data.policy; break;
      default: break;
    }
  }

  toJson(): WordingsJson {
    return { wordings: [...this.#wordings], proposals: [...this.#proposals], over: this.#over.entries(), ...(this.#policy && { policy: this.#policy }) };
  }

  #save({ id, owner }: Wording): void {
    this.#wordings.set(id, { version: (this.#wordings.get(id)?.version ?? 0) + 1, ...(owner !== undefined && { owner }) });
  }

  #remove(id: WordingId): void {
    const record = this.#wordings.get(id);
    if (record) this.#wordings.set(id, { ...record, isRemoved: true });
  }

  #propose({ actor, data }: EntryOf<'wording.proposed'>): void {
    if (actor.kind === 'person') this.#proposals.set(data.proposal, { wording: data.wording, by: actor.id });
  }

  #end(proposal: ProposalId): void {
    this.#proposals.delete(proposal);
    this.#over.set(proposal, true);
  }
}
