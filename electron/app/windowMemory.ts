/** What a window looked like when it was last seen: `<userData>/window.json`. Lost without harm. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeAtomic } from '../engine/platform/atomicFile';

const place = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().positive(), height: z.number().int().positive() });

const memorySchema = z.object({
  bounds: place.optional(),
  /** Of a conversation in a window of its own. */
  torn: place.optional(),
  /** By person: conversations in windows of their own, reopened when that person sits down again. */
  tornOpen: z.record(z.string(), z.array(z.object({ conversation: z.string(), bounds: place.optional() }))).default({}),
  isMaximized: z.boolean().default(false),
  zoom: z.number().min(0.5).max(2).default(1),
  theme: z.enum(['light', 'dark', 'system']).default('system'),
});
export type WindowLook = z.infer<typeof memorySchema>;

export type WindowMemory = {
  readonly look: () => WindowLook;
  /** Kept in one write some moments later; `flush` at quit writes what is still open. */
  readonly change: (part: Partial<WindowLook>) => void;
  readonly flush: () => Promise<void>;
};

const SAVE_AFTER_MS = 400;

const read = (path: string): WindowLook => {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return memorySchema.parse({});
  }
};

export const createWindowMemory = (path: string, onError: (error: unknown) => void): WindowMemory => {
  let look = read(path);
  let timer: NodeJS.Timeout | null = null;
  const flush = async (): Promise<void> => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    await writeAtomic(path, `${JSON.stringify(look)}\n`).catch(onError);
  };
  return {
    look: () => look,
    change: (part) => {
      look = { ...look, ...part };
      timer ??= setTimeout(() => { void flush(); }, SAVE_AFTER_MS);
    },
    flush,
  };
};
