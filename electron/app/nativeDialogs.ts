/** The system's file dialogs, over the window that asked. */
import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions, type WebContents } from 'electron';

/** An existing folder, or a new one; null when the person thought better of it. */
export const chooseFolder = async (from: WebContents, title: string): Promise<{ readonly path: string } | null> => {
  const window = BrowserWindow.fromWebContents(from);
  const options: OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory', 'promptToCreate'] };
  const { canceled, filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  const [path] = filePaths;
  return canceled || path === undefined ? null : { path };
};

/** Where a new file goes; the system asks before one is replaced. */
export const chooseSave = async (from: WebContents, title: string, name: string): Promise<{ readonly path: string } | null> => {
  const window = BrowserWindow.fromWebContents(from);
  const options: SaveDialogOptions = { title, defaultPath: name };
  const { canceled, filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  return canceled || !filePath ? null : { path: filePath };
};

/** One existing file. */
export const chooseFile = async (from: WebContents, title: string, extension: string): Promise<{ readonly path: string } | null> => {
  const window = BrowserWindow.fromWebContents(from);
  const options: OpenDialogOptions = { title, properties: ['openFile'], filters: [{ name: extension.toUpperCase(), extensions: [extension] }] };
  const { canceled, filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  const [path] = filePaths;
  return canceled || path === undefined ? null : { path };
};
