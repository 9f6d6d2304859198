/** `ledger.json`: who this ledger is, from its first day on. The id is also the origin of its checkpoints. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { readIfPresent, writeDurable } from './durable';

const identitySchema = z.object({ v: z.literal(1), id: z.string().regex(/^[^\s+]{1,200}$/), createdAt: z.number() });

/** The id in `ledger.json`; `undefined` when the file is missing or damaged. */
export const readIdentity = async (path: string): Promise<string | undefined> => {
  const bytes = await readIfPresent(path);
  if (!bytes) return undefined;
  try {
    return identitySchema.parse(JSON.parse(bytes.toString('utf8'))).id;
  } catch {
    return undefined; // damaged: the segments name the ledger too
  }
};

export const writeIdentity = (path: string, id: string): Promise<void> =>
  writeDurable(path, `${JSON.stringify({ v: 1, id, createdAt: Date.now() })}\n`);

export const newIdentity = (): string => `zuoxi.local/ledger/${randomUUID()}`;
