/** An evidence package outside the app: saved where the test wants it, unpacked, verified by plain Node, altered. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import type { DeskApp } from './app';

/** The system's dialog for saving answers with `path`. */
export const answerSave = (desk: DeskApp, path: string): Promise<void> =>
  desk.electron.evaluate(({ dialog }, filePath) => { Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) }); }, path);

/** Unpacks a zip without password into `folder`, which is made. */
export const unpackTo = async (zip: string, folder: string): Promise<void> => {
  const reader = new ZipReader(new BlobReader(new Blob([readFileSync(zip)])), { useWebWorkers: false });
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    mkdirSync(dirname(join(folder, entry.filename)), { recursive: true });
    writeFileSync(join(folder, entry.filename), await entry.getData(new Uint8ArrayWriter()));
  }
};

/** Runs the verifier that lies in the package with plain Node, in that folder, with nothing of this project in reach. */
export const verifyPlainly = (folder: string): { readonly status: number | null; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8', env: {} });
  return { status, said: `${stdout}${stderr}` };
};

/** Turns one bit of the byte at `at`; from the end where negative. Twice makes it as it was. */
export const alterByte = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};
