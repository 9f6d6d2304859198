/** Without a snapshot the fold of a large ledger takes long: whoever only reads must not wait for it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEngine } from '#electron/engine/engine';
import type { EngineOptions } from '#electron/engine/engineParts';
import type { Ledger } from '#electron/engine/ledger/contract';
import { createMemoryDisk, openMemoryLedger, type MemoryDisk } from '#test/kit/memoryLedger';
import { createMemoryLog } from '#test/kit/memoryLog';
import { createMemoryPasswords } from '#test/kit/memoryPasswords';
import { createMemoryVault } from '#test/kit/memoryVault';
import { createArchiveClient } from '#test/kit/portClient';
import { createWirePair } from '#test/kit/wirePair';

let dataDir = '';
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-readable-')); });
afterEach(async () => { await rm(dataDir, { recursive: true, force: true }); });

const latch = (): { readonly open: () => void; readonly opened: Promise<void> } => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return { open, opened };
};

/** A ledger with a past whose first read, the fold's, waits to be let go. */
const slowFold = async () => {
  const disk: MemoryDisk = createMemoryDisk();
  await openMemoryLedger({ disk, now: Date.now }).append([{ type: 'company.named', actor: { kind: 'system' }, data: { name: '甲' } }]);
  const gate = latch();
  const asked = latch();
  let isFirst = true;
  let isClosed = false;
  const reads: number[] = [];
  const options: EngineOptions = {
    dataDir, seat: 'seat-1', app: '0.0.0-test', vault: createMemoryVault(), passwords: createMemoryPasswords(), channels: [], log: createMemoryLog(),
    openLedger: async ({ now }) => {
      const ledger = openMemoryLedger({ disk, now });
      const read: Ledger['read'] = async (after, limit) => {
        reads.push(after);
        if (isFirst) {
          isFirst = false;
          asked.open();
          await gate.opened;
        }
        return ledger.read(after, limit);
      };
      return { ...ledger, read, close: async () => { isClosed = true; await ledger.close(); } };
    },
  };
  return { options, letGo: gate.open, folding: asked.opened, isClosed: () => isClosed, reads };
};

test('the archive port answers while the fold is being made, and hears of what the start itself records', async () => {
  const slow = await slowFold();
  const opened = await openEngine(slow.options);
  const running = opened.run();
  await slow.folding;
  const [ours, theirs] = createWirePair();
  opened.serveArchive(theirs);
  const archive = createArchiveClient(ours);
  expect((await archive.call('ledger.range')).head).toBe(1);
  expect((await archive.call('ledger.read', { after: 0, limit: 10 })).entries).toHaveLength(1);
  const started = new Promise<number>((resolve) => archive.on('ledger.advanced', ({ seq }) => resolve(seq)));
  slow.letGo();
  const engine = await running;
  expect(await started).toBe(2);
  await engine.stop();
});

test('closing the app does not wait for the fold to end, and the next start goes on where it was', async () => {
  const slow = await slowFold();
  const opened = await openEngine(slow.options);
  const running = opened.run();
  await slow.folding;
  opened.abort();
  slow.letGo();
  await expect(running).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  expect(slow.isClosed()).toBe(true);
  const engine = await (await openEngine(slow.options)).run();
  expect(slow.reads).toEqual([0]); // nothing was left to fold
  await engine.stop();
});
