/** What a window and its archive worker say to each other, and what every window hears of the one that writes. */

/** `opening`: nothing readable yet. `rebuilding`: made anew from the ledger, `applied` of `head`. */
export type ArchivePhase = 'opening' | 'ready' | 'rebuilding' | 'failed';

export type ArchiveState = {
  readonly phase: ArchivePhase;
  /** Seq applied to the archive, of `head` in the ledger: progress of a rebuild; in `ready` as of the last change. */
  readonly applied: number;
  readonly head: number;
  /** Queries read the early archive: the most recent conversations only. */
  readonly early: boolean;
  /** Changes whenever the database queries read was made anew: open it again. */
  readonly generation: number;
  /** `failed` only: `archive.refused` (no IndexedDB at all), `archive.full`, `archive.broken`. */
  readonly code?: string;
};

export const openingState: ArchiveState = { phase: 'opening', applied: 0, head: 0, early: false, generation: 0 };

export type ToWorker = { readonly cmd: 'port' };
/** The port is gone: a fresh one is needed. */
export type FromWorker = { readonly cmd: 'needPort' };

/** Every window hears the writing worker's state here, its own and others'; `ask` is answered by the one that writes. */
export const ARCHIVE_CHANNEL = 'zuoxi:archive';
export type ArchiveBroadcast = { readonly state: ArchiveState } | { readonly ask: true };
