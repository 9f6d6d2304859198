/** Before a desk is locked every window saves what is open in it; one that hangs does not keep the desk open. */
import { BrowserWindow, type WebContents } from 'electron';
import { sendEvent } from './mainWindow';

const PATIENCE_MS = 800;

export type SavedWindows = {
  /** Resolves when all windows answered, or after `PATIENCE_MS`. */
  readonly ask: () => Promise<void>;
  /** A window's answer. */
  readonly tell: (from: WebContents) => void;
};

export const createSavedWindows = (): SavedWindows => {
  const asked = new Map<WebContents, () => void>();
  const askOne = (window: BrowserWindow): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(() => { done(); }, PATIENCE_MS);
    const done = (): void => {
      clearTimeout(timer);
      asked.delete(window.webContents);
      resolve();
    };
    asked.set(window.webContents, done);
    sendEvent(window, 'session.leaving', {});
  });
  return {
    ask: async () => { await Promise.all(BrowserWindow.getAllWindows().filter((window) => !window.isDestroyed() && !window.webContents.isCrashed()).map(askOne)); },
    tell: (from) => { asked.get(from)?.(); },
  };
};
