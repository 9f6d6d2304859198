/** Commands about the permission rules. They take turns with those about people: who may decide depends on both. */
import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { Actor } from '#shared/domain/person';
import type { RoleOutcome } from '#shared/ipc/desk/peopleRoutes';
import type { Draft } from '#shared/ledger/entry';
import type { PendingRules } from '#shared/rules/permissionSteps';
import { decidesAlone, isLoosened, mayDecide, withRaiseTo, type PermissionRules, type RaisedRole } from '#shared/rules/permissions';
import type { createMutex } from '../platform/promises';
import type { Recorder } from '../state/recorder';

type ByPerson = Extract<Actor, { readonly kind: 'person' }>;

/** A change of the rules concerns nobody in particular: every other administrator may decide it. */
const NOBODY = '';

export class PermissionDesk {
  readonly #recorder: Recorder;
  readonly #inTurn: ReturnType<typeof createMutex>;

  constructor(recorder: Recorder, inTurn: ReturnType<typeof createMutex>) {
    this.#recorder = recorder;
    this.#inTurn = inTurn;
  }

  save(input: { readonly based: number; readonly raiseTo: readonly RaisedRole[] }, reason: string | undefined, actor: ByPerson): Promise<RoleOutcome> {
    return this.#inTurn(async () => {
      const { permissionRules: current, pendingRules } = this.#state;
      if (pendingRules) throw new AppError('permissions.pending');
      if (current.version !== input.based) throw new AppError('permissions.changed', { version: current.version });
      const next = withRaiseTo(current, input.raiseTo);
      if (isLoosened(current, next)) return this.#loosen(current, next, reason, actor);
      if (!isLoosened(next, current)) return { outcome: 'changed' };
      await this.#recorder.record([{ type: 'permissions.saved', actor, data: { rules: next, reason } }]);
      return { outcome: 'changed' };
    });
  }

  decide(proposal: string, verdict: 'approved' | 'rejected', reason: string | undefined, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const { by, rules } = this.#pending(proposal);
      const decider = this.#state.get(actor.id);
      if (!decider || !mayDecide(decider, by ?? NOBODY, NOBODY)) throw new AppError('person.notEntitled');
      await this.#recorder.record([
        { type: 'permissions.decided', actor, data: { proposal, verdict, reason } },
        ...(verdict === 'approved' ? [{ type: 'permissions.saved', actor, data: { rules, proposal } } satisfies Draft] : []),
      ]);
    });
  }

  withdraw(proposal: string, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const { by } = this.#pending(proposal);
      const isOrphan = by === null || !this.#state.get(by)?.active;
      if (by !== actor.id && !isOrphan) throw new AppError('person.notEntitled');
      await this.#recorder.record([{ type: 'permissions.decided', actor, data: { proposal, verdict: 'withdrawn' } }]);
    });
  }

  get #state() { return this.#recorder.state.people; }

  async #loosen(current: PermissionRules, next: PermissionRules, reason: string | undefined, actor: ByPerson): Promise<RoleOutcome> {
    const { clause } = current.approval;
    const proposal = randomUUID();
    const proposed: Draft = { type: 'permissions.proposed', actor, data: { proposal, rules: next, clause, reason } };
    if (!decidesAlone(this.#state.all(), actor.id, NOBODY)) {
      await this.#recorder.record([proposed]);
      return { outcome: 'proposed' };
    }
    if (reason === undefined) throw new AppError('person.reasonNeeded', { clause });
    await this.#recorder.record([
      proposed,
      { type: 'permissions.decided', actor, data: { proposal, verdict: 'approved', alone: true, reason } },
      { type: 'permissions.saved', actor, data: { rules: next, proposal, reason } },
    ]);
    return { outcome: 'changed' };
  }

  #pending(proposal: string): PendingRules {
    const pending = this.#state.pendingRules;
    if (pending?.proposal !== proposal) throw new AppError('person.proposalUnknown');
    return pending;
  }
}
