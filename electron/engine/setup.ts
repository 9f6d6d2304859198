/** First start: the company, its administrator with a password, and the wording it begins with. */
import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { PersonId } from '#shared/domain/ids';
import type { Role } from '#shared/domain/person';
import type { Wording } from '#shared/domain/wording';
import type { Draft } from '#shared/ledger/entry';
import type { Passwords } from './people/passwords';
import { checkPassword } from './people/people';
import { createMutex } from './platform/promises';
import type { Recorder } from './state/recorder';

export type SetupInput = { readonly company: string; readonly name: string; readonly password: string };
export type FirstPerson = { readonly id: PersonId; readonly name: string; readonly role: Role };

/**
 * Resolves with the administrator when the verifier is kept and everything else durable, in one commit. `setup.done`
 * when somebody is there already, `person.weakPassword`.
 */
export const createSetup = (recorder: Recorder, passwords: Passwords, wordings: readonly Wording[]): ((input: SetupInput) => Promise<FirstPerson>) => {
  const oneAtATime = createMutex();
  return ({ company, name, password }) => oneAtATime(async () => {
    if (recorder.state.persons.length > 0) throw new AppError('setup.done', {});
    checkPassword(password);
    const person: FirstPerson = { id: randomUUID() as PersonId, name, role: 'administrator' }; // made here and in People.add
    const actor = { kind: 'person', id: person.id, role: person.role } as const;
    const drafts: readonly Draft[] = [
      { type: 'company.named', actor, data: { name: company } },
      { type: 'person.added', actor, data: { person: person.id, name, role: person.role } },
      { type: 'person.passwordSet', actor, data: { person: person.id, how: 'first' } },
      ...wordings.map((wording): Draft => ({ type: 'wording.saved', actor: { kind: 'system' }, data: { wording } })),
    ];
    await passwords.set(person.id, password, false);
    await recorder.record(drafts);
    return person;
  });
};
