/**
 * Conversations in windows of their own: small, for the person who sits here, gone when the desk is locked and back
 * where they stood when that person returns, also after a restart. Never two for one conversation.
 */
import { BrowserWindow, screen } from 'electron';
import { APP_ORIGIN } from './appProtocol';
import type { MainLog } from './mainLog';
import { frameColour, showWhenPainted, showWindow, surviveCrash } from './mainWindow';
import type { WindowLook, WindowMemory } from './windowMemory';
import { samePlace, tornPlaceFor, type Area } from './windowPlace';

export type TornWindows = {
  /** Opens it, or brings the one there is to the front. */
  readonly open: (conversation: string) => void;
  /** Closes it; nothing when there is none. */
  readonly close: (conversation: string) => void;
  readonly list: () => readonly string[];
  /** The person left; their windows are remembered. */
  readonly closeAll: () => void;
  /** The person of now sat down: theirs come back, without taking the keyboard. */
  readonly reopen: () => void;
};

export type TornOptions = {
  readonly preload: string;
  readonly icon: string;
  readonly memory: WindowMemory;
  readonly log: MainLog;
  /** Who sits here; null while nobody does. */
  readonly person: () => string | null;
  /** Which conversations have a window now. */
  readonly announce: (conversations: readonly string[]) => void;
};

const MIN_WIDTH = 560;
const MIN_HEIGHT = 420;

type Remembered = WindowLook['tornOpen'][string];

/** One person's windows in the memory. */
const rememberedBy = (memory: WindowMemory, person: string) => {
  const all = (): Remembered => memory.look().tornOpen[person] ?? [];
  const set = (windows: Remembered): void => { memory.change({ tornOpen: { ...memory.look().tornOpen, [person]: windows } }); };
  return {
    all,
    keep: (conversation: string, bounds: Area): void => {
      const others = all().filter((each) => each.conversation !== conversation);
      set([...others, { conversation, bounds: { ...bounds } }]);
    },
    forget: (conversation: string): void => { set(all().filter((each) => each.conversation !== conversation)); },
  };
};

const screens = (): readonly Area[] => screen.getAllDisplays().map((display) => display.workArea);

export const createTornWindows = ({ preload, icon, memory, log, person, announce }: TornOptions): TornWindows => {
  const windows = new Map<string, BrowserWindow>();
  /** Closed by us: a person did not put them away. */
  const leaving = new Set<BrowserWindow>();
  const list = (): readonly string[] => [...windows.keys()];

  const make = (conversation: string, owner: string, isQuiet: boolean): BrowserWindow => {
    const own = rememberedBy(memory, owner);
    const stood = samePlace(own.all().find((each) => each.conversation === conversation)?.bounds, screens());
    const window = new BrowserWindow({
      ...(stood ?? tornPlaceFor(memory.look().torn, windows.size, screens())),
      minWidth: MIN_WIDTH, minHeight: MIN_HEIGHT, show: false, icon, backgroundColor: frameColour(),
      ...(process.platform === 'darwin' ? { titleBarStyle: 'hidden', trafficLightPosition: { x: 12, y: 11 } } : { frame: false }),
      autoHideMenuBar: true,
      webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false },
    });
    const note = (): void => {
      if (window.isMinimized()) return;
      memory.change({ torn: window.getNormalBounds() });
      own.keep(conversation, window.getNormalBounds());
    };
    window.on('resize', note);
    window.on('move', note);
    own.keep(conversation, window.getNormalBounds());
    surviveCrash(window, log);
    showWhenPainted(window, false, isQuiet);
    window.webContents.on('did-finish-load', () => { window.webContents.setZoomFactor(memory.look().zoom); });
    window.on('closed', () => {
      windows.delete(conversation);
      if (!leaving.delete(window)) own.forget(conversation);
      announce(list());
    });
    void window.loadURL(`${APP_ORIGIN}/index.html?conversation=${encodeURIComponent(conversation)}`).catch((error: unknown) => { log.error('window.load', { reason: String(error) }); });
    return window;
  };

  const openFor = (conversation: string, owner: string, isQuiet: boolean): void => {
    const known = windows.get(conversation);
    if (known) {
      if (!isQuiet) showWindow(known);
      return;
    }
    windows.set(conversation, make(conversation, owner, isQuiet));
    announce(list());
  };

  return {
    open: (conversation) => {
      const owner = person();
      if (owner !== null) openFor(conversation, owner, false);
    },
    close: (conversation) => { windows.get(conversation)?.close(); },
    list,
    closeAll: () => {
      for (const window of windows.values()) {
        leaving.add(window);
        window.destroy();
      }
    },
    reopen: () => {
      const owner = person();
      if (owner === null) return;
      for (const { conversation } of rememberedBy(memory, owner).all()) openFor(conversation, owner, true);
    },
  };
};
