import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from '../../../../electron/runtime/lock.mjs';

let folder: string;
let lock: string;

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lock-')); lock = join(folder, 'sub', 'lock'); });
afterEach(() => { rmSync(folder, { recursive: true }); });

it('lets one command work at a time and gives the lock back after a failure', async () => {
  const order: string[] = [];
  const first = withLock(lock, async () => {
    order.push('first in');
    await new Promise((resolve) => { setImmediate(resolve); });
    order.push('first out');
    throw new Error('failed');
  });
  const second = withLock(lock, () => { order.push('second'); });
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(order).toEqual(['first in', 'first out', 'second']);
  expect(existsSync(lock)).toBe(false);
});

it('takes over from a command that was killed', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, 'pid'), String(pid));
  expect(await withLock(lock, () => 'done')).toBe('done');
});
