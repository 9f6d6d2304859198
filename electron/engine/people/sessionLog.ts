import type { PersonId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import type { SessionFact } from '#shared/ipc/engineBoot';
import type { Draft } from '#shared/ledger/entry';
import type { Recorder } from '../state/recorder';

/** Keeps what main saw at the sign-in screen. A failed try is the system's observation: nobody proved to be that person. */
export const recordSession = async (recorder: Recorder, fact: SessionFact): Promise<void> => {
  const person = recorder.state.person(fact.data.person as PersonId); // main names people of the roster the engine gave
  if (!person) return;
  const actor: Actor = fact.type === 'session.failed' ? { kind: 'system' } : { kind: 'person', id: person.id, role: person.role };
  await recorder.record([{ ...fact, actor } as Draft]); // the fact's type and data belong together
};
