// What every command does before its own work, in this order: packages, system, runtime.
import { ensureDebian } from './ensureDebian.mjs';
import { ensureElectron, runtimeEnv } from './ensureElectron.mjs';
import { ensureInstalled } from './install.mjs';

/** Installs packages, brings what the named groups of `needs.mjs` ask for, finds an Electron that starts. */
export const prepare = async (...groups) => {
  await ensureInstalled();
  await ensureDebian('desktop', ...groups);
  const electron = await ensureElectron();
  Object.assign(process.env, runtimeEnv(electron));
  return electron;
};

/** Groups that this machine needs for showing a window. */
export const screenGroups = () => (process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? [] : ['display']);
