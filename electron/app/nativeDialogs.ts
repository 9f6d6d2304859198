/** The system's file dialogs, over the window that asked. */
import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from 'electron';

/** An existing folder, or a new one; null when the person thought better of it. */
export const chooseFolder = async (from: WebContents, title: string): Promise<{ readonly path: string } | null> => {
  const window = BrowserWindow.fromWebContents(from);
  const options: OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory', 'promptToCreate'] };
  const { canceled, filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  const [path] = filePaths;
  return canceled || path === undefined ? null : { path };
};
