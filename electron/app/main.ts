/** Start and end of the app, in order. What each part does is in its own file. */
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { AppError } from '#shared/domain/errors';
import type { WaitingCounts } from '#shared/ipc/engineBoot';
import { openVault, type Vault } from '../vault/vault';
import { createSystemKeyStore } from '../vault/systemKeyStore';
import { setAside } from '../vault/vaultFile';
import { createDeskAlerts } from './alerts/deskAlerts';
import { setAppMenu } from './appMenu';
import { registerAppScheme, serveApp } from './appProtocol';
import { chooseUserData, makeDataDir, seatOf } from './dataFolder';
import { finishRestore } from './finishRestore';
import { EngineSupervisor } from './engineSupervisor';
import { createHandlers } from './handlers';
import { hardenContents, hardenSession } from './hardening';
import { createMainLog, type MainLog } from './mainLog';
import { afterContent, openMainWindow, preloadPath, sendEvent, showWindow } from './mainWindow';
import { nativeText } from './nativeText';
import { openSeat } from './openSeat';
import { createPortBroker } from './portBroker';
import { serveAppRoutes } from './router';
import { createTornWindows } from './tornWindows';
import { createTrayIcon } from './trayIcon';
import { createWindowMemory } from './windowMemory';

const OUT = join(import.meta.dirname, '..');
const ICONS = join(OUT, '..', 'resources', 'icons');

/** Anyone who can pass a debugging port to the installed app could read every secret: it does not start then. */
const isBeingDebugged = (): boolean =>
  app.isPackaged && process.env.ZUOXI_TEST_DEBUG !== '1'
  && (app.commandLine.hasSwitch('remote-debugging-port') || app.commandLine.hasSwitch('remote-debugging-pipe'));

/** A vault file nobody can read must not keep the desk from starting: it is kept aside and named in the log. */
const openSeatVault = async (dataDir: string, log: MainLog): Promise<Vault> => {
  const options = { path: join(dataDir, 'vault.json'), keyStore: createSystemKeyStore(), now: Date.now };
  try {
    return await openVault(options);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'vault.damaged') throw error;
    log.error(error.code);
    await setAside(options.path, Date.now());
    return openVault(options);
  }
};

const testBoot = (): { readonly test?: { readonly flushMs: number } } => {
  const flushMs = Number(process.env.ZUOXI_TEST_FLUSH_MS);
  return !app.isPackaged && flushMs > 0 ? { test: { flushMs } } : {};
};

const run = async (userData: string, dataDir: string, log: MainLog): Promise<void> => {
  if (await finishRestore(dataDir)) log.info('desk.restored');
  // 1. What the window will be served with, before there is one.
  hardenSession(log);
  serveApp(join(OUT, 'renderer'), dataDir, log);
  const memory = createWindowMemory(join(userData, 'window.json'), (error) => { log.error('window.memory', { reason: String(error) }); });
  const text = nativeText(app.getLocale());
  const vault = await openSeatVault(dataDir, log);
  let waiting: WaitingCounts = { all: 0, agents: {} };
  const everyWindow = (): readonly BrowserWindow[] => BrowserWindow.getAllWindows();
  const { passwords, session, saved } = await openSeat({
    dataDir, vault, log,
    note: (fact) => { engine.note(fact); },
    closeDesks: () => { engine.closeDesks(); },
    openDesks: () => { ports.renew(['desk']); },
    announce: (state) => {
      for (const each of everyWindow()) sendEvent(each, 'session.state', state);
      if (state.kind === 'open') torn.reopen();
      else torn.closeAll();
      showWaiting();
    },
  });

  /** An agent is told of the customers they may answer; a locked desk stays its person's. */
  const showWaiting = (): void => { tray.setWaiting(waiting.agents[session.sitter()?.id ?? ''] ?? waiting.all); };

  // 2. The engine.
  const engine: EngineSupervisor = new EngineSupervisor({
    file: join(OUT, 'main', 'engine.js'),
    boot: { dataDir, seat: await seatOf(dataDir), app: app.getVersion(), ...testBoot() },
    vault,
    passwords,
    log,
    now: Date.now,
    onRoster: (roster, isStart) => { session.onRoster(roster, isStart); },
    onSetUp: (person) => { session.onSetUp(person); },
    onState: (state) => { for (const window of everyWindow()) sendEvent(window, 'engine.state', state); },
    onServed: (served) => { ports.renew(served); },
    onWaiting: (counts) => { waiting = counts; showWaiting(); },
    onAlerts: (raised, settled) => { alerts.centre.settle(settled); alerts.centre.raise(raised); },
    // Not kept in a file: what a dying runtime prints may quote a message.
    onOutput: (output) => { if (!app.isPackaged) process.stderr.write(output); },
  });
  const ports = createPortBroker(() => engine, () => session);
  vault.onState((state) => { for (const window of everyWindow()) sendEvent(window, 'vault.state', state); });
  serveAppRoutes(createHandlers({ dataDir, engine, ports, session, saved, torn: () => torn, docked: (conversation) => { showWindow(window); sendEvent(window, 'window.docked', { conversation }); }, vault, memory, alerts: () => alerts }), log);

  const torn = createTornWindows({
    preload: preloadPath(OUT), icon: join(ICONS, 'icon-256.png'), memory, log, person: () => session.person()?.id ?? null,
    announce: (conversations) => { for (const each of everyWindow()) sendEvent(each, 'window.torn', { conversations }); },
  });

  // 3. The window and the tray.
  let isQuitting = false;
  const window = openMainWindow({ preload: preloadPath(OUT), icon: join(ICONS, 'icon-256.png'), memory, log, hidesOnClose: () => !isQuitting });
  const mainWindow = (): BrowserWindow | null => (window.isDestroyed() ? null : window);
  const tray = createTrayIcon(join(ICONS, process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'), text, mainWindow, {
    show: () => { showWindow(window); }, quit: () => { app.quit(); }, doNotDisturb: (on) => { alerts.setDoNotDisturb(on); },
  });
  const alerts = createDeskAlerts({
    icon: join(ICONS, 'icon-128.png'), locale: app.getLocale().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en', window: mainWindow, person: () => session.person()?.id ?? null, sitter: () => session.sitter()?.id ?? null,
    onConfigured: (settings, locale) => {
      tray.setDoNotDisturb(settings.doNotDisturb);
      tray.setText(nativeText(locale));
      setAppMenu(nativeText(locale));
    },
  });
  setAppMenu(text);
  app.on('browser-window-focus', () => { alerts.centre.seen(); });
  app.on('second-instance', () => { showWindow(window); });
  app.on('activate', () => { showWindow(window); });
  // Its own start takes a processor for a second or so: the door first, then the channels.
  afterContent(window, () => { if (!isQuitting) engine.start(); });

  // 4. The end: the engine flushes and signs before the process goes.
  app.on('before-quit', (event) => {
    if (isQuitting) return;
    isQuitting = true;
    event.preventDefault();
    // What was typed or moved in the last moment is kept while the engine can still take it.
    void saved.ask().then(() => {
      torn.closeAll();
      session.quit();
      return Promise.all([engine.stop(), memory.flush()]);
    }).then(log.flush).finally(() => {
      alerts.centre.dispose();
      tray.destroy();
      app.quit();
    });
  });
};

const start = async (): Promise<void> => {
  // Whatever main and the engine write is for this person only.
  process.umask(0o077);
  if (isBeingDebugged()) { app.exit(1); return; }
  const userData = chooseUserData();
  if (!app.requestSingleInstanceLock()) { app.exit(0); return; }
  const dataDir = makeDataDir(userData);
  const log = createMainLog(dataDir);
  registerAppScheme();
  hardenContents(log);
  // Windows hidden in the tray are no reason to end.
  app.on('window-all-closed', () => undefined);
  await app.whenReady();
  log.info('app.start', { version: app.getVersion(), electron: process.versions.electron });
  await run(userData, dataDir, log).catch((error: unknown) => {
    log.error('app.start', { reason: String(error) });
    log.flushSync();
    process.stderr.write(`${String(error)}\n`);
    app.exit(1);
  });
};

// Not awaited at top level: Electron waits for this module before it becomes ready.
void start();
