/**
 * The engine's only way to append. What became durable is applied to the fold in ledger order before the caller
 * goes on, so a decision made after `await record(…)` sees it. Saves a snapshot every few thousand entries and
 * after a quiet while.
 */
import type { Draft, Entry } from '#shared/ledger/entry';
import type { Clock, Logger } from '../channels/contract/channel';
import type { Ledger } from '../ledger/contract';
import { drop } from '../platform/promises';
import { EngineState } from './engineState';
import { SnapshotStore } from './snapshot';

const SNAPSHOT_ENTRIES = 8_192;
/** While folding many, this often: a save costs as much as folding some thousands. */
const FOLD_SAVE_ENTRIES = 200_000;
const SNAPSHOT_QUIET_MS = 30_000;
/** From here on a person who waits is told how far it is. */
const LONG_FOLD = 20_000;
/** Between two pages the archive port gets its turn. */
const TAIL_PAGE = 1_000;

export type Recorder = {
  readonly state: EngineState;
  /** Appends all or none; see `Ledger.append` for the errors. Resolves after the fold has them. */
  readonly record: (drafts: readonly Draft[]) => Promise<readonly Entry[]>;
  /** Told entries right after the fold took them, in order. Returns the disposer. */
  readonly onApplied: (listener: (entries: readonly Entry[]) => void) => () => void;
  /** Folds the whole ledger anew, takes that over and saves it: what was erased is nowhere in the fold any more. */
  readonly refold: () => Promise<void>;
  /** Waits for what is under way and saves a last snapshot. */
  readonly close: () => Promise<void>;
};

export type RecorderOptions = {
  readonly ledger: Ledger; readonly dir: string; readonly clock: Clock; readonly log: Logger;
  /** Ends a long fold early. */
  readonly signal?: AbortSignal;
  /** Share of a long fold that is done, 0..1; a short one is not told. */
  readonly onProgress?: (progress: number) => void;
};

/** Loads the snapshot, folds the tail of the ledger and returns the recorder. Rejects with the signal's reason. */
export const openRecorder = async (options: RecorderOptions): Promise<Recorder> => {
  const { ledger, dir, clock, log } = options;
  const head = ledger.head();
  const { state, store, miss } = await SnapshotStore.load(dir, { id: ledger.id, head });
  const from = state.seq;
  await foldTail(options, state, store);
  log.info('state folded', { from, to: state.seq, head, miss });
  const recorder = new LedgerRecorder(ledger, state, store, clock, log);
  if (state.seq - store.seq >= SNAPSHOT_ENTRIES) await recorder.save();
  return recorder;
};

/** A long fold is saved on the way and when it is cut short, so that the next start goes on from there. */
const foldTail = async ({ ledger, log, signal, onProgress }: RecorderOptions, state: EngineState, store: SnapshotStore): Promise<void> => {
  const from = state.seq;
  let after = from;
  let savedAt = after;
  while (after < ledger.head()) {
    const page = await ledger.read(after, TAIL_PAGE);
    for (const entry of page.entries) state.apply(entry);
    if (page.next <= after) return;
    after = page.next;
    if (ledger.head() - from >= LONG_FOLD) onProgress?.((after - from) / (ledger.head() - from));
    if (signal?.aborted || after - savedAt >= FOLD_SAVE_ENTRIES) {
      await saveOrWarn(store, state, log);
      savedAt = after;
    }
    signal?.throwIfAborted();
  }
};

/** A snapshot that cannot be written only makes the next start slower. */
const saveOrWarn = async (store: SnapshotStore, state: EngineState, log: Logger): Promise<void> => {
  try {
    await store.save(state);
  } catch (error) {
    log.warn('snapshot not saved', { error: error instanceof Error ? error.name : 'unknown' });
  }
};

class LedgerRecorder implements Recorder {
  readonly state: EngineState;
  readonly #ledger: Ledger;
  readonly #store: SnapshotStore;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #listeners = new Set<(entries: readonly Entry[]) => void>();
  #tail: Promise<unknown> = Promise.resolve();
  #unsaved = 0;
  #saving: Promise<void> | null = null;
  #cancelQuiet: (() => void) | null = null;
  #isClosed = false;

  constructor(ledger: Ledger, state: EngineState, store: SnapshotStore, clock: Clock, log: Logger) {
    this.state = state;
    this.#ledger = ledger;
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  record = (drafts: readonly Draft[]): Promise<readonly Entry[]> => {
    if (drafts.length === 0) return Promise.resolve([]);
    const appended = this.#ledger.append(drafts);
    const earlier = this.#tail;
    const result = this.#apply(appended, earlier);
    this.#tail = Promise.allSettled([earlier, result]);
    return result;
  };

  onApplied = (listener: (entries: readonly Entry[]) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };

  refold = async (): Promise<void> => {
    const fresh = new EngineState(undefined, this.state.known);
    let after = 0;
    const catchUp = async (): Promise<void> => {
      while (after < this.state.seq) {
        const page = await this.#ledger.read(after, TAIL_PAGE);
        for (const entry of page.entries) fresh.apply(entry);
        if (page.next <= after) return;
        after = page.next;
      }
    };
    await catchUp();
    const earlier = this.#tail;
    const taken = earlier.then(catchUp).then(() => this.state.become(fresh));
    this.#tail = taken.catch(() => undefined);
    await taken;
    await this.#saving;
    await this.save();
  };

  close = async (): Promise<void> => {
    this.#isClosed = true;
    this.#cancelQuiet?.();
    await this.#tail;
    await this.#saving;
    await this.save();
  };

  save = async (): Promise<void> => {
    this.#unsaved = 0;
    await saveOrWarn(this.#store, this.state, this.#log);
  };

  async #apply(appended: Promise<readonly Entry[]>, earlier: Promise<unknown>): Promise<readonly Entry[]> {
    const [entries] = await Promise.all([appended, earlier]);
    for (const entry of entries) this.state.apply(entry);
    for (const listener of this.#listeners) listener(entries);
    this.#unsaved += entries.length;
    this.#scheduleSnapshot();
    return entries;
  }

  #scheduleSnapshot(): void {
    if (this.#isClosed || this.#saving) return;
    if (this.#unsaved >= SNAPSHOT_ENTRIES) this.#startSave();
    else this.#cancelQuiet ??= this.#clock.after(SNAPSHOT_QUIET_MS, () => this.#startSave());
  }

  #startSave(): void {
    this.#cancelQuiet?.();
    this.#cancelQuiet = null;
    if (this.#isClosed || this.#saving) return;
    this.#saving = this.save().finally(() => { this.#saving = null; });
    drop(this.#saving, this.#log, 'snapshot');
  }
}
