/** Port between the archive worker and the engine. Read only: whoever holds it can change nothing. */
import { z } from 'zod';
import type { Entry } from '../ledger/entry';
import { defineRoute } from './route';

export type LedgerRange = {
  /** Identity of this ledger; another one means the archive belongs to other records and is rebuilt. */
  readonly ledger: string;
  /** Highest durable seq; 0 when empty. */
  readonly head: number;
  /** How many erasures its entries went through; what was made from them before another one is made anew. */
  readonly erasures?: number;
};

export const archiveRoutes = {
  'ledger.range': defineRoute<LedgerRange>()(z.void()),
  /**
   * Entries with `seq > after`, ascending, at most `limit`, only durable ones. `unreadable` counts records
   * skipped because the medium damaged them; `next` is where to go on (it may pass over damaged places).
   */
  'ledger.read': defineRoute<{ readonly entries: readonly Entry[]; readonly next: number; readonly unreadable: number }>()(
    z.object({ after: z.number().int().nonnegative(), limit: z.number().int().min(1).max(5000) }),
  ),
  /** All entries of `registryTypes`, ascending: what a rebuild needs before it shows anything. */
  'ledger.registry': defineRoute<{ readonly entries: readonly Entry[] }>()(z.void()),
} as const;

/**
 * Told after each durable group commit: the new head, and what `ledger.read` would give for this commit when that
 * is little. `entries` are all of the commit, ascending, the last one's seq being `seq`; absent when they are many
 * or large. Whoever misses one (a gap before the first) reads.
 */
export type ArchiveEvents = { readonly 'ledger.advanced': { readonly seq: number; readonly entries?: readonly Entry[] } };
