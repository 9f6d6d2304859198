import type { WordingRow } from '../../archive/schema/wordingRows';
import { desk } from '../../bridge/desk';
import type { ImportedWording } from './wordingSheet';

/** Without what the archive adds: the words as a command takes them. */
const wordsOf = ({ search: _search, version: _version, savedAt: _savedAt, by: _by, removedAt: _removedAt, ...wording }: WordingRow): ImportedWording['wording'] => wording;

/**
 * Takes an import back: what it changed is restored to the version before, what it brought is removed. Rejects with the
 * first refusal (`wording.stale`: somebody changed one since, which stays); the others are taken back all the same.
 */
export const undoImport = async (items: readonly ImportedWording[], before: readonly WordingRow[]): Promise<void> => {
  const rows = new Map(before.map((row) => [row.id, row]));
  const results = await Promise.allSettled(items.map(({ wording, base }) => {
    const row = rows.get(wording.id);
    if (base === undefined || row === undefined) return desk.call('wording.remove', { wording: wording.id });
    return desk.call('wording.save', { wording: wordsOf(row), base: base + 1, restores: base });
  }));
  const refused = results.find((each) => each.status === 'rejected');
  if (refused !== undefined) throw refused.reason;
};
