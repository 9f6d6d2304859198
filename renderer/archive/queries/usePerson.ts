import type { CustomerId } from '#shared/domain/ids';
import { personView, type PersonView } from './persons';
import { useLive } from './useLive';

/** The person a file belongs to, with all files and private chats; `undefined` until the first answer or when there is none. */
export const usePerson = (id: CustomerId | undefined): PersonView | undefined =>
  useLive(`person ${id}`, async (db) => {
    const file = id === undefined ? undefined : await db.customers.get(id);
    if (file === undefined) return undefined;
    const files = file.members === undefined ? [file] : (await db.customers.bulkGet([...file.members])).flatMap((one) => one ?? []);
    const rows = await db.conversations.bulkGet(files.flatMap((one) => one.conversations));
    return personView(files.length === 0 ? [file] : files, rows.flatMap((row) => row ?? []));
  });
