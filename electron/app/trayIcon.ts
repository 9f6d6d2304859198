import { app, Menu, nativeImage, Tray, type BrowserWindow } from 'electron';
import { overlayPixels } from './alerts/overlayBadge';
import type { NativeText } from './nativeText';

export type TrayIcon = {
  /** Customers waiting now: tooltip, and the badge where the system has one. */
  readonly setWaiting: (count: number) => void;
  readonly setText: (text: NativeText) => void;
  readonly setDoNotDisturb: (isOn: boolean) => void;
  readonly destroy: () => void;
};

export type TrayActions = { readonly show: () => void; readonly quit: () => void; readonly doNotDisturb: (on: boolean) => void };

/** The number on the taskbar button of Windows, where `app.setBadgeCount` does nothing. */
const setOverlay = (window: BrowserWindow | null, count: number, words: string): void => {
  if (process.platform !== 'win32' || !window) return;
  if (count === 0) { window.setOverlayIcon(null, ''); return; }
  const { size, pixels } = overlayPixels(count);
  window.setOverlayIcon(nativeImage.createFromBitmap(Buffer.from(pixels), { width: size, height: size, scaleFactor: 2 }), words);
};

/** Click opens the desk; the menu opens, silences or quits. */
export const createTrayIcon = (iconFile: string, first: NativeText, window: () => BrowserWindow | null, actions: TrayActions): TrayIcon => {
  const image = nativeImage.createFromPath(iconFile);
  if (process.platform === 'darwin') image.setTemplateImage(true);
  const tray = new Tray(image);
  let text = first;
  let waiting = 0;
  let isSilent = false;
  const draw = (): void => {
    const words = text.waiting(waiting);
    tray.setToolTip(isSilent ? `${words} · ${text.doNotDisturb}` : words);
    tray.setContextMenu(Menu.buildFromTemplate([
      { label: text.show, click: actions.show },
      { label: text.doNotDisturb, type: 'checkbox', checked: isSilent, click: ({ checked }) => { actions.doNotDisturb(checked); } },
      { type: 'separator' },
      { label: text.quit, click: actions.quit },
    ]));
    app.setBadgeCount(waiting);
    setOverlay(window(), waiting, words);
  };
  tray.on('click', actions.show);
  draw();
  return {
    setWaiting: (count) => { waiting = count; draw(); },
    setText: (next) => { text = next; draw(); },
    setDoNotDisturb: (isOn) => { isSilent = isOn; draw(); },
    destroy: () => { tray.destroy(); },
  };
};
