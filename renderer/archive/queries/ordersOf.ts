import { ordersIn } from '#shared/rules/wrongWindow';
import { textOf } from '#shared/domain/message';
import type { ConversationId } from '#shared/domain/ids';
import { lineRange, type ArchiveDb } from '../schema/db';
import type { TimelineRow } from '../schema/timelineRows';
import { currentDb } from './connection';

const LOOKED_AT = 150;
/** Looked at where most of them are known already. */
const LOOKED_AT_AGAIN = 20;

const ordersOfRow = (row: TimelineRow): readonly string[] => (row.parts ?? []).flatMap((part) =>
  part.kind === 'order' ? [part.order] : part.kind === 'text' ? ordersIn(textOf([part])).map(({ word }) => word) : []);

type Found = { readonly asOf: number; readonly orders: readonly string[] };

const read = async (db: ArchiveDb, id: ConversationId, asOf: number, before: Found | undefined): Promise<Found> => {
  if (before?.asOf === asOf) return before;
  const newest = before === undefined ? [] : await lineRange(db, id).limit(LOOKED_AT_AGAIN).toArray();
  const isJoined = before !== undefined && newest.some(({ seq }) => seq <= before.asOf);
  const rows = isJoined ? newest : await lineRange(db, id).limit(LOOKED_AT).toArray();
  return { asOf, orders: [...new Set([...rows.flatMap(ordersOfRow), ...(isJoined ? before.orders : [])])] };
};

/** What was found before, for those asked for last. */
let known: { readonly db: ArchiveDb; readonly found: ReadonlyMap<ConversationId, Found> } | undefined;

/** Order numbers spoken of lately in each conversation, given with its last seq, as of now. None while no archive can be read. */
export const ordersOf = async (asked: ReadonlyMap<ConversationId, number>): Promise<ReadonlyMap<ConversationId, readonly string[]>> => {
  const db = currentDb();
  if (db === null) return new Map();
  const before = known?.db === db ? known.found : undefined;
  const found = new Map(await Promise.all([...asked].map(async ([id, asOf]) => [id, await read(db, id, asOf, before?.get(id))] as const)));
  known = { db, found };
  return new Map([...found].map(([id, { orders }]) => [id, orders]));
};
