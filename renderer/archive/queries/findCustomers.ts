import { AppError } from '#shared/domain/errors';
import type { AccountId, CustomerId } from '#shared/domain/ids';
import { currentDb } from './connection';

export type CustomerChoice = { readonly customer: CustomerId; readonly title: string; readonly account: AccountId };

const MOST = 30;

/** Customers of one-to-one conversations whose name or id holds the words, newest first. */
export const findCustomers = async (words: string): Promise<readonly CustomerChoice[]> => {
  const db = currentDb();
  if (db === null) throw new AppError('archive.closed');
  const wanted = words.trim().toLowerCase();
  const rows = (await db.conversations.toArray()).filter(({ customer, kind, title, id }) =>
    customer !== undefined && kind !== 'group' && (wanted === '' || title.toLowerCase().includes(wanted) || id.toLowerCase().includes(wanted)));
  return rows.sort((a, b) => b.lastAt - a.lastAt).slice(0, MOST).flatMap(({ customer, title, account }) => (customer === undefined ? [] : [{ customer, title, account }]));
};
