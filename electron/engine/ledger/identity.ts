/** `ledger.json`: who this ledger is, from its first day on, and whether it was ever signed. The id is also the origin of its checkpoints. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readIfPresent, writeDurable } from './durable';

const identitySchema = z.object({ v: z.literal(1), id: z.string().regex(/^[^\s+]{1,200}$/), createdAt: z.number(), signed: z.boolean().default(false) });
export type Identity = Readonly<z.infer<typeof identitySchema>>;

/** What `ledger.json` says; `undefined` when the file is missing or damaged. */
export const readIdentity = async (path: string): Promise<Identity | undefined> => {
  const bytes = await readIfPresent(path);
  if (!bytes) return undefined;
  try {
    return identitySchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined; // damaged: the segments name the ledger too
  }
};

export const writeIdentity = (path: string, identity: Identity): Promise<void> => writeDurable(path, `${JSON.stringify(identity)}\n`);

export const createIdentity = (id = `zuoxi.local/ledger/${randomUUID()}`): Identity => ({ v: 1, id, createdAt: Date.now(), signed: false });
