/** Keys the system's menu brings (edit, zoom, full screen). The bar itself is hidden: the desk draws its own. */
import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { NativeText } from './nativeText';
import type { WindowMemory } from './windowMemory';

const ZOOM_STEP = 0.1;

/** Next zoom factor, in tenths between one half and two. */
export const zoomedBy = (zoom: number, step: number): number => Math.round(Math.min(2, Math.max(0.5, zoom + step)) * 10) / 10;

export const setAppMenu = (text: NativeText, memory: WindowMemory, window: () => BrowserWindow | null): void => {
  const zoomTo = (zoom: number): void => {
    memory.change({ zoom });
    window()?.webContents.setZoomFactor(zoom);
  };
  const zoomItems: readonly MenuItemConstructorOptions[] = [
    { label: '+', accelerator: 'CommandOrControl+Plus', click: () => { zoomTo(zoomedBy(memory.look().zoom, ZOOM_STEP)); } },
    { label: '+', accelerator: 'CommandOrControl+=', visible: false, click: () => { zoomTo(zoomedBy(memory.look().zoom, ZOOM_STEP)); } },
    { label: '−', accelerator: 'CommandOrControl+-', click: () => { zoomTo(zoomedBy(memory.look().zoom, -ZOOM_STEP)); } },
    { label: '100 %', accelerator: 'CommandOrControl+0', click: () => { zoomTo(1); } },
  ];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: text.edit, submenu: [{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'pasteAndMatchStyle' }, { role: 'selectAll' }] },
    { label: text.view, submenu: [...zoomItems, { type: 'separator' }, { role: 'togglefullscreen' }, ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const])] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
};
