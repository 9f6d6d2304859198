import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { writeAtomic } from '../engine/platform/atomicFile';

/** Where Electron keeps its profile; tests of an unpackaged app choose their own. */
export const chooseUserData = (): string => {
  const chosen = app.isPackaged && process.env.ZUOXI_TEST_DEBUG !== '1' ? undefined : process.env.ZUOXI_USER_DATA;
  const folder = chosen ?? join(app.getPath('appData'), 'Zuoxi');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  return folder;
};

/** The seat's own data (ledger, state, logs, vault), readable by its owner only. */
export const makeDataDir = (userData: string): string => {
  const folder = join(userData, 'desk');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
};

/** The name of this seat in the records: made once, kept beside the data it names. */
export const seatOf = async (dataDir: string): Promise<string> => {
  const path = join(dataDir, 'seat');
  try {
    const known = readFileSync(path, 'utf8').trim();
    if (/^seat-[0-9a-f]{12}$/.test(known)) return known;
  } catch { /* first start */ }
  const seat = `seat-${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await writeAtomic(path, `${seat}\n`);
  return seat;
};
