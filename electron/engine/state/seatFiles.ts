/**
 * Drafts and layout: kept for the seat, no records. One JSON file each, written atomically: the first change at
 * once, those that follow within 150 ms together. `set` resolves when its value is on the disk, so what a command
 * has answered survives `kill -9`.
 */
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import type { Clock, Logger } from '../channels/contract/channel';
import { readIfPresent, writeAtomic } from '../platform/atomicFile';
import { errorFacts } from '../platform/errorFacts';
import { pause } from '../platform/promises';

const TOGETHER_MS = 150;

export const draftSchema = z.object({ text: z.string(), at: z.number(), media: z.array(z.string()).readonly().optional() }).readonly();
export type SeatDraft = z.infer<typeof draftSchema>;

/** A record of named values in one file. */
export type SeatFile<V> = {
  readonly all: () => Readonly<Record<string, V>>;
  /** `undefined` takes the key out. Resolves when it is on the disk. */
  readonly set: (key: string, value: V | undefined) => Promise<void>;
  /** Resolves when everything set so far is on the disk. */
  readonly flush: () => Promise<void>;
};

export type SeatFileOptions<V> = { readonly dir: string; readonly name: string; readonly value: z.ZodType<V>; readonly clock: Clock; readonly log: Logger };

/** Opens `<dir>/<name>.json`; a damaged file is put aside as `<name>.damaged.json` and an empty one begun. */
export const openSeatFile = async <V>(options: SeatFileOptions<V>): Promise<SeatFile<V>> => {
  const { dir, name, clock, log } = options;
  await mkdir(dir, { recursive: true });
  const path = join(dir, `${name}.json`);
  const values = await load(path, options);
  let writing: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let rest: { readonly done: Promise<void>; readonly cancel: () => void } | null = null;

  const write = async (): Promise<void> => {
    try {
      await writeAtomic(path, JSON.stringify(Object.fromEntries(values)));
    } catch (error) {
      log.warn('seat file not written', { name, ...errorFacts(error) });
      throw new AppError('storage.unwritable', { file: name }, { cause: error });
    } finally {
      rest = pause(TOGETHER_MS, clock);
    }
  };
  /** The write that will hold everything set until it begins. */
  const writeSoon = (): Promise<void> => {
    next ??= (async () => {
      await writing?.catch(() => undefined); // its own caller was told
      await rest?.done;
      writing = next;
      next = null;
      await write();
    })();
    return next;
  };
  return {
    all: () => Object.fromEntries(values),
    set: (key, value) => {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
      return writeSoon();
    },
    flush: async () => {
      rest?.cancel();
      await (next ?? writing)?.catch(() => undefined); // told to the caller of `set`
    },
  };
};

const load = async <V>(path: string, options: SeatFileOptions<V>): Promise<Map<string, V>> => {
  const file = await readIfPresent(path);
  if (!file) return new Map();
  try {
    return new Map(Object.entries(z.record(z.string(), options.value).parse(JSON.parse(file.toString('utf8')))));
  } catch (error) {
    options.log.warn('seat file damaged', { name: options.name, ...errorFacts(error) });
    await rename(path, join(options.dir, `${options.name}.damaged.json`));
    return new Map();
  }
};
