import type { Table } from 'dexie';
import { accountOfConversation, customerIdOf, type CustomerId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { dayOf } from '#shared/rules/contactDays';
import type { ArchiveDb } from '../schema/db';
import { figureDayIdOf } from '../schema/figureRows';
import { conversationOf } from './conversations';
import { chatIn } from './loadBatch';
import type { Overlay } from './overlay';
import type { RecentRows, RowCache } from './rowCache';
import type { WorkingSet } from './workingSet';

const ask = async <Id extends string, Row extends { readonly id: Id }>(
  table: Table<Row, Id>, ids: Iterable<Id>, overlay: Overlay<Id, Row>, recent: RecentRows<Id, Row>,
): Promise<() => void> => {
  const wanted = [...new Set(ids)].filter((id) => !recent.knows(id) && !overlay.isAsked(id));
  const rows = wanted.length === 0 ? [] : await table.bulkGet(wanted);
  return () => recent.note(wanted, rows);
};

/**
 * Asks for rows that `entries`, the batch after `work`, will surely look at and nobody knows, so that they can be folded
 * while `work` is written: what is asked for after that write has begun waits until it ends (Indexed Database API 3.0
 * §2.7.2). Call it before the write begins. Rows `work` has looked at are left out: it may be changing them. Gives what
 * puts the answers into the cache. What it does not think of, the batch reads for itself.
 */
export const readAhead = async (db: ArchiveDb, entries: readonly Entry[], work: WorkingSet, cache: RowCache): Promise<() => void> => {
  const placed = entries.flatMap((entry) => {
    const chat = chatIn(entry);
    const id = conversationOf(entry, chat);
    return id === undefined ? [] : [{ entry, id, chat }];
  });
  const files = placed.flatMap(({ id, chat }): readonly CustomerId[] =>
    (chat?.contact === undefined || cache.conversations.knows(id) ? [] : [customerIdOf(accountOfConversation(id), chat.contact)]));
  const days = placed.flatMap(({ entry, id }) => (entry.type === 'message.received' || entry.type === 'reply.accepted' ? [figureDayIdOf(dayOf(entry.data.at), id)] : []));
  const found = await Promise.all([
    ask(db.conversations, placed.map(({ id }) => id), work.conversations, cache.conversations),
    ask(db.customers, files, work.customers, cache.customers),
    ask(db.figureDays, days, work.figureDays, cache.figureDays),
  ]);
  return () => found.forEach((put) => put());
};
