// Installs what package-lock.json names when node_modules does not hold it. No import from node_modules here.
import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { withLock } from './lock.mjs';
import { npm } from './run.mjs';
import { CommandError, say } from './say.mjs';

const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages ?? {};

/** Name of the first package that is missing or has another version than the lock file says, else null. */
const firstOutdated = () => {
  const installedFile = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'node_modules';
  const installed = packagesOf(installedFile);
  for (const [path, wanted] of Object.entries(packagesOf(inRoot('package-lock.json')))) {
    if (path === '') continue;
    const found = installed[path];
    // Optional packages are for other systems as often as not: absent is right, another version is not.
    if (found ? found.version !== wanted.version : !wanted.optional && !wanted.devOptional) return path;
  }
  return null;
};

/** Makes node_modules match the lock file; does nothing when it already does. */
export const ensureInstalled = async () => {
  if (firstOutdated() === null) return;
  await withLock(inRoot('.install.lock'), async () => {
    const outdated = firstOutdated();
    if (outdated === null) return;
    say(`installing packages (${outdated} is missing or outdated)`);
    const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) throw new CommandError(`npm ci ended with code ${code}. Look at its messages above; the registry must be reachable.`);
  });
};
