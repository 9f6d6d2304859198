// Packaging: electron-builder with what this machine can give it. A package made with the fallback runtime goes to
// dist/fallback and is for tests only.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { lookAtWindow, refusesDebugger } from './packagedApp.mjs';
import { capture, node } from './run.mjs';
import { CommandError, say } from './say.mjs';
import { action, inOrder } from './steps.mjs';

const FALLBACK_OUT = 'dist/fallback';
/** How the fuses lie in the program: the characters 0 and 1. */
const OFF = '0'.charCodeAt(0);
const ON = '1'.charCodeAt(0);
const sevenZip = () => ['/usr/bin/7za', '/usr/bin/7zz', '/usr/bin/7z'].find((path) => existsSync(path));
const hasDebTools = () => Boolean(sevenZip()) && capture('dpkg-deb', ['--version']).status === 0;

const builder = async (args, env = {}) => {
  const code = await node([inRoot('node_modules/electron-builder/cli.js'), '--publish', 'never', ...args], { stdio: ['ignore', 2, 2], env });
  if (code !== 0) throw new CommandError('electron-builder failed; its messages are above.');
};

/** On a machine that reaches GitHub: every target of this system from electron-builder.yml. */
const makeShipped = () => builder([]);

/** Without a network: the unpacked app, and a deb where the tools are there. `quick` leaves the deb uncompressed. */
const makeFallback = async ({ dist, version }, quick) => {
  rmSync(inRoot(FALLBACK_OUT), { recursive: true, force: true });
  const targets = hasDebTools() ? ['dir', 'deb'] : ['dir'];
  say(`packaging ${targets.join(' and ')} with the fallback runtime ${version}: for tests only, into ${FALLBACK_OUT}`);
  await builder(['--linux', ...targets, '--x64', `-c.electronDist=${dist}`, `-c.electronVersion=${version}`, `-c.directories.output=${FALLBACK_OUT}`], {
    CUSTOM_FPM_PATH: inRoot('electron/runtime/fpmForDeb.mjs'),
    ELECTRON_BUILDER_7ZIP_PATH: sevenZip() ?? '',
    ZUOXI_DEB_LEVEL: quick ? '0' : '6',
  });
};

/** Makes the packages this machine can make. */
export const makePackages = (electron, { quick = false } = {}) => (electron.kind === 'fallback' ? makeFallback(electron, quick) : makeShipped());

/** Folder and program of the unpacked app, wherever electron-builder put it. */
const unpackedApp = (electron) => {
  const out = inRoot(electron.kind === 'fallback' ? FALLBACK_OUT : 'dist');
  const places = { linux: ['linux-unpacked', 'zuoxi'], win32: ['win-unpacked', 'Zuoxi.exe'], darwin: [`mac${process.arch === 'arm64' ? '-arm64' : ''}`, 'Zuoxi.app/Contents/MacOS/Zuoxi'] };
  const [folder, program] = places[process.platform];
  return { out, dist: join(out, folder), program: join(out, folder, program) };
};

const checkFuses = async (program) => {
  const { getCurrentFuseWire, FuseV1Options } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(program);
  const mustBeOff = ['RunAsNode', 'EnableNodeOptionsEnvironmentVariable', 'EnableNodeCliInspectArguments', 'GrantFileProtocolExtraPrivileges'];
  const wrong = mustBeOff.filter((name) => wire[FuseV1Options[name]] !== OFF);
  if (wire[FuseV1Options.OnlyLoadAppFromAsar] !== ON) wrong.push('OnlyLoadAppFromAsar');
  if (wrong.length > 0) throw new Error(`wrong fuses: ${wrong.join(', ')}`);
};

const checkContents = ({ out, dist }) => {
  if (existsSync(join(dist, 'resources', 'default_app.asar'))) throw new Error('default_app.asar was packaged');
  const deb = readdirSync(out).find((name) => name.endsWith('.deb'));
  if (deb && !capture('dpkg-deb', ['--contents', join(out, deb)]).stdout.includes('/opt/Zuoxi/zuoxi')) throw new Error(`${deb} does not hold the program`);
};

/** Makes the packages and proves them: contents, fuses, the window, the closed debugger. */
export const makeAndSmoke = (electron, options = { quick: true }) => {
  const unpacked = unpackedApp(electron);
  return inOrder(
    action('packages', () => makePackages(electron, options)),
    action('package contents', () => checkContents(unpacked)),
    action('package fuses', () => checkFuses(unpacked.program)),
    action('packaged app shows its window', async () => { say(`it says: ${JSON.stringify(await lookAtWindow(unpacked.program, unpacked.dist))}`); }),
    action('packaged app refuses a debugger', async () => { if (!await refusesDebugger(unpacked.program, unpacked.dist)) throw new Error('it started'); }),
  );
};
