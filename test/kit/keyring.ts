/** A real, unlocked GNOME keyring on a session bus of its own, for launches with `keyStore: 'system'`. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export type Keyring = {
  /** For `launchApp`. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

const START_MS = 15_000;

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
};

const startBus = async (env: NodeJS.ProcessEnv): Promise<{ readonly bus: ChildProcess; readonly address: string }> => {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(bus.stdout, 'data');
  return { bus, address: String(line).trim() };
};

/** The daemon says nothing when it is ready; owning its name on the bus is the sign. */
const untilOwned = async (name: string, env: NodeJS.ProcessEnv): Promise<void> => {
  const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', `string:${name}`];
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await wait(50)) {
    if (spawnSync('dbus-send', ask, { env, encoding: 'utf8' }).stdout.includes('boolean true')) return;
  }
  throw new Error(`nobody owns ${name}`);
};

/** Starts bus and keyring; both end with `close`. */
export const startKeyring = async (): Promise<Keyring> => {
  const home = mkdtempSync(join(tmpdir(), 'zuoxi-keyring-'));
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const base = { XDG_DATA_HOME: join(home, 'data'), XDG_RUNTIME_DIR: runtime, XDG_CURRENT_DESKTOP: 'GNOME' };
  const { bus, address } = await startBus({ ...process.env, ...base });
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: address };
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], { env: { ...process.env, ...env }, stdio: ['pipe', 'ignore', 'ignore'] });
  daemon.stdin.end('a passphrase of this test\n');
  await untilOwned('org.freedesktop.secrets', { ...process.env, ...env });
  return {
    env,
    close: async () => {
      await end(daemon);
      await end(bus);
      rmSync(home, { recursive: true, force: true });
    },
  };
};
