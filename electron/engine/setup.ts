/** First start: the company, its administrator and the wording it begins with. */
import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { PersonId } from '#shared/domain/ids';
import type { Wording } from '#shared/domain/wording';
import type { Draft } from '#shared/ledger/entry';
import { createMutex } from './platform/promises';
import type { PersonRecord } from './state/engineState';
import type { Recorder } from './state/recorder';

export type SetupInput = { readonly company: string; readonly name: string };

/** Resolves with the administrator when everything is durable, in one commit. `setup.done` when somebody is there already. */
export const createSetup = (recorder: Recorder, wordings: readonly Wording[]): ((input: SetupInput) => Promise<PersonRecord>) => {
  const oneAtATime = createMutex();
  return ({ company, name }) => oneAtATime(async () => {
    if (recorder.state.persons.length > 0) throw new AppError('setup.done', {});
    const person: PersonRecord = { id: randomUUID() as PersonId, name, role: 'administrator' }; // the only maker of person ids
    const actor = { kind: 'person', id: person.id, role: person.role } as const;
    const drafts: readonly Draft[] = [
      { type: 'company.named', actor, data: { name: company } },
      { type: 'person.added', actor, data: { person: person.id, name, role: person.role } },
      ...wordings.map((wording): Draft => ({ type: 'wording.saved', actor: { kind: 'system' }, data: { wording } })),
    ];
    await recorder.record(drafts);
    return person;
  });
};
