import { ordersIn } from '#shared/rules/wrongWindow';
import { textOf } from '#shared/domain/message';
import type { ConversationId } from '#shared/domain/ids';
import { lineRange } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';
import { currentDb } from './connection';

const LOOKED_AT = 150;

const ordersOfRow = (row: TimelineRow): readonly string[] => (row.parts ?? []).flatMap((part) =>
  part.kind === 'order' ? [part.order] : part.kind === 'text' ? ordersIn(textOf([part])).map(({ word }) => word) : []);

/** Order numbers spoken of lately in each conversation, as of now. None while no archive can be read. */
export const ordersOf = async (ids: readonly ConversationId[]): Promise<ReadonlyMap<ConversationId, readonly string[]>> => {
  const db = currentDb();
  if (db === null) return new Map();
  const rows = await Promise.all(ids.map((id) => lineRange(db, id).limit(LOOKED_AT).toArray()));
  return new Map(ids.map((id, at) => [id, [...new Set((rows[at] ?? []).flatMap(ordersOfRow))]]));
};
