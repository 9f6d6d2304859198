import type { ArchiveEvents, archiveRoutes } from '#shared/ipc/archiveRoutes';
import type { Entry } from '#shared/ledger/entry';
import type { Ledger } from '../ledger/contract';
import type { Handlers } from './servePort';

export const archiveHandlers = (ledger: Ledger): Handlers<typeof archiveRoutes, null> => ({
  'ledger.range': () => ({ ledger: ledger.id, head: ledger.head(), erasures: ledger.erasures?.() ?? 0 }),
  'ledger.read': ({ after, limit }) => ledger.read(after, limit),
  'ledger.registry': async () => ({ entries: await ledger.registry() }),
});

/** A commit this small travels with the news of it. */
const MOST_ENTRIES = 64;
const MOST_CHARACTERS = 256 * 1024;

/** News of a commit, see `ArchiveEvents`. Entries as they would be read back: without what JSON leaves out. */
export const advanceOf = (seq: number, entries: readonly Entry[]): ArchiveEvents['ledger.advanced'] => {
  if (entries.length === 0 || entries.length > MOST_ENTRIES) return { seq };
  const text = JSON.stringify(entries);
  return text.length > MOST_CHARACTERS ? { seq } : { seq, entries: JSON.parse(text) as readonly Entry[] }; // entries, a line ago
};
