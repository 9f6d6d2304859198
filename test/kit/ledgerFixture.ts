/** Ledgers on a temporary folder of the test, which goes when the test ends. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { OpenLedgerOptions, SigningKey } from '#electron/engine/ledger/contract';
import { openLedger, type DiskLedger } from '#electron/engine/ledger/openLedger';
import { actorSchema } from '#shared/domain/person';
import { accountIdSchema } from '#shared/domain/account';
import { bodySchemas, type Draft, type Entry, type EntryOf } from '#shared/ledger/entry';
import { conversationIdSchema } from '#shared/ledger/fields';

export const makeSigningKey = (): SigningKey =>
  ({ pkcs8: generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') });

export const temporaryFolder = async (prefix = 'zuoxi-ledger-'): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), prefix));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
};

const actor = actorSchema.parse({ kind: 'channel' });

/** A customer's message as the OneBot channel would append it. */
export const messageDraft = (n: number, text = `您好，第 ${n} 件外套还有 M 码吗？今天下单几时发货？`): Draft => ({
  type: 'message.received',
  actor,
  account: accountIdSchema.parse('qq-1'),
  conversation: conversationIdSchema.parse(`qq-1/private:${n % 50}`),
  data: bodySchemas['message.received'].parse({
    chat: { id: `private:${n % 50}`, kind: 'private', contact: `${n % 50}` }, id: `m${n}`, at: 1_700_000_000_000 + n,
    direction: 'in', sender: { id: `${n % 50}`, name: '王小姐' }, parts: [{ kind: 'text', text }], source: 'live',
  }),
});

export type TestLedgerOptions = Partial<OpenLedgerOptions> & { readonly dir: string };

/** Closed when the test ends, if it is not before. Checkpoints only when asked for, unless the test says otherwise. */
export const openTestLedger = async (options: TestLedgerOptions): Promise<DiskLedger> => {
  const ledger = await openLedger({ seat: 'seat-1', now: Date.now, key: () => null, checkpointEveryMs: 3_600_000, free: async () => 2 ** 40, ...options });
  onTestFinished(() => ledger.close());
  return ledger;
};

export type Everything = { readonly entries: readonly Entry[]; readonly unreadable: number };

/** All there is to read, page by page. */
export const readEverything = async (ledger: Pick<DiskLedger, 'head' | 'read'>, page = 700): Promise<Everything> => {
  const entries: Entry[] = [];
  let unreadable = 0;
  let after = 0;
  while (after < ledger.head()) {
    const got = await ledger.read(after, page);
    entries.push(...got.entries);
    unreadable += got.unreadable;
    after = got.next;
  }
  return { entries, unreadable };
};

export const recoveries = (entries: readonly Entry[]): readonly EntryOf<'system.recovered'>[] =>
  entries.filter((entry): entry is EntryOf<'system.recovered'> => entry.type === 'system.recovered');

/** The texts of received messages, in order. */
export const textsOf = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.type === 'message.received' ? entry.data.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])) : []));
