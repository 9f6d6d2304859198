/** Entry of the utility process: main's messages in, the engine's words out. Everything else is in `engine.ts`. */
import { join } from 'node:path';
import { AppError, toWireError } from '#shared/domain/errors';
import type { FromMain, ToMain } from '#shared/ipc/engineBoot';
import { channelSources } from './channels/registry';
import { loadDefaultWording } from './defaultWording';
import { openEngine, type Engine, type OpenEngine } from './engine';
import { errorFacts } from './platform/errorFacts';
import { createLogFile, type LogSink } from './platform/log';
import { wireOfElectronPort, type ElectronPort } from './ports/wires';
import { RemotePasswords } from './remotePasswords';
import { RemoteVault } from './remoteVault';

/** What an Electron utility process has as `process.parentPort`. */
type ParentPort = {
  readonly on: (event: 'message', listener: (event: { readonly data: FromMain; readonly ports: readonly ElectronPort[] }) => void) => void;
  readonly postMessage: (message: ToMain) => void;
};
type Boot = Extract<FromMain, { readonly kind: 'boot' }>;

const parent = (process as typeof process & { readonly parentPort?: ParentPort }).parentPort; // Electron adds it, @types/node does not know
if (!parent) throw new Error('the engine entry runs as an Electron utility process; headless use goes through engine.ts');

const tell = (message: ToMain): void => parent.postMessage(message);
const vault = new RemoteVault(tell);
const passwords = new RemotePasswords(tell);
let log: LogSink | null = null;
let opened: Promise<OpenEngine> | null = null;
let engine: Promise<Engine> | null = null;
let isStopping = false;

/** Ends the process; main starts it again. The log has the code, never the message. */
const die = (error: unknown, what: string): void => {
  log?.logger('engine').error(what, errorFacts(error));
  log?.flushSync();
  process.exit(70);
};
process.on('uncaughtException', (error) => die(error, 'uncaught exception'));
process.on('unhandledRejection', (error) => die(error, 'unhandled rejection'));

const open = async (message: Boot): Promise<OpenEngine> => {
  log = createLogFile({ path: join(message.dataDir, 'logs', 'engine.log') });
  const found = await openEngine({
    dataDir: message.dataDir, seat: message.seat, app: message.app, vault, channels: channelSources, log,
    defaults: message.defaults ?? { wordings: loadDefaultWording() },
    passwords,
    onRoster: (roster) => tell({ kind: 'roster', roster }),
    onPerson: ({ id, name, role }) => tell({ kind: 'person', person: { id, name, role } }),
    onWaiting: (counts) => tell({ kind: 'waiting', counts }),
    onReading: (progress) => tell({ kind: 'reading', progress }),
    onAlerts: (raised, settled) => tell({ kind: 'alerts', raised, settled }),
  });
  tell({ kind: 'readable' });
  return found;
};

const boot = async (message: Boot): Promise<Engine> => {
  try {
    opened = open(message);
    const started = await (await opened).run();
    tell({ kind: 'ready', roster: started.roster() });
    return started;
  } catch (error) {
    if (isStopping || !(error instanceof AppError)) throw error;
    // An expected reason (folder locked, foreign ledger): starting again would end the same way.
    log?.logger('engine').error('engine cannot start', errorFacts(error));
    await log?.flush();
    tell({ kind: 'fatal', ...toWireError(error) });
    throw error;
  }
};

/** A fold under way is cut short: it is made again at the next start. */
const stop = async (): Promise<void> => {
  isStopping = true;
  (await opened)?.abort();
  await (await engine?.catch(() => null))?.stop();
  tell({ kind: 'stopped' });
};

const receive = async (message: FromMain, ports: readonly ElectronPort[]): Promise<void> => {
  switch (message.kind) {
    case 'boot':
      engine ??= boot(message);
      await engine;
      return;
    case 'port': {
      const port = ports[0];
      if (!port) return;
      if (message.port === 'archive') (await opened)?.serveArchive(wireOfElectronPort(port));
      else (await engine)?.servePort(wireOfElectronPort(port), { port: 'desk', person: message.person });
      return;
    }
    case 'closeDesks': (await engine)?.closeDesks(); return;
    case 'session': await (await engine)?.recordSession(message.fact); return;
    case 'passwordReply': passwords.answer(message); return;
    case 'vaultReply': vault.answer(message); return;
    case 'vaultOpened': (await engine)?.vaultOpened(); return;
    case 'stop': await stop(); return;
  }
};

parent.on('message', ({ data, ports }) => {
  receive(data, ports).catch((error: unknown) => { if (!isStopping && !(error instanceof AppError)) die(error, 'engine failed'); });
});
