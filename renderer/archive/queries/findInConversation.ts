import type { ConversationId, MessageId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { Fold } from '#shared/text/fold';
import { lineRange } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';
import { currentDb } from './connection';
import { linePlaceOf, type LinePlace } from './linesNear';

export type Hit = LinePlace & { readonly keys: readonly MessageId[]; readonly client?: string };

const PAGE = 2000;

/** The folding of the big search (width, case, traditional and simplified); its table is loaded when first looked for. */
export const loadFold = async (): Promise<Fold> => (await import('../search/chineseFold')).chineseFold();

/** Everything a line says: words, file names, order titles, earlier versions. */
export const wordsOfLine = (row: TimelineRow): string => {
  const parts = [...(row.parts ?? []), ...(row.versions ?? []).flatMap((version) => version.parts)];
  return [textOf(parts), ...parts.flatMap((part) => {
    switch (part.kind) {
      case 'file': case 'image': case 'video': case 'voice': return [part.media.name];
      case 'order': return [part.order, part.title];
      case 'location': return [part.title ?? '', part.address ?? ''];
      case 'link': return [part.url];
      default: return [];
    }
  })].join('\n');
};

/**
 * Every line of a conversation that holds `text` (as the big search folds it; one Chinese character is enough), newest first, over the
 * whole history. `onHits` hears what was found after each page read, with whether that is all. Stops when aborted.
 */
export const findInConversation = async (id: ConversationId, text: string, { fold }: Fold, signal: AbortSignal, onHits: (hits: readonly Hit[], isDone: boolean) => void): Promise<void> => {
  const wanted = fold(text.trim());
  const hits: Hit[] = [];
  let last: TimelineRow | undefined;
  for (;;) {
    const db = currentDb();
    if (db === null || signal.aborted || wanted === '') return;
    const range = last === undefined ? lineRange(db, id) : db.timeline.where('[conversation+back+backSeq]').between([id, last.back, last.backSeq], [id, []], false, true);
    const rows = await range.limit(PAGE).toArray();
    if (signal.aborted) return;
    for (const row of rows) if (fold(wordsOfLine(row)).includes(wanted)) hits.push({ ...linePlaceOf(row), keys: row.keys, ...(row.client === undefined ? {} : { client: row.client }) });
    last = rows.at(-1);
    const isDone = rows.length < PAGE;
    onHits([...hits], isDone);
    if (isDone) return;
  }
};
