// Chromium's sandbox: kept for every ordinary user. Root cannot have it (Chromium refuses), only then it is off.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './run.mjs';
import { CommandError } from './say.mjs';

const isRoot = () => process.platform === 'linux' && process.getuid() === 0;

const hasSetuidHelper = (dist) => {
  try {
    const { uid, mode } = statSync(join(dist, 'chrome-sandbox'));
    return uid === 0 && (mode & 0o4000) !== 0;
  } catch { return false; }
};

/** Switches for starting Electron as this user. Fails with the remedy where the system forbids the sandbox. */
export const sandboxSwitches = ({ dist }) => {
  if (isRoot()) return ['--no-sandbox'];
  if (process.platform !== 'linux' || hasSetuidHelper(dist)) return [];
  const hasUserNamespaces = capture('unshare', ['--user', 'true']).status !== 1;
  if (hasUserNamespaces) return [];
  const helper = join(dist, 'chrome-sandbox');
  throw new CommandError(`This system does not let ordinary users make a sandbox. As root: chown root:root ${helper} && chmod 4755 ${helper}\n  Then run the same command again.`);
};
