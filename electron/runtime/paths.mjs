// Where things lie. The cache is outside the repository: what it holds is fetched, never ours, never shipped.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');

/** A path inside the project. */
export const inRoot = (...parts) => join(ROOT, ...parts);

const cacheHome = () => {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  return join(homedir(), '.cache');
};

/** Folder for fetched runtimes; `ZUOXI_CACHE` moves it. */
export const CACHE = process.env.ZUOXI_CACHE ?? join(cacheHome(), 'zuoxi');
