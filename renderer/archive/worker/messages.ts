import type { TimelineKey } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';

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
  /** The writer tells its changes (`ArchiveChange`): rows it named need not be read again. */
  readonly fed?: boolean;
  /** `failed` only: `archive.refused` (no IndexedDB at all), `archive.full`, `archive.broken`. */
  readonly code?: string;
};

export const openingState: ArchiveState = { phase: 'opening', applied: 0, head: 0, early: false, generation: 0 };

/** Rows as they stand after a batch; `gone`: timeline rows that are no more, apart from those named in `timeline`. */
export type ChangedRows = {
  readonly timeline: readonly TimelineRow[];
  readonly gone: readonly TimelineKey[];
  readonly conversations: readonly ConversationRow[];
};

/**
 * `database` of that `generation` goes from `after` to `cursor`. Told twice, in order, without gaps; a copy may come
 * again. First with its `rows` as soon as the entries, durable in the ledger, are folded (`isWritten` false; left out
 * where the rows are too many): show them, the commit costs the reader nothing. Then without rows when the commit is
 * done: whoever must read finds it there. A commit that fails begins another generation, so what was shown is read anew.
 */
export type ArchiveChange = {
  readonly database: string;
  readonly generation: number;
  readonly after: number;
  readonly cursor: number;
  readonly isWritten: boolean;
  readonly rows?: ChangedRows;
};

export type ToWorker = { readonly cmd: 'port' };
/** The port is gone: a fresh one is needed. Or a change, which the worker's own window hears on this way only. */
export type FromWorker = { readonly cmd: 'needPort' } | { readonly cmd: 'changed'; readonly change: ArchiveChange };

/** Every window hears the writing worker's state here, its own and others'; `ask` is answered by the one that writes. */
export const ARCHIVE_CHANNEL = 'zuoxi:archive';
export type ArchiveBroadcast = { readonly state: ArchiveState } | { readonly ask: true };
/** What the writer tells windows other than its own, which hears it on the shorter way; every copy costs who unpacks it. */
export const CHANGES_CHANNEL = 'zuoxi:archive-changes';
