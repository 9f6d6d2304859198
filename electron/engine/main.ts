/** Entry of the utility process: main's messages in, the engine's words out. Everything else is in `engine.ts`. */
import { join } from 'node:path';
import { AppError, toWireError } from '#shared/domain/errors';
import type { FromMain, ToMain } from '#shared/ipc/engineBoot';
import { channelSources } from './channels/registry';
import { loadDefaultWording } from './defaultWording';
import { startEngine, type Engine } from './engine';
import { errorFacts } from './platform/errorFacts';
import { createLogFile, type LogSink } from './platform/log';
import { wireOfElectronPort, type ElectronPort } from './ports/wires';
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
let log: LogSink | null = null;
let engine: Promise<Engine> | null = null;

/** Ends the process; main starts it again. The log has the code, never the message. */
const die = (error: unknown, what: string): void => {
  log?.logger('engine').error(what, errorFacts(error));
  log?.flushSync();
  process.exit(70);
};
process.on('uncaughtException', (error) => die(error, 'uncaught exception'));
process.on('unhandledRejection', (error) => die(error, 'unhandled rejection'));

const boot = async (message: Boot): Promise<Engine> => {
  log = createLogFile({ path: join(message.dataDir, 'logs', 'engine.log') });
  try {
    const started = await startEngine({
      dataDir: message.dataDir, seat: message.seat, app: message.app, vault, channels: channelSources, log,
      defaults: message.defaults ?? { wordings: loadDefaultWording() },
      onPerson: ({ id, name, role }) => tell({ kind: 'person', person: { id, name, role } }),
      onWaiting: (count) => tell({ kind: 'waiting', count }),
    });
    tell({ kind: 'ready', person: started.person() });
    return started;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // An expected reason (folder locked, foreign ledger): starting again would end the same way.
    log.logger('engine').error('engine cannot start', errorFacts(error));
    await log.flush();
    tell({ kind: 'fatal', ...toWireError(error) });
    throw error;
  }
};

const stop = async (): Promise<void> => {
  await (await engine)?.stop();
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
      const running = await engine;
      if (port) running?.servePort(wireOfElectronPort(port), message.port === 'desk' ? { port: 'desk', person: message.person } : { port: 'archive' });
      return;
    }
    case 'vaultReply': vault.answer(message); return;
    case 'vaultOpened': (await engine)?.vaultOpened(); return;
    case 'stop': await stop(); return;
  }
};

parent.on('message', ({ data, ports }) => {
  receive(data, ports).catch((error: unknown) => { if (!(error instanceof AppError)) die(error, 'engine failed'); });
});
