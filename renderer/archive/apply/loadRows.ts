import type { Table } from 'dexie';
import type { Overlay } from './overlay';
import type { RecentRows } from './rowCache';

/** Rows of one store by id, from what was written lately where that is known. Asks for none twice in a batch. */
export const loadRows = async <Id extends string, Row extends { readonly id: Id }>(
  table: Table<Row, Id>, ids: readonly Id[], overlay: Overlay<Id, Row>, recent?: RecentRows<Id, Row>,
): Promise<void> => {
  const wanted = ids.filter((id) => !overlay.isAsked(id));
  const missing = wanted.filter((id) => recent?.knows(id) !== true);
  const cached = wanted.filter((id) => recent?.knows(id) === true);
  overlay.load(cached, cached.map((id) => recent?.get(id)));
  if (missing.length > 0) overlay.load(missing, await table.bulkGet(missing));
};
