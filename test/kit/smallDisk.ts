/** A disk of a few megabytes, so that a full one is real. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const run = (command: string, ...args: readonly string[]): string => {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? '' : `${command} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`;
};

/** Mounts a tmpfs; needs root on Linux. Unmounted when the test ends. */
export const mountSmallDisk = async (bytes: number): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-disk-'));
  const failure = run('mount', '-t', 'tmpfs', '-o', `size=${bytes},mode=0700`, 'tmpfs', dir);
  if (failure) {
    await rmdir(dir);
    throw new Error(`a small disk could not be mounted (Linux, as root: see README "Tests"): ${failure}`);
  }
  onTestFinished(async () => {
    run('umount', '-l', dir); // also where a failed test left a file open
    await rmdir(dir);
  });
  return dir;
};
