import type { CustomerId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import type { EntryOf } from '#shared/ledger/entry';
import type { CustomerActionRow, CustomerRow } from '../schema/customerRows';
import { aspectChanges, joinChanges, restored } from './aspects';
import { logCustomer } from './customerLog';
import { saveCustomer } from './customers';
import { changed, stampOf, withField, withStage, withStar, withTag } from './fileChanges';
import { fileOf } from './files';
import type { WorkingSet } from './workingSet';

type Before = CustomerActionRow['before'][number];

/** Notes what the part did under its action, made by the first part. */
const noteAction = (work: WorkingSet, entry: EntryOf<'customer.changed' | 'customer.imported'>, before: readonly Before[]): void => {
  const { action, scale } = entry.data;
  const known = work.customerActions.get(action);
  const by = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  const base: CustomerActionRow = known ?? {
    id: action, at: entry.at, scale, before: [], ...(by !== undefined && { by }),
    ...(entry.type === 'customer.changed' ? { change: entry.data.change } : { file: entry.data.file }),
  };
  const byCustomer = new Map(base.before.map((one) => [one.customer, one]));
  for (const one of before) {
    const earlier = byCustomer.get(one.customer);
    byCustomer.set(one.customer, earlier === undefined ? one : { customer: one.customer, aspects: joinChanges(earlier.aspects, one.aspects) });
  }
  work.customerActions.put({ ...base, before: [...byCustomer.values()] });
};

/** Changes one file; what it undoes is returned, nothing when nothing changed. */
const changeFile = (work: WorkingSet, entry: EntryOf<'customer.changed' | 'customer.imported'>, id: CustomerId, change: (row: CustomerRow) => CustomerRow, data: Json): readonly Before[] => {
  const before = fileOf(work, id, entry.seq);
  const after = change(before);
  const aspects = after === before ? [] : aspectChanges(before, after);
  if (aspects.length === 0) return [];
  saveCustomer(work, after, entry.seq);
  logCustomer(work, entry, id, data, entry.data.action);
  return [{ customer: id, aspects }];
};

export const applyChanged = (work: WorkingSet, entry: EntryOf<'customer.changed'>): void => {
  const { customers, change } = entry.data;
  const stamp = stampOf(entry);
  noteAction(work, entry, customers.flatMap((id) => changeFile(work, entry, id, (row) => changed(row, change, stamp), change as unknown as Json))); // a change is JSON
};

export const applyImported = (work: WorkingSet, entry: EntryOf<'customer.imported'>): void => {
  const stamp = stampOf(entry);
  noteAction(work, entry, entry.data.rows.flatMap(({ customer, fields = {}, tags = [], stage, starred }) => changeFile(work, entry, customer, (row) => {
    const filled = Object.entries(fields).reduce((now, [key, value]) => withField(now, key, value, stamp, 'import'), row);
    const tagged = tags.reduce((now, tag) => withTag(now, tag, stamp), filled);
    const staged = stage === undefined ? tagged : withStage(tagged, stage, stamp);
    return starred === undefined ? staged : withStar(staged, starred, stamp);
  }, { file: entry.data.file })));
};

/** Everything the action changed is as before, but for what somebody changed again since. */
export const applyReverted = (work: WorkingSet, entry: EntryOf<'customer.reverted'>): void => {
  const action = work.customerActions.get(entry.data.action);
  if (action === undefined || action.reverted !== undefined) return;
  for (const { customer, aspects } of action.before) {
    const row = fileOf(work, customer, entry.seq);
    const back = restored(row, aspects);
    if (back === row) continue;
    saveCustomer(work, back, entry.seq);
    logCustomer(work, entry, customer, {}, action.id);
  }
  const by = entry.actor.kind === 'person' ? entry.actor.id : undefined;
  work.customerActions.put({ ...action, reverted: { at: entry.at, ...(by !== undefined && { by }) } });
};
