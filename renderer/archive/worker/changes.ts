import type { Applied } from '../apply/applyBatch';
import type { ArchiveChange } from './messages';

/** More rows than this are read faster by who shows some of them than carried to everybody. */
const MOST_ROWS = 100;

/** What a committed batch changed, for windows that show it; `undefined` when it changed nothing. */
export const changeOf = (place: Pick<ArchiveChange, 'database' | 'generation' | 'after'>, { cursor, work }: Applied): ArchiveChange | undefined => {
  if (work === undefined) return undefined;
  const rows = { timeline: work.timeline.changed(), gone: work.timeline.gone(), conversations: work.conversations.changed() };
  const isMuch = rows.timeline.length + rows.gone.length + rows.conversations.length > MOST_ROWS;
  return { ...place, cursor, ...(!isMuch && { rows }) };
};
