// Two commands at once (two terminals, parallel CI jobs) must not build the same thing twice.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './say.mjs';

/** True while a process of this id exists. */
export const isAlive = (pid) => {
  try { process.kill(pid, 0); return true; } catch (error) { return error.code === 'EPERM'; }
};

const ageMs = (path) => {
  try { return Date.now() - statSync(path).mtimeMs; } catch { return 0; }
};

/** The owner died, perhaps before it could write its pid. */
const isAbandoned = (path) => {
  try { return !isAlive(Number(readFileSync(`${path}/pid`, 'utf8'))); } catch { return ageMs(path) > 10_000; }
};

/** Runs `work` while holding the lock folder `path`; waits for another holder, takes over from a dead one. */
export const withLock = async (path, work) => {
  mkdirSync(dirname(path), { recursive: true });
  for (let tries = 0; ; tries += 1) {
    try { mkdirSync(path); break; } catch (error) { if (error.code !== 'EEXIST') throw error; }
    if (isAbandoned(path)) { rmSync(path, { recursive: true, force: true }); continue; }
    if (tries === 0) say(`waiting for another Zuoxi command (${path})`);
    if (tries > 3600) throw new Error(`the lock ${path} was held for half an hour; remove the folder if nothing runs`);
    await wait(500);
  }
  writeFileSync(`${path}/pid`, String(process.pid));
  try { return await work(); } finally { rmSync(path, { recursive: true, force: true }); }
};
