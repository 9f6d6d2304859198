// A screen where there is none: Xvfb on a display number it picks itself, ended by its own handle.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { capture } from './run.mjs';
import { CommandError } from './say.mjs';

const hasScreen = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** A command that is killed outright cannot end its screen: the system does it then, where it has `setpriv`. */
const tiedToUs = () => (capture('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0 ? ['setpriv', '--pdeathsig', 'TERM', 'Xvfb'] : ['Xvfb']);

const readDisplayNumber = async (server) => {
  let text = '';
  server.stdio[3].on('data', (chunk) => { text += chunk; });
  const gone = once(server, 'exit').then(() => { throw new CommandError('Xvfb ended before it had a display.'); });
  while (!text.includes('\n')) await Promise.race([once(server.stdio[3], 'data'), gone]);
  gone.catch(() => undefined);
  return `:${text.trim()}`;
};

/**
 * Starts a virtual screen (1920x1200, 24 bit) when the machine has none. `forEveryUser` lets other local users show
 * windows on it: tests run the app as one.
 * @returns {Promise<{ readonly env: Record<string, string>, readonly isVirtual: boolean, readonly stop: () => Promise<void> }>}
 */
export const openDisplay = async ({ forEveryUser = false } = {}) => {
  if (hasScreen()) return { env: {}, isVirtual: false, stop: async () => undefined };
  // Detached: Ctrl+C in a terminal must not take the screen away before the app has quit in order.
  const [program, ...before] = tiedToUs();
  const server = spawn(program, [...before, '-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset', ...(forEveryUser ? ['-ac'] : [])], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  const exited = once(server, 'exit');
  const end = () => { server.kill('SIGTERM'); };
  process.on('exit', end);
  const display = await readDisplayNumber(server);
  return {
    // Without a session bus Chromium would try to start one; "disabled:" keeps its log quiet.
    env: { DISPLAY: display, ...(process.env.DBUS_SESSION_BUS_ADDRESS ? {} : { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }) },
    isVirtual: true,
    stop: async () => { process.off('exit', end); end(); await exited; },
  };
};
