import { likelySame, type Likeness } from '#shared/rules/samePerson';
import type { CustomerId } from '#shared/domain/ids';
import type { ArchiveDb } from '../schema/db';
import type { CustomerRow } from '../schema/customerRows';
import { candidateOf, personsOf, type PersonView } from './persons';
import { closedAccounts, seenConversations, seenCustomer, type Looker } from './seen';
import { useLive } from './useLive';

export type Likely = { readonly person: PersonView; readonly likeness: Likeness };

/** The files with all that were joined to them. */
const withMembers = async (db: ArchiveDb, files: readonly CustomerRow[]): Promise<readonly CustomerRow[]> => {
  const known = new Map(files.map((file) => [file.id, file]));
  const missing = [...new Set(files.flatMap((file) => file.members ?? []))].filter((id) => !known.has(id));
  const more = missing.length === 0 ? [] : await db.customers.bulkGet(missing);
  return [...files, ...more.flatMap((file) => file ?? [])];
};

/** Judges which files an agent may join: those of their accounts and of chats given to them. */
const isTheirs = async (db: ArchiveDb, files: readonly CustomerRow[], looker: Looker): Promise<(id: CustomerId) => boolean> => {
  const closed = closedAccounts(looker.role === 'agent' ? await db.accounts.toArray() : [], looker);
  if (closed.size === 0) return () => true;
  const chats = await db.conversations.bulkGet([...new Set(files.flatMap((file) => file.conversations))]);
  return seenCustomer(seenConversations(chats.flatMap((row) => row ?? []), closed, looker.me), closed);
};

/** Who may be the same person as this one, by the index of what files could share; only whom `looker` may join. */
export const useLikelySame = (id: CustomerId | undefined, looker: Looker): readonly Likely[] | undefined =>
  useLive(`likely ${id} ${looker.role} ${looker.me}`, async (db) => {
    const file = id === undefined ? undefined : await db.customers.get(id);
    if (file === undefined) return [];
    const own = await withMembers(db, [file]);
    const keys = [...new Set(own.flatMap((one) => one.keys ?? []))];
    if (keys.length === 0) return [];
    const others = await db.customers.where('keys').anyOf(keys).distinct().toArray();
    const files = await withMembers(db, [...new Map([...own, ...others].map((one) => [one.id, one])).values()]);
    const persons = personsOf(files, []);
    const isSeen = await isTheirs(db, files, looker);
    const mine = file.members?.[0] ?? file.id;
    const byId = new Map(persons.map((person) => [person.id, person]));
    return likelySame(persons.map(candidateOf)).filter(({ a, b }) => a === mine || b === mine).flatMap((likeness) => {
      const person = byId.get(likeness.a === mine ? likeness.b : likeness.a);
      return person === undefined || !person.profile.files.every(isSeen) ? [] : [{ person, likeness }];
    });
  });
