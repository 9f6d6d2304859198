import { remoteMessageIdOf, type ConversationId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { dayOf } from '#shared/rules/contactDays';
import type { ArchiveDb } from '../schema/db';
import { figureDayIdOf } from '../schema/figureRows';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import { loadRows } from './loadRows';
import type { RowCache } from './rowCache';
import type { WorkingSet } from './workingSet';

type Placed = { readonly entry: Entry; readonly id: ConversationId; readonly row: ConversationRow | undefined };

/** What may begin, end or change a wait, a count or a closing. */
const concerns: ReadonlySet<Entry['type']> = new Set([
  'message.received', 'message.edited', 'reply.accepted', 'reply.failed', 'receipt.received', 'conversation.closed',
  'conversation.reopened', 'conversation.dismissed', 'conversation.assigned', 'conversation.sorted',
]);

const lineOf = ({ entry, id }: Placed, work: WorkingSet): TimelineRow | undefined => {
  if (entry.type === 'message.edited') return work.timeline.find(remoteMessageIdOf(id, entry.data.id));
  return entry.type === 'reply.accepted' && entry.data.id !== undefined ? work.timeline.find(remoteMessageIdOf(id, entry.data.id)) : undefined;
};

/** Moments whose day an entry may change: its own, that of the line it names, those of everybody who waits. */
const momentsOf = (placed: Placed, work: WorkingSet): readonly number[] => {
  const { entry, row } = placed;
  const line = lineOf(placed, work);
  const own = entry.type === 'message.received' || entry.type === 'reply.accepted' ? [entry.data.at] : entry.type === 'conversation.closed' ? [entry.at] : [];
  const waiting = [...(row?.marks.waiting.pending ?? []), ...(row?.marks.waiting.before?.pending ?? [])].map(({ at }) => at);
  return [...own, ...waiting, ...(line === undefined ? [] : [line.at]), ...(entry.type === 'conversation.reopened' && row?.closing !== undefined ? [row.closing.at] : [])];
};

/** Every row of figures the batch may change; after lines and conversations were loaded. */
export const loadFigureDays = async (db: ArchiveDb, placed: readonly Placed[], work: WorkingSet, cache: RowCache | undefined): Promise<void> => {
  const ids = new Set<string>();
  for (const one of placed) {
    if (!concerns.has(one.entry.type)) continue;
    for (const at of momentsOf(one, work)) ids.add(figureDayIdOf(dayOf(at), one.id));
  }
  await loadRows(db.figureDays, [...ids], work.figureDays, cache?.figureDays);
};
