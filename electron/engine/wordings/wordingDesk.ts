/** Commands about prepared wording. Each resolves when its entries are durable; errors as in shared/ipc/desk/wordingRoutes. */
import { AppError } from '#shared/domain/errors';
import type { BlobId, PersonId, ProposalId, WordingId } from '#shared/domain/ids';
import { isMediaPart } from '#shared/domain/message';
import type { Actor } from '#shared/domain/person';
import { messagesOf, type Wording } from '#shared/domain/wording';
import type { Draft } from '#shared/ledger/entry';
import type { WordingPolicy } from '#shared/rules/wordingPolicy';
import { createMutex } from '../platform/promises';
import type { Recorder } from '../state/recorder';
import type { OpenProposal, WordingRecord } from '../state/wordings';

/** Who asks: always a person, the port's. */
export type Author = Extract<Actor, { readonly kind: 'person' }>;

/** Words to be kept, and the version in force they were made from; without one they are new. */
export type Made = { readonly wording: Wording; readonly base?: number | undefined };

export type WordingDecision =
  | { readonly verdict: 'approved'; readonly proposal: ProposalId; readonly base?: number | undefined; readonly wording?: Wording | undefined }
  | { readonly verdict: 'rejected'; readonly proposal: ProposalId; readonly reason: string };

export type WordingsOptions = { readonly recorder: Recorder; readonly hasBlob: (blob: BlobId) => Promise<boolean> };

const isSupervisor = (actor: Author): boolean => actor.role !== 'agent';

export class WordingDesk {
  readonly #options: WordingsOptions;
  /** Decisions are made one after the other: two people may press at once. */
  readonly #inOrder = createMutex();

  constructor(options: WordingsOptions) { this.#options = options; }

  save({ wording, base, restores }: Made & { readonly restores?: number | undefined }, actor: Author): Promise<void> {
    return this.#decide(async () => {
      await this.#check({ wording, base }, actor);
      return [{ type: 'wording.saved', actor, data: { wording, ...(restores !== undefined && { origin: 'restored', restores }) } }];
    });
  }

  /** All or none: one refused wording refuses the whole. */
  saveMany(made: readonly Made[], origin: 'imported' | 'moved', actor: Author): Promise<void> {
    return this.#decide(async () => {
      if (new Set(made.map(({ wording }) => wording.id)).size < made.length) throw new AppError('wording.twice', {});
      for (const one of made) await this.#check(one, actor);
      return made.map(({ wording }): Draft => ({ type: 'wording.saved', actor, data: { wording, origin } }));
    });
  }

  remove(wording: WordingId, actor: Author): Promise<void> {
    return this.#decide(() => {
      const record = this.#current(wording);
      if (!record) throw new AppError('wording.unknown', {});
      if (!isSupervisor(actor) && record.owner !== actor.id) throw new AppError('wording.notYours', {});
      return [{ type: 'wording.removed', actor, data: { wording } }];
    });
  }

  propose({ proposal, wording, base, note }: Made & { readonly proposal: ProposalId; readonly note?: string | undefined }, actor: Author): Promise<void> {
    return this.#decide(async () => {
      const known = this.#fold.proposal(proposal);
      if (known || this.#fold.isOver(proposal)) return [];
      await this.#check({ wording, base }, actor);
      if (this.#fold.proposalOf(wording.id, actor.id)) throw new AppError('wording.alreadyProposed', {});
      if (this.#mayKeepAlone(wording, actor)) return [{ type: 'wording.saved', actor, data: { wording, origin: 'personal' } }];
      return [{ type: 'wording.proposed', actor, data: { proposal, wording, ...(base !== undefined && { base }), ...(note !== undefined && { note }) } }];
    });
  }

  withdraw(proposal: ProposalId, actor: Author): Promise<void> {
    return this.#decide(() => {
      if (this.#open(proposal).by !== actor.id) throw new AppError('wording.notYours', {});
      return [{ type: 'wording.withdrawn', actor, data: { proposal } }];
    });
  }

  decide(decision: WordingDecision, actor: Author): Promise<void> {
    return this.#decide(async () => {
      const { proposal, verdict } = decision;
      const open = this.#open(proposal);
      if (verdict === 'rejected') return [{ type: 'wording.decided', actor, data: { proposal, verdict, reason: decision.reason } }];
      // What was proposed stays whose it was, whatever the supervisor changed in the words.
      const { owner: _owner, ...words } = decision.wording ?? open.wording;
      const wording: Wording = { ...words, id: open.wording.id, ...(open.wording.owner !== undefined && { owner: open.wording.owner }) };
      await this.#check({ wording, base: decision.base }, { ...actor, id: open.by });
      return [
        { type: 'wording.decided', actor, data: { proposal, verdict } },
        { type: 'wording.saved', actor, data: { wording, origin: 'approved', proposal } },
      ];
    });
  }

  setPolicy(policy: WordingPolicy, actor: Author): Promise<void> {
    return this.#decide(() => [{ type: 'wording.policySet', actor, data: { policy } }]);
  }

  get #fold(): Recorder['state']['wordings'] { return this.#options.recorder.state.wordings; }

  #decide(make: () => readonly Draft[] | Promise<readonly Draft[]>): Promise<void> {
    return this.#inOrder(async () => { await this.#options.recorder.record(await make()); });
  }

  /** The one in force; undefined when there never was one or it was removed. */
  #current(id: WordingId): WordingRecord | undefined {
    const record = this.#fold.get(id);
    return record?.isRemoved ? undefined : record;
  }

  #open(proposal: ProposalId): OpenProposal {
    const open = this.#fold.proposal(proposal);
    if (!open) throw new AppError('wording.notOpen', {});
    return open;
  }

  #mayKeepAlone(wording: Wording, actor: Author): boolean {
    return wording.owner === actor.id && !this.#fold.policy.isPersonalApproved && (this.#current(wording.id)?.owner ?? actor.id) === actor.id;
  }

  async #check({ wording, base }: Made, actor: Author): Promise<void> {
    const record = this.#current(wording.id);
    if (base !== undefined && this.#fold.get(wording.id) === undefined) throw new AppError('wording.unknown', {});
    if (record?.version !== base) throw new AppError('wording.stale', { version: record?.version ?? 0 });
    this.#checkOwner(wording.owner, record, actor);
    for (const account of wording.accounts) {
      if (!this.#options.recorder.state.accounts.get(account)) throw new AppError('account.unknown', {});
    }
    for (const part of messagesOf(wording).flat()) {
      if (!isMediaPart(part)) continue;
      const { blob } = part.media;
      if (blob === undefined || !(await this.#options.hasBlob(blob))) throw new AppError('media.missing', { name: part.media.name });
    }
  }

  /** Personal wording is made by its owner, and changed by its owner or a supervisor who leaves it theirs. */
  #checkOwner(owner: PersonId | undefined, record: WordingRecord | undefined, actor: Author): void {
    const isTheirs = owner === undefined || owner === actor.id || owner === record?.owner;
    const mayTouch = record?.owner === undefined || record.owner === actor.id || isSupervisor(actor);
    if (!isTheirs || !mayTouch) throw new AppError('wording.notYours', {});
  }
}
