// Builds out/ when a source is newer than the last build.
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { node } from './run.mjs';
import { CommandError, say } from './say.mjs';

const SOURCES = ['electron', 'renderer', 'shared', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json'];
const STAMP = () => inRoot('out', '.built');

const newestIn = (path) => {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), stat.mtimeMs);
};

const newestSource = () => Math.max(...SOURCES.map((name) => newestIn(inRoot(name))));

/** True when out/ holds a build at least as new as every source. */
const isFresh = () => existsSync(STAMP()) && Math.ceil(statSync(STAMP()).mtimeMs) >= Math.floor(newestSource());

const build = async () => {
  say('building');
  const before = newestSource();
  const code = await node([inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'], { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new CommandError('The build failed; its messages are above.');
  writeFileSync(STAMP(), '');
  // Stamped with the newest source seen before: what changed during the build makes the next one run again.
  utimesSync(STAMP(), new Date(), new Date(before));
};

/**
 * Builds main, engine, preload and renderer into out/ unless they are fresh. `meanwhile` runs while nobody else builds.
 */
export const ensureBuilt = ({ always = false, meanwhile = () => undefined } = {}) => withLock(inRoot('.build.lock'), async () => {
  if (always || !isFresh()) await build();
  meanwhile();
});
