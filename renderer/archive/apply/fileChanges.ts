/** What one entry does to the facts of one file. Pure; `whole` = the file is one of several of a person. */
import { isSingleTag, type CustomerChange, type FieldValue, type Tag, type TagKind, type TagSource } from '#shared/domain/customer';
import type { FieldStamp } from '#shared/domain/customerFile';
import type { PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import type { CustomerRow, TagRow } from '../schema/customerRows';

export type Stamp = { readonly at: number; readonly seq: number; readonly by?: PersonId };

export const stampOf = (entry: Entry): Stamp =>
  ({ at: entry.at, seq: entry.seq, ...(entry.actor.kind === 'person' && { by: entry.actor.id }) });

const isJoined = (row: CustomerRow): boolean => row.members !== undefined;

const without = (row: CustomerRow, key: 'gone' | 'fields'): CustomerRow => {
  const { [key]: _gone, ...rest } = row;
  return rest;
};

export const withTag = (row: CustomerRow, tag: Tag, stamp: Stamp): CustomerRow => {
  const others = row.tags.filter((other) => other.kind !== tag.kind || (!isSingleTag(tag.kind) && other.value !== tag.value));
  const added: TagRow = { ...tag, ...stamp };
  return { ...row, tags: [...others, added] };
};

/** Taken off a person of several files, the same tag of the others must not show through. */
export const withoutTag = (row: CustomerRow, kind: TagKind, value: string, stamp: Stamp): CustomerRow => {
  const next = { ...row, tags: row.tags.filter((tag) => tag.kind !== kind || tag.value !== value) };
  if (!isJoined(row)) return next;
  const others = (row.gone ?? []).filter((gone) => gone.kind !== kind || gone.value !== value);
  return { ...next, gone: [...others, { kind, value, seq: stamp.seq }] };
};

export const withField = (row: CustomerRow, key: string, value: FieldValue, stamp: Stamp, source?: TagSource): CustomerRow => {
  const { [key]: _before, ...others } = row.fields ?? {};
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty && !isJoined(row)) return Object.keys(others).length === 0 ? without(row, 'fields') : { ...row, fields: others };
  const written: FieldStamp = { value: isEmpty ? null : value, ...stamp, ...(source !== undefined && { source }), ...(isJoined(row) && { whole: true }) };
  return { ...row, fields: { ...others, [key]: written } };
};

export const withStage = (row: CustomerRow, stage: CustomerRow['stage'], stamp: Stamp): CustomerRow => ({ ...row, stage, staged: stamp.seq });

export const withStar = (row: CustomerRow, starred: boolean, stamp: Stamp): CustomerRow => ({ ...row, starred: { value: starred, seq: stamp.seq } });

/** One change of an action to one file; the same object when it changes nothing there. */
export const changed = (row: CustomerRow, change: CustomerChange, stamp: Stamp): CustomerRow => {
  switch (change.kind) {
    case 'tag': return withTag(row, change.tag, stamp);
    case 'untag': return row.tags.some((tag) => tag.kind === change.tagKind && tag.value === change.value) || isJoined(row) ? withoutTag(row, change.tagKind, change.value, stamp) : row;
    case 'stage': return withStage(row, change.stage, stamp);
    case 'star': return withStar(row, change.starred, stamp);
    case 'field': return withField(row, change.key, change.value, stamp);
    case 'retag': {
      const had = row.tags.filter((tag) => tag.kind === change.tagKind && change.from.includes(tag.value));
      if (had.length === 0) return row;
      const kept = row.tags.filter((tag) => tag.kind !== change.tagKind || (!change.from.includes(tag.value) && tag.value !== change.to));
      const [source] = had;
      return { ...row, tags: [...kept, { kind: change.tagKind, value: change.to, source: source?.source ?? 'agent', ...stamp }] };
    }
  }
};
