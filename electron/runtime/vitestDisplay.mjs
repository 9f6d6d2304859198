// Vitest's global set-up of the projects that show windows: one virtual screen and one runtime for all their workers.
import { openDisplay } from './display.mjs';
import { prepare, screenGroups } from './prepare.mjs';

export const setup = async () => {
  await prepare(...screenGroups());
  const display = await openDisplay({ forEveryUser: true });
  Object.assign(process.env, display.env);
  return display.stop;
};
