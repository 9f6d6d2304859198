/** Keys the system's menu brings (edit, full screen). The bar itself is hidden: the desk draws its own and has its own keys. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { NativeText } from './nativeText';

export const setAppMenu = (text: NativeText): void => {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: text.edit, submenu: [{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'pasteAndMatchStyle' }, { role: 'selectAll' }] },
    { label: text.view, submenu: [{ role: 'togglefullscreen' }, ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const])] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
};
