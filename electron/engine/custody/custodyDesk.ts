/** Issues accounts and takes them back; what holds for them. Resolves when the entries are durable. */
import type { AccountPolicy, CustodyPolicy } from '#shared/domain/custody';
import { AppError } from '#shared/domain/errors';
import type { AccountId, PersonId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import { createMutex } from '../platform/promises';
import type { PersonRecord } from '../people/peopleFold';
import type { AccountRecord } from '../state/accountRecords';
import type { EngineState } from '../state/engineState';
import type { Recorder } from '../state/recorder';

export type ByPerson = Extract<Actor, { readonly kind: 'person' }>;

/** `person.unknown`, `person.hasLeft {name}`. */
export const activePerson = (state: EngineState, id: PersonId): PersonRecord => {
  const person = state.person(id);
  if (!person) throw new AppError('person.unknown');
  if (!person.active) throw new AppError('person.hasLeft', { name: person.name });
  return person;
};

/** `account.unknown`, `account.removed`. */
export const keptAccount = (state: EngineState, id: AccountId): AccountRecord => {
  const account = state.accounts.get(id);
  if (!account) throw new AppError('account.unknown', { account: id });
  if (account.removed) throw new AppError('account.removed', { account: id });
  return account;
};

export class CustodyDesk {
  readonly #recorder: Recorder;
  /** Two administrators must not issue one account to two people; a hand-over waits its turn too. */
  readonly inTurn = createMutex();

  constructor(recorder: Recorder) { this.#recorder = recorder; }

  issue(account: AccountId, person: PersonId, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const { state } = this.#recorder;
      keptAccount(state, account);
      activePerson(state, person);
      const holder = state.custody.holder(account);
      if (holder === person) return;
      await this.#recorder.record([
        ...(holder === undefined ? [] : [{ type: 'account.returned' as const, actor, account, data: { person: holder } }]),
        { type: 'account.issued', actor, account, data: { person } },
      ]);
    });
  }

  takeBack(account: AccountId, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const holder = this.#recorder.state.custody.holder(account);
      if (holder === undefined) throw new AppError('account.notHeld', { account });
      await this.#recorder.record([{ type: 'account.returned', actor, account, data: { person: holder } }]);
    });
  }

  async setAccountPolicy(account: AccountId, policy: AccountPolicy, actor: ByPerson): Promise<void> {
    keptAccount(this.#recorder.state, account);
    await this.#recorder.record([{ type: 'account.policySet', actor, account, data: { policy } }]);
  }

  async setPolicy(policy: CustodyPolicy, actor: ByPerson): Promise<void> {
    await this.#recorder.record([{ type: 'custody.policySet', actor, data: { policy } }]);
  }
}
