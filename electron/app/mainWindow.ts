/** The desk's window: own title bar, remembered look, comes back after a crash, hides to the tray when closed. */
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_EVENT_CHANNEL } from '#shared/ipc/appChannel';
import type { AppEvents } from '#shared/ipc/appRoutes';
import { APP_ORIGIN } from './appProtocol';
import { nextAttempt, restartDelay } from './backOff';
import type { MainLog } from './mainLog';
import type { WindowMemory } from './windowMemory';
import { MIN_HEIGHT, MIN_WIDTH, placeFor } from './windowPlace';

export type WindowOptions = {
  readonly preload: string;
  readonly icon: string;
  readonly memory: WindowMemory;
  readonly log: MainLog;
  /** False while the app is quitting: only then the window really closes. */
  readonly hidesOnClose: () => boolean;
};

/** `--bg-frame` of the tokens: what shows before the page paints. */
export const frameColour = (): string => (nativeTheme.shouldUseDarkColors ? '#0F1314' : '#EDF0F0');

export const sendEvent = <E extends keyof AppEvents>(window: BrowserWindow, event: E, data: AppEvents[E]): void => {
  if (!window.isDestroyed()) window.webContents.send(APP_EVENT_CHANNEL, event, data);
};

const rememberLook = (window: BrowserWindow, memory: WindowMemory): void => {
  const note = (): void => {
    if (window.isMinimized() || window.isFullScreen()) return;
    memory.change({ isMaximized: window.isMaximized(), bounds: window.getNormalBounds() });
  };
  window.on('resized', note);
  window.on('moved', note);
  window.on('resize', note);
  window.on('move', note);
  for (const [event, maximized] of [['maximize', true], ['unmaximize', false]] as const) {
    const tell = (): void => { note(); sendEvent(window, 'window.maximized', { maximized }); };
    if (event === 'maximize') window.on('maximize', tell);
    else window.on('unmaximize', tell);
  }
};

/** Reloads the page where it was; a page that dies again and again is reloaded ever later. */
export const surviveCrash = (window: BrowserWindow, log: MainLog): void => {
  let attempt = 0;
  let loadedAt = Date.now();
  let retry: NodeJS.Timeout | null = null;
  window.webContents.on('did-finish-load', () => { loadedAt = Date.now(); });
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('window.gone', { reason, exitCode });
    if (reason === 'clean-exit' || retry) return;
    attempt = nextAttempt(attempt, Date.now() - loadedAt);
    retry = setTimeout(() => {
      retry = null;
      if (!window.isDestroyed()) window.webContents.reload();
    }, attempt === 1 ? 0 : restartDelay(attempt));
  });
  window.on('closed', () => { if (retry) clearTimeout(retry); });
  window.webContents.on('unresponsive', () => { log.error('window.unresponsive'); });
};

/**
 * A hidden window may never report its first frame (one launch in ten on a busy machine): loaded is enough then.
 * `isQuiet`: without taking the keyboard.
 */
export const showWhenPainted = (window: BrowserWindow, isMaximized: boolean, isQuiet = false): void => {
  let isShown = false;
  const show = (): void => {
    if (isShown || window.isDestroyed()) return;
    isShown = true;
    if (isMaximized) window.maximize();
    if (isQuiet) window.showInactive();
    else window.show();
  };
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
};

/** Opens the window; it shows itself when its first frame is ready. */
export const openMainWindow = ({ preload, icon, memory, log, hidesOnClose }: WindowOptions): BrowserWindow => {
  const look = memory.look();
  nativeTheme.themeSource = look.theme;
  const window = new BrowserWindow({
    ...placeFor(look.bounds, screen.getAllDisplays().map((display) => display.workArea)),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    icon,
    backgroundColor: frameColour(),
    ...(process.platform === 'darwin' ? { titleBarStyle: 'hidden', trafficLightPosition: { x: 12, y: 11 } } : { frame: false }),
    autoHideMenuBar: true,
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false },
  });
  rememberLook(window, memory);
  surviveCrash(window, log);
  showWhenPainted(window, look.isMaximized);
  window.webContents.on('did-finish-load', () => { window.webContents.setZoomFactor(memory.look().zoom); });
  window.on('close', (event) => {
    if (!hidesOnClose()) return;
    event.preventDefault();
    window.hide();
  });
  void window.loadURL(`${APP_ORIGIN}/index.html`).catch((error: unknown) => { log.error('window.load', { reason: String(error) }); });
  return window;
};

export const showWindow = (window: BrowserWindow): void => {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
};

/** Longest wait for the first content, ms. */
const CONTENT_MS = 1_000;

/** Runs once, when the window has its first content, which would have to share the processor otherwise; in any case soon. */
export const afterContent = ({ webContents }: BrowserWindow, run: () => void): void => {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    run();
  };
  const timer = setTimeout(once, CONTENT_MS);
  webContents.once('dom-ready', once);
};

export const preloadPath = (outDir: string): string => join(outDir, 'preload', 'index.cjs');
