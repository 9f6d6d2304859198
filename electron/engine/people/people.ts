/**
 * Commands about people. Each is checked against the fold, one after the other, so that two of them cannot both take
 * the last administrator away. Verifiers are kept before the entry that tells of them: an entry never promises a
 * password that is not there.
 */
import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { PersonId } from '#shared/domain/ids';
import { PASSWORD_MIN, passwordLength, type Actor, type Role } from '#shared/domain/person';
import type { RoleOutcome } from '#shared/ipc/desk/peopleRoutes';
import type { Draft } from '#shared/ledger/entry';
import { decidesAlone, isLastAdministrator, mayDecide, needsApproval } from '#shared/rules/permissions';
import { createMutex } from '../platform/promises';
import type { Recorder } from '../state/recorder';
import type { Passwords } from './passwords';
import type { PersonRecord } from './peopleFold';
import { PermissionDesk } from './permissionDesk';

type ByPerson = Extract<Actor, { readonly kind: 'person' }>;

/** `person.weakPassword {min}` for what is too short. */
export const checkPassword = (password: string): void => {
  if (passwordLength(password) < PASSWORD_MIN) throw new AppError('person.weakPassword', { min: PASSWORD_MIN });
};

/** A raise as the rules want it: proposed, or decided alone because nobody else is entitled. */
type RoleSteps = { readonly drafts: readonly Draft[]; readonly outcome: RoleOutcome['outcome'] };

export class People {
  readonly #recorder: Recorder;
  readonly #passwords: Passwords;
  readonly #inTurn = createMutex();
  readonly permissions: PermissionDesk;

  constructor(recorder: Recorder, passwords: Passwords) {
    this.#recorder = recorder;
    this.#passwords = passwords;
    this.permissions = new PermissionDesk(recorder, this.#inTurn);
  }

  add(input: { readonly name: string; readonly role: Role; readonly password: string; readonly reason?: string }, actor: ByPerson): Promise<{ readonly person: PersonId } & RoleOutcome> {
    return this.#inTurn(async () => {
      this.#checkName(input.name);
      checkPassword(input.password);
      const person = randomUUID() as PersonId; // made here and in the set-up
      const isRaise = needsApproval(this.#state.permissionRules, 'agent', input.role);
      const role = isRaise ? 'agent' : input.role;
      const steps = isRaise ? this.#raise({ id: person, role, active: true }, input.role, input.reason, actor) : { drafts: [], outcome: 'changed' as const };
      await this.#passwords.set(person, input.password, true);
      await this.#recorder.record([
        { type: 'person.added', actor, data: { person, name: input.name, role } },
        { type: 'person.passwordSet', actor, data: { person, how: 'initial' } },
        ...steps.drafts,
      ]);
      return { person, outcome: steps.outcome };
    });
  }

  rename(id: PersonId, name: string, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const person = this.#known(id);
      if (person.name === name) return;
      this.#checkName(name, id);
      await this.#recorder.record([{ type: 'person.renamed', actor, data: { person: id, name } }]);
    });
  }

  resetPassword(id: PersonId, password: string, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      this.#active(id);
      // One's own is changed with the present one: an unlocked desk must not be enough.
      if (id === actor.id) throw new AppError('person.ownPassword');
      checkPassword(password);
      await this.#passwords.set(id, password, true);
      await this.#recorder.record([{ type: 'person.passwordSet', actor, data: { person: id, how: 'reset' } }]);
    });
  }

  setRole(id: PersonId, role: Role, reason: string | undefined, actor: ByPerson): Promise<RoleOutcome> {
    return this.#inTurn(async () => {
      const person = this.#active(id);
      if (this.#state.proposalsOf(id).length > 0) throw new AppError('person.pending', { name: person.name });
      if (person.role === role) return { outcome: 'changed' };
      if (person.role === 'administrator') this.#checkNotLast(person);
      const steps = needsApproval(this.#state.permissionRules, person.role, role)
        ? this.#raise(person, role, reason, actor)
        : { drafts: [{ type: 'person.roleChanged', actor, data: { person: id, role, from: person.role, reason } } satisfies Draft], outcome: 'changed' as const };
      await this.#recorder.record(steps.drafts);
      return { outcome: steps.outcome };
    });
  }

  decideRole(proposal: string, verdict: 'approved' | 'rejected', reason: string | undefined, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const asked = this.#state.proposal(proposal);
      if (!asked) throw new AppError('person.proposalUnknown');
      const person = this.#known(asked.person);
      const decider = this.#state.get(actor.id);
      // Once nobody else is left to decide, who asked may take it back, or ask again and decide alone.
      if (!decider || !mayDecide(decider, asked.by ?? '', asked.person)) throw new AppError('person.notEntitled');
      const step = { proposal, person: asked.person, role: asked.role };
      await this.#recorder.record([
        { type: 'person.roleDecided', actor, data: { ...step, verdict, reason } },
        ...(verdict === 'approved' ? [{ type: 'person.roleChanged', actor, data: { person: asked.person, role: asked.role, from: person.role, proposal } } satisfies Draft] : []),
      ]);
    });
  }

  withdrawRole(proposal: string, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const asked = this.#state.proposal(proposal);
      if (!asked) throw new AppError('person.proposalUnknown');
      const isOrphan = asked.by === null || !this.#state.get(asked.by)?.active;
      if (asked.by !== actor.id && !isOrphan) throw new AppError('person.notEntitled');
      await this.#recorder.record([{ type: 'person.roleDecided', actor, data: { proposal, person: asked.person, role: asked.role, verdict: 'withdrawn' } }]);
    });
  }

  /** `withThem`: what a hand-over puts into the same commit; without it nobody leaves who still holds accounts (`person.holdsAccounts`). */
  leave(id: PersonId, reason: string | undefined, actor: ByPerson, withThem?: () => readonly Draft[]): Promise<void> {
    return this.#inTurn(async () => {
      const person = this.#active(id);
      this.#checkNotLast(person);
      const held = this.#recorder.state.custody.heldBy(id).length;
      if (withThem === undefined && held > 0) throw new AppError('person.holdsAccounts', { name: person.name, count: held });
      await this.#recorder.record([
        ...withThem?.() ?? [],
        ...this.#state.proposalsOf(id).map(({ proposal, role }): Draft => ({ type: 'person.roleDecided', actor, data: { proposal, person: id, role, verdict: 'withdrawn' } })),
        { type: 'person.left', actor, data: { person: id, reason } },
      ]);
      await this.#passwords.remove(id);
    });
  }

  /** The role of before is a raise like any other: where the rules want a second person, who comes back is an agent until then. */
  return(id: PersonId, password: string, reason: string | undefined, actor: ByPerson): Promise<RoleOutcome> {
    return this.#inTurn(async () => {
      const person = this.#known(id);
      if (person.active) throw new AppError('person.notLeft', { name: person.name });
      this.#checkName(person.name, id);
      checkPassword(password);
      const isRaise = needsApproval(this.#state.permissionRules, 'agent', person.role);
      const steps = isRaise ? this.#raise({ id, role: 'agent', active: true }, person.role, reason, actor) : { drafts: [], outcome: 'changed' as const };
      await this.#passwords.set(id, password, true);
      await this.#recorder.record([
        { type: 'person.returned', actor, data: { person: id } },
        ...(isRaise ? [{ type: 'person.roleChanged', actor, data: { person: id, role: 'agent', from: person.role } } satisfies Draft] : []),
        { type: 'person.passwordSet', actor, data: { person: id, how: 'initial' } },
        ...steps.drafts,
      ]);
      return { outcome: steps.outcome };
    });
  }

  changePassword(old: string, password: string, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      checkPassword(password);
      const verdict = await this.#passwords.verify(actor.id, old);
      if (!verdict.ok) throw new AppError('person.wrongPassword', { waitMs: verdict.waitMs });
      await this.#passwords.set(actor.id, password, false);
      await this.#recorder.record([{ type: 'person.passwordSet', actor, data: { person: actor.id, how: 'own' } }]);
    });
  }

  setPolicy(idleMinutes: number, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.idleMinutes === idleMinutes) return;
      await this.#recorder.record([{ type: 'session.policy', actor, data: { idleMinutes } }]);
    });
  }

  get #state() { return this.#recorder.state.people; }

  #raise(person: Pick<PersonRecord, 'id' | 'role' | 'active'>, role: Role, reason: string | undefined, actor: ByPerson): RoleSteps {
    const { clause } = this.#state.permissionRules.approval;
    const step = { proposal: randomUUID(), person: person.id, role };
    const proposed: Draft = { type: 'person.roleProposed', actor, data: { ...step, from: person.role, clause, reason } };
    if (!decidesAlone(this.#state.all(), actor.id, person.id)) return { drafts: [proposed], outcome: 'proposed' };
    if (reason === undefined) throw new AppError('person.reasonNeeded', { clause });
    return {
      outcome: 'changed',
      drafts: [
        proposed,
        { type: 'person.roleDecided', actor, data: { ...step, verdict: 'approved', alone: true, reason } },
        { type: 'person.roleChanged', actor, data: { person: person.id, role, from: person.role, proposal: step.proposal, reason } },
      ],
    };
  }

  #known(id: PersonId): PersonRecord {
    const person = this.#state.get(id);
    if (!person) throw new AppError('person.unknown');
    return person;
  }

  #active(id: PersonId): PersonRecord {
    const person = this.#known(id);
    if (!person.active) throw new AppError('person.hasLeft', { name: person.name });
    return person;
  }

  #checkNotLast(person: PersonRecord): void {
    if (isLastAdministrator(this.#state.all(), person.id)) throw new AppError('person.lastAdministrator', { name: person.name });
  }

  /** Two tiles with one name could not be told apart at sign-in. */
  #checkName(name: string, except?: PersonId): void {
    const taken = this.#state.all().some((person) => person.active && person.id !== except && person.name.normalize('NFKC') === name.normalize('NFKC'));
    if (taken) throw new AppError('person.nameTaken', { name });
  }
}
