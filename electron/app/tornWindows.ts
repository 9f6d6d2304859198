/** Conversations in windows of their own: small, for the person who sits here, gone when the desk is locked. */
import { BrowserWindow, screen } from 'electron';
import { APP_ORIGIN } from './appProtocol';
import type { MainLog } from './mainLog';
import { frameColour, showWhenPainted, showWindow, surviveCrash } from './mainWindow';
import type { WindowMemory } from './windowMemory';
import { tornPlaceFor } from './windowPlace';

export type TornWindows = {
  /** Opens it, or brings the one there is to the front. */
  readonly open: (conversation: string) => void;
  /** Closes it; nothing when there is none. */
  readonly close: (conversation: string) => void;
  readonly list: () => readonly string[];
  readonly closeAll: () => void;
};

export type TornOptions = {
  readonly preload: string;
  readonly icon: string;
  readonly memory: WindowMemory;
  readonly log: MainLog;
  /** Which conversations have a window now. */
  readonly announce: (conversations: readonly string[]) => void;
};

const MIN_WIDTH = 560;
const MIN_HEIGHT = 420;

export const createTornWindows = ({ preload, icon, memory, log, announce }: TornOptions): TornWindows => {
  const windows = new Map<string, BrowserWindow>();
  const list = (): readonly string[] => [...windows.keys()];

  const make = (conversation: string): BrowserWindow => {
    const window = new BrowserWindow({
      ...tornPlaceFor(memory.look().torn, windows.size, screen.getAllDisplays().map((display) => display.workArea)),
      minWidth: MIN_WIDTH, minHeight: MIN_HEIGHT, show: false, icon, backgroundColor: frameColour(),
      ...(process.platform === 'darwin' ? { titleBarStyle: 'hidden', trafficLightPosition: { x: 12, y: 11 } } : { frame: false }),
      autoHideMenuBar: true,
      webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false },
    });
    const note = (): void => { if (!window.isMinimized()) memory.change({ torn: window.getNormalBounds() }); };
    window.on('resize', note);
    window.on('move', note);
    surviveCrash(window, log);
    showWhenPainted(window, false);
    window.webContents.on('did-finish-load', () => { window.webContents.setZoomFactor(memory.look().zoom); });
    window.on('closed', () => {
      windows.delete(conversation);
      announce(list());
    });
    void window.loadURL(`${APP_ORIGIN}/index.html?conversation=${encodeURIComponent(conversation)}`).catch((error: unknown) => { log.error('window.load', { reason: String(error) }); });
    return window;
  };

  return {
    open: (conversation) => {
      const known = windows.get(conversation);
      if (known) { showWindow(known); return; }
      windows.set(conversation, make(conversation));
      announce(list());
    },
    close: (conversation) => { windows.get(conversation)?.close(); },
    list,
    closeAll: () => { for (const window of windows.values()) window.destroy(); },
  };
};
