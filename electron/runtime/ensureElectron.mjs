// Finds or fetches an Electron to run: the one asked for, the shipped major, or the fallback.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canFallBack, ensureFallback, FALLBACK_VERSION, fallbackDist } from './fallbackRuntime.mjs';
import { withLock } from './lock.mjs';
import { CACHE, inRoot } from './paths.mjs';
import { capture, run } from './run.mjs';
import { CommandError, say } from './say.mjs';

const PROBE_MS = 4000;
/** How long a "GitHub cannot be reached" is believed before it is asked again. */
const BELIEVED_MS = 6 * 3600_000;
const MEMORY = join(CACHE, 'unreachable');
const DOWNLOAD_MS = 15 * 60_000;
const PROGRAM = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

const wantedVersion = () => JSON.parse(readFileSync(inRoot('node_modules/electron/package.json'), 'utf8')).version;
const versionIn = (dist) => {
  try { return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, ''); } catch { return null; }
};

/**
 * @typedef {{ readonly dist: string, readonly program: string, readonly version: string, readonly kind: 'given' | 'shipped' | 'fallback' }} Runtime
 */
const runtime = (kind, dist) => {
  const program = join(dist, PROGRAM);
  if (!existsSync(program)) throw new CommandError(`No Electron program at ${program}.`);
  return { kind: dist === fallbackDist() ? 'fallback' : kind, dist, program, version: versionIn(dist) ?? 'unknown' };
};

/** Starts the program as plain Node: proves that the file is whole and every shared library is there. */
const proveItRuns = (found) => {
  const result = capture(found.program, ['-p', 'process.versions.electron'], { env: { ELECTRON_RUN_AS_NODE: '1' }, timeout: 60_000 });
  if (result.status !== 0) {
    throw new CommandError(`Electron at ${found.program} does not start: ${result.stderr.trim().split('\n').at(-1) || 'no message'}. If the file is damaged, remove ${found.dist} and run the command again.`);
  }
  return found;
};

const downloadHost = () => process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/';

const isReachable = async () => {
  try { if (Date.now() - statSync(MEMORY).mtimeMs < BELIEVED_MS) return false; } catch { /* never asked */ }
  try {
    await fetch(downloadHost(), { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    remember();
    return false;
  }
};

const remember = () => {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(MEMORY, downloadHost());
};

/** Electron's own downloader (checksummed by its package). True when the binary is there afterwards. */
const download = async () => {
  const dist = inRoot('node_modules/electron/dist');
  say(`fetching Electron ${wantedVersion()}`);
  const code = await run(process.execPath, [inRoot('node_modules/electron/install.js')], { timeout: DOWNLOAD_MS });
  if (code === 0 && versionIn(dist) === wantedVersion()) return true;
  rmSync(dist, { recursive: true, force: true });
  remember();
  return false;
};

const findOrFetch = async () => {
  const given = process.env.ZUOXI_ELECTRON_DIST;
  if (given) return runtime('given', given);
  const shipped = inRoot('node_modules/electron/dist');
  if (versionIn(shipped) === wantedVersion()) return runtime('shipped', shipped);
  if (await isReachable() && await download()) return runtime('shipped', shipped);
  if (!canFallBack()) throw new CommandError(`Electron ${wantedVersion()} could not be fetched from ${downloadHost()}. Connect to the internet or set ELECTRON_MIRROR or ZUOXI_ELECTRON_DIST, then run the command again.`);
  say(`Electron ${wantedVersion()} cannot be fetched here (${new URL(downloadHost()).host} is out of reach): using the fallback runtime ${FALLBACK_VERSION}, for development and tests only`);
  return runtime('fallback', await ensureFallback());
};

/** @returns {Promise<Runtime>} an Electron that starts */
export const ensureElectron = () => withLock(join(CACHE, 'electron.lock'), async () => proveItRuns(await findOrFetch()));

/** Environment that makes `electron`, electron-vite and the test kit use this runtime. */
export const runtimeEnv = ({ dist, program }) => ({
  ZUOXI_ELECTRON_DIST: dist,
  ELECTRON_OVERRIDE_DIST_PATH: dist,
  ELECTRON_EXEC_PATH: program,
});
