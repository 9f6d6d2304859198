/** Writes groups into the active segment, begins a new one when it is full, and has full ones sealed behind the writer's back. */
import { addMark, type SegmentStore } from './segmentStore';
import { createActive, type ActiveSegment } from './activeSegment';
import { isFull } from './durable';
import type { Encoded } from './encoder';
import { sealSegment } from './sealing';

export type SegmentWriterOptions = {
  readonly dir: string;
  readonly ledger: string;
  readonly store: SegmentStore;
  readonly active: ActiveSegment;
  readonly segmentBytes: number;
  /** All entries up to `through` lie in segments that will not grow any more. */
  readonly onRolled: (through: number) => Promise<void>;
  readonly warn: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
};

export type SegmentWriter = {
  readonly write: (bytes: Buffer, records: readonly Encoded[]) => Promise<void>;
  /** The next group begins a new segment: what was written before lies in segments that grow no more. */
  readonly rollNext: () => void;
  /** Runs alone beside the sealing, after all that is full was sealed. Rejects with what it rejects with. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Seals what is full and not sealed yet, one after the other, in the background. */
  readonly seal: () => void;
  /** Resolves when nothing full waits to be sealed, or could not be. */
  readonly sealed: () => Promise<void>;
  /** Lets the sealing under way end (the rest waits for the next start) and closes the active segment. */
  readonly close: () => Promise<void>;
};

export const createSegmentWriter = (options: SegmentWriterOptions): SegmentWriter => {
  const { dir, ledger, store, segmentBytes, onRolled, warn } = options;
  let { active } = options;
  let background = Promise.resolve();
  let isClosing = false;
  let mustRoll = false;

  const sealAll = async (): Promise<void> => {
    for (const segment of [...store.list()]) {
      if (isClosing || segment.kind !== 'plain' || segment === active.segment) continue;
      await sealSegment(store, segment);
    }
  };

  const inBackground = (work: () => Promise<void>): void => {
    background = background.then(work).catch((error: unknown) => warn('segment not sealed yet', { error: String(error) }));
  };

  const roll = async (firstSeq: number): Promise<void> => {
    const full = active;
    active = await createActive(dir, ledger, full.segment.number + 1, firstSeq);
    store.add(active.segment);
    await full.close();
    inBackground(() => onRolled(firstSeq - 1));
    inBackground(sealAll);
  };

  const rollWhenFull = async (more: number, firstSeq: number): Promise<void> => {
    if (active.segment.marks.length === 0 || (!mustRoll && active.segment.length + more <= segmentBytes)) return;
    try {
      await roll(firstSeq);
      mustRoll = false;
    } catch (error) {
      if (!isFull(error)) throw error;
      warn('no room for a new segment, the old one grows on', { segment: active.segment.number });
    }
  };

  return {
    write: async (bytes, records) => {
      await rollWhenFull(bytes.length, records[0]?.entry.seq ?? 1);
      const { segment } = active;
      const base = segment.length;
      await active.write(bytes);
      for (const { entry, offset } of records) addMark(segment, entry.seq, base + offset);
    },
    rollNext: () => { mustRoll = true; },
    alone: (work) => {
      inBackground(sealAll);
      const run = background.then(work);
      background = run.then(() => undefined, () => undefined);
      return run;
    },
    seal: () => inBackground(sealAll),
    sealed: () => background,
    close: async () => {
      isClosing = true;
      await background;
      await active.close();
    },
  };
};
