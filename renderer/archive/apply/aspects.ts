/** A file taken apart into what can change by itself, so that an action is undone aspect by aspect. Pure. */
import { isSingleTag } from '#shared/domain/customer';
import type { FieldStamp, GoneTag } from '#shared/domain/customerFile';
import type { Json } from '#shared/domain/json';
import type { AspectChange, CustomerRow, TagRow } from '../schema/customerRows';

const json = (value: unknown): Json => value as Json; // rows hold nothing but JSON values

const tagKey = ({ kind, value }: { readonly kind: TagRow['kind']; readonly value: string }): string => (isSingleTag(kind) ? `tag:${kind}` : `tag:${kind}:${value}`);

const aspectsOf = (row: CustomerRow): ReadonlyMap<string, Json> => {
  const all = new Map<string, Json>([['stage', json({ stage: row.stage, staged: row.staged ?? null })]]);
  if (row.starred !== undefined) all.set('star', json(row.starred));
  for (const tag of row.tags) all.set(tagKey(tag), json(tag));
  for (const gone of row.gone ?? []) all.set(`gone:${gone.kind}:${gone.value}`, json(gone));
  for (const [key, stamp] of Object.entries(row.fields ?? {})) all.set(`field:${key}`, json(stamp));
  return all;
};

const same = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What differs between the two, by key. */
export const aspectChanges = (before: CustomerRow, after: CustomerRow): readonly AspectChange[] => {
  const was = aspectsOf(before);
  const is = aspectsOf(after);
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => !same(was.get(key), is.get(key))).sort().map((key) => {
    const [a, b] = [was.get(key), is.get(key)];
    return { key, ...(a !== undefined && { was: a }), ...(b !== undefined && { is: b }) };
  });
};

/** Later changes of an action over earlier ones of the same action: first `was`, last `is`. */
export const joinChanges = (first: readonly AspectChange[], then: readonly AspectChange[]): readonly AspectChange[] => {
  const byKey = new Map(first.map((one) => [one.key, one]));
  for (const one of then) {
    const known = byKey.get(one.key);
    byKey.set(one.key, known === undefined ? one : { key: one.key, ...(known.was !== undefined && { was: known.was }), ...(one.is !== undefined && { is: one.is }) });
  }
  return [...byKey.values()];
};

/** The file with those aspects as they were, except what was changed again since. */
export const restored = (row: CustomerRow, changes: readonly AspectChange[]): CustomerRow => {
  const now = aspectsOf(row);
  return changes.filter(({ key, is }) => same(now.get(key), is)).reduce(put, row);
};

const put = (row: CustomerRow, { key, was, is }: AspectChange): CustomerRow => {
  if (key === 'stage') {
    const { stage, staged } = was as unknown as { readonly stage: CustomerRow['stage']; readonly staged: number | null }; // written by aspectsOf
    const { staged: _now, ...rest } = row;
    return { ...rest, stage, ...(staged !== null && { staged }) };
  }
  if (key === 'star') {
    const { starred: _now, ...rest } = row;
    return was === undefined ? rest : { ...rest, starred: was as unknown as NonNullable<CustomerRow['starred']> }; // written by aspectsOf
  }
  if (key.startsWith('tag:')) {
    const gone = is as unknown as TagRow | undefined; // written by aspectsOf
    const back = was as unknown as TagRow | undefined; // written by aspectsOf
    const others = row.tags.filter((tag) => gone === undefined || tag.kind !== gone.kind || tag.value !== gone.value);
    return { ...row, tags: back === undefined ? others : [...others, back].sort((a, b) => a.seq - b.seq) };
  }
  if (key.startsWith('gone:')) {
    const others = (row.gone ?? []).filter((one) => `gone:${one.kind}:${one.value}` !== key);
    const all = was === undefined ? others : [...others, was as unknown as GoneTag]; // written by aspectsOf
    const { gone: _now, ...rest } = row;
    return all.length === 0 ? rest : { ...rest, gone: all };
  }
  const field = key.slice('field:'.length);
  const { [field]: _now, ...others } = row.fields ?? {};
  const fields = was === undefined ? others : { ...others, [field]: was as unknown as FieldStamp }; // written by aspectsOf
  const { fields: _before, ...rest } = row;
  return Object.keys(fields).length === 0 ? rest : { ...rest, fields };
};
