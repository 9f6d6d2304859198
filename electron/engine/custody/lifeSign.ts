/** When the desk was last known to run: a small file, so that a crash in a quiet hour is dated by the minute. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock, Logger } from '../channels/contract/channel';
import { readIfPresent, writeAtomic } from '../platform/atomicFile';
import { errorFacts } from '../platform/errorFacts';

const EVERY_MS = 60_000;
const schema = z.object({ at: z.number().int().nonnegative() });

const pathIn = (dir: string): string => join(dir, 'alive.json');

/** The last sign of life, or undefined when there is none that can be read: then the last entry is the last sign. */
export const readLifeSign = async (dir: string): Promise<number | undefined> => {
  try {
    const file = await readIfPresent(pathIn(dir));
    return file ? schema.parse(JSON.parse(file.toString('utf8'))).at : undefined;
  } catch {
    return undefined;
  }
};

/** Gives one every minute until `stop`, which resolves when nothing is written any more. A write that fails only dates a crash less exactly. */
export const giveLifeSigns = (dir: string, clock: Clock, log: Logger): { readonly stop: () => Promise<void> } => {
  let cancel: (() => void) | null = null;
  let writing: Promise<void> | null = null;
  let isMissed = false;
  const next = (): void => { cancel = clock.after(EVERY_MS, () => give()); };
  const give = (): void => {
    next();
    // Writes of one file must not overlap: a sign that came meanwhile is given right after.
    isMissed = writing !== null;
    writing ??= write();
  };
  const write = async (): Promise<void> => {
    do {
      isMissed = false;
      await writeAtomic(pathIn(dir), JSON.stringify({ at: clock.now() })).catch((error: unknown) => log.warn('life sign not written', errorFacts(error)));
    } while (isMissed && cancel !== null);
    writing = null;
  };
  next();
  return {
    stop: async () => {
      cancel?.();
      cancel = null;
      await writing;
    },
  };
};
