import { likelySame, type Likeness } from '#shared/rules/samePerson';
import type { CustomerId } from '#shared/domain/ids';
import { candidateOf, personsOf, type PersonView } from './persons';
import { useLive } from './useLive';

export type Likely = { readonly person: PersonView; readonly likeness: Likeness };

/** Who may be the same person as this one; asked once per person and after each change of a file. */
export const useLikelySame = (id: CustomerId | undefined): readonly Likely[] | undefined =>
  useLive(`likely ${id}`, async (db) => {
    if (id === undefined) return [];
    const persons = personsOf(await db.customers.toArray(), []);
    const byId = new Map(persons.map((person) => [person.id, person]));
    return likelySame(persons.map(candidateOf)).filter(({ a, b }) => a === id || b === id).flatMap((likeness) => {
      const person = byId.get(likeness.a === id ? likeness.b : likeness.a);
      return person === undefined ? [] : [{ person, likeness }];
    });
  });
