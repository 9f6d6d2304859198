// Brings what the system lacks: as root on Debian and Ubuntu by apt-get, elsewhere it names what is missing.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { NEEDS } from './needs.mjs';
import { capture, run } from './run.mjs';
import { CommandError, say } from './say.mjs';

const PATHS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/games'];
const hasProgram = (name) => PATHS.some((folder) => existsSync(join(folder, name)));

/** Sonames the loader knows; read once per question because an installation changes them. */
const knownLibraries = () => {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path));
  return ldconfig ? capture(ldconfig, ['-p']).stdout : null;
};

const isPresent = (need, libraries) => {
  switch (need.kind) {
    case 'program': return hasProgram(need.name);
    case 'file': return existsSync(need.name);
    case 'font': return capture('fc-list', [':lang=zh', 'family']).stdout.trim() !== '';
    default: return libraries === null || libraries.includes(`${need.name} (`);
  }
};

const missingOf = (needs) => {
  const libraries = knownLibraries();
  return needs.filter((need) => !isPresent(need, libraries));
};

/** The name this release uses; the first one when the package lists are empty. */
const packageFor = (need) =>
  need.packages.find((name) => /Candidate: (?!\(none\))/.test(capture('apt-cache', ['policy', name]).stdout)) ?? need.packages[0];

const aptGet = (args) => run('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-qq', ...args], { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }, stdio: ['ignore', 2, 2] });

const installAll = async (missing) => {
  say(`fetching from the system's package lists: ${missing.map((need) => need.name).join(', ')}`);
  // A broken third-party list must not stop us: whether the packages arrive is what counts.
  await aptGet(['update']);
  await aptGet(['install', '-y', '--no-install-recommends', ...new Set(missing.map(packageFor))]);
};

const sentenceFor = (missing) => {
  const names = missing.map((need) => `${need.name} (${need.kind})`).join(', ');
  const hint = hasProgram('apt-get')
    ? `As root: apt-get update && apt-get install -y ${[...new Set(missing.map(packageFor))].join(' ')}`
    : 'Install them with the package manager of this system';
  return `Missing on this machine: ${names}.\n  ${hint}\n  Then run the same command again.`;
};

/** Makes sure that the named groups of `needs.mjs` are there; Linux only, elsewhere the system brings them. */
export const ensureDebian = async (...groups) => {
  if (process.platform !== 'linux') return;
  const needs = groups.flatMap((group) => NEEDS[group]);
  const missing = missingOf(needs);
  if (missing.length === 0) return;
  if (process.getuid() === 0 && hasProgram('apt-get')) await installAll(missing);
  const stillMissing = missingOf(missing);
  if (stillMissing.length > 0) throw new CommandError(sentenceFor(stillMissing));
};
