import { app, Menu, nativeImage, Tray } from 'electron';
import type { NativeText } from './nativeText';

export type TrayIcon = {
  /** Customers waiting now: tooltip, and the badge where the system has one. */
  readonly setWaiting: (count: number) => void;
  readonly destroy: () => void;
};

export type TrayActions = { readonly show: () => void; readonly quit: () => void };

/** Click opens the desk, the menu opens or quits. */
export const createTrayIcon = (iconFile: string, text: NativeText, actions: TrayActions): TrayIcon => {
  const image = nativeImage.createFromPath(iconFile);
  if (process.platform === 'darwin') image.setTemplateImage(true);
  const tray = new Tray(image);
  tray.setContextMenu(Menu.buildFromTemplate([
    { label: text.show, click: actions.show },
    { type: 'separator' },
    { label: text.quit, click: actions.quit },
  ]));
  tray.on('click', actions.show);
  const setWaiting = (count: number): void => {
    tray.setToolTip(text.waiting(count));
    app.setBadgeCount(count);
  };
  setWaiting(0);
  return { setWaiting, destroy: () => { tray.destroy(); } };
};
