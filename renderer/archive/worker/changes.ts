import type { Applied } from '../apply/foldBatch';
import type { ArchiveChange } from './messages';

/** More rows than this are read faster by who shows some of them than carried to everybody. */
const MOST_ROWS = 100;

type Place = Pick<ArchiveChange, 'database' | 'generation' | 'after'>;

/** What a folded batch changes, for windows that show it; `undefined` when that is nothing or too much to carry. */
export const foldedChange = (place: Place, { cursor, work }: Applied): ArchiveChange | undefined => {
  if (work === undefined) return undefined;
  const rows = { timeline: work.timeline.changed(), gone: work.timeline.gone(), conversations: work.conversations.changed() };
  if (rows.timeline.length + rows.gone.length + rows.conversations.length > MOST_ROWS) return undefined;
  return { ...place, cursor, isWritten: false, rows };
};

/** Told when the batch is in the database; `undefined` when there was nothing to write. */
export const writtenChange = (place: Place, { cursor, work }: Applied): ArchiveChange | undefined =>
  work === undefined ? undefined : { ...place, cursor, isWritten: true };
