// What the test kit needs before it can launch the app: a runtime and a fresh build. Once per worker.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureElectron } from './ensureElectron.mjs';
import { isAlive } from './lock.mjs';
import { inRoot, ROOT } from './paths.mjs';

const SNAPSHOTS = inRoot('test-results', 'apps');

/** Copies of workers that are gone. */
const sweep = () => {
  if (!existsSync(SNAPSHOTS)) return;
  for (const pid of readdirSync(SNAPSHOTS)) if (!isAlive(Number(pid))) rmSync(join(SNAPSHOTS, pid), { recursive: true, force: true });
};

/** A copy of the build for this worker: another command may build anew while its tests run. */
const snapshot = async () => {
  sweep();
  const app = join(SNAPSHOTS, String(process.pid));
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  await ensureBuilt({ meanwhile: () => { for (const part of ['package.json', 'out', 'resources']) cpSync(inRoot(part), join(app, part), { recursive: true }); } });
  process.on('exit', () => { rmSync(app, { recursive: true, force: true }); });
  return app;
};

let prepared;

const prepareOnce = async () => {
  const electron = await ensureElectron();
  return { root: ROOT, app: await snapshot(), dist: electron.dist, program: electron.program, version: electron.version, hasSandbox: !(process.platform === 'linux' && process.getuid() === 0) };
};

/** @type {import('./forTests.d.mts').prepareForTests} */
export const prepareForTests = () => {
  prepared ??= prepareOnce();
  return prepared;
};
