/** A start that reads the records anew says how far it is. Catches minutes of silence after an update of a large desk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountId, ContactId } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import { openRecorder } from '#electron/engine/state/recorder';
import { createManualClock } from '#test/kit/manualClock';
import { createMemoryDisk, openMemoryLedger, type MemoryDisk } from '#test/kit/memoryLedger';
import { createMemoryLog } from '#test/kit/memoryLog';

const seen = (n: number): Draft => ({ type: 'contact.seen', actor: { kind: 'channel' }, account: 'onebot-a' as AccountId, data: { contact: `c${n % 50}` as ContactId, name: `n${n}` } }); // test ids

let dir: string;
beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'zuoxi-fold-')); });
afterEach(async () => { await rm(dir, { recursive: true, force: true }); });

const told = async (disk: MemoryDisk): Promise<readonly number[]> => {
  const clock = createManualClock();
  const shares: number[] = [];
  const recorder = await openRecorder({ ledger: openMemoryLedger({ disk, now: clock.now }), dir, clock, log: createMemoryLog().logger('state'), onProgress: (share) => shares.push(share) });
  await recorder.close();
  return shares;
};

test('a long fold is told as it goes and ends at one; the next start, short, says nothing', async () => {
  const disk = createMemoryDisk();
  const ledger = openMemoryLedger({ disk, now: () => 0 });
  await ledger.append(Array.from({ length: 25_000 }, (_, n) => seen(n)));
  const shares = await told(disk);
  expect(shares.length).toBeGreaterThan(10);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(await told(disk)).toEqual([]);
});
