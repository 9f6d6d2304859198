/**
 * Files and persons. What one account knows of somebody is a *file*; a person is one file or several joined ones.
 * Facts stay with the file they were told about; what a person is like is worked out here, the same everywhere.
 * Pure.
 */
import { isSingleTag, listFields, type FieldValue, type Stage, type Tag, type TagKind, type TagSource } from './customer';
import type { CustomerId, PersonId } from './ids';

/** `seq` of the entry decides what is newest; `at` in ms is for people. */
export type FileTag = Tag & { readonly at: number; readonly seq: number; readonly by?: PersonId };

/** `whole`: written while several files were one person, so it speaks for all of them (older lists and values go). */
export type FieldStamp = {
  readonly value: FieldValue; readonly at: number; readonly seq: number;
  readonly by?: PersonId; readonly source?: TagSource; readonly whole?: boolean;
};

/** A tag taken off while several files were one person: it hides the same one of the other files. */
export type GoneTag = { readonly kind: TagKind; readonly value: string; readonly seq: number };

/** What a file says by itself. */
export type CustomerFile = {
  readonly id: CustomerId;
  readonly name: string;
  readonly remark?: string;
  readonly stage: Stage;
  readonly staged?: number;
  readonly starred?: { readonly value: boolean; readonly seq: number };
  readonly tags: readonly FileTag[];
  readonly gone?: readonly GoneTag[];
  readonly fields?: Readonly<Record<string, FieldStamp>>;
  readonly firstAt: number;
};

export type PersonProfile = {
  /** The first file: what the person is called by in commands and rows. */
  readonly id: CustomerId;
  readonly files: readonly CustomerId[];
  /** What we call them, else what they call themselves; may be empty. */
  readonly title: string;
  readonly stage: Stage;
  readonly starred: boolean;
  readonly tags: readonly FileTag[];
  readonly fields: Readonly<Record<string, FieldStamp & { readonly file: CustomerId }>>;
  /** Earliest message of any file, ms; 0 = none. */
  readonly firstAt: number;
};

const newest = <T extends { readonly seq: number }>(all: readonly T[]): T | undefined =>
  all.reduce<T | undefined>((best, one) => (best === undefined || one.seq > best.seq ? one : best), undefined);

const tagKey = (kind: TagKind, value: string): string => (isSingleTag(kind) ? kind : `${kind}\n${value}`);

/** Newest by kind; free words of all files together. */
const resolveTags = (files: readonly CustomerFile[]): readonly FileTag[] => {
  const best = new Map<string, FileTag>();
  const gone = new Map<string, number>();
  for (const file of files) {
    for (const { kind, value, seq } of file.gone ?? []) gone.set(tagKey(kind, value), Math.max(seq, gone.get(tagKey(kind, value)) ?? 0));
    for (const tag of file.tags) {
      const key = tagKey(tag.kind, tag.value);
      if (tag.seq > (best.get(key)?.seq ?? -1)) best.set(key, tag);
    }
  }
  return [...best].filter(([key, tag]) => tag.seq > (gone.get(key) ?? -1)).map(([, tag]) => tag).sort(bySeq);
};

type Stamp = FieldStamp & { readonly file: CustomerId };

const listOf = (value: FieldValue): readonly string[] => (Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : []);

/** Lists of all files together, but for what was there before somebody wrote one for the whole person. */
const joinLists = (stamps: readonly Stamp[], last: Stamp): Stamp => {
  const since = newest(stamps.filter((stamp) => stamp.whole === true))?.seq ?? -1;
  const kept = stamps.filter((stamp) => stamp.seq >= since).sort((a, b) => b.seq - a.seq);
  return { ...last, value: [...new Set(kept.flatMap((stamp) => listOf(stamp.value)))] };
};

const resolveFields = (files: readonly CustomerFile[]): PersonProfile['fields'] => {
  const byKey = new Map<string, Stamp[]>();
  for (const file of files) {
    for (const [key, stamp] of Object.entries(file.fields ?? {})) byKey.set(key, [...(byKey.get(key) ?? []), { ...stamp, file: file.id }]);
  }
  const out: Record<string, Stamp> = {};
  for (const [key, stamps] of [...byKey].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = newest(stamps);
    const stamp = last === undefined || !listFields.has(key) || stamps.length === 1 ? last : joinLists(stamps, last);
    if (stamp !== undefined && stamp.value !== null && listOrValue(stamp.value)) out[key] = stamp;
  }
  return out;
};

const listOrValue = (value: FieldValue): boolean => (Array.isArray(value) ? value.length > 0 : value !== '');

/** Text of a field; empty when it is not set. */
export const textOfField = (stamp: FieldStamp | undefined): string =>
  stamp === undefined || stamp.value === null ? '' : Array.isArray(stamp.value) ? stamp.value.join('；') : String(stamp.value);

const titleOfFiles = (files: readonly CustomerFile[], fields: PersonProfile['fields']): string =>
  textOfField(fields['remark']) || files.find((file) => file.remark)?.remark || textOfField(fields['name']) || files.find((file) => file.name !== '')?.name || '';

const bySeq = (a: FileTag, b: FileTag): number => a.seq - b.seq || (a.value < b.value ? -1 : 1);

/** A person of one file is what the file says: most are, and there are many. */
const ofOne = (file: CustomerFile): PersonProfile => {
  const { id, stage, firstAt } = file;
  const fields: Record<string, Stamp> = {};
  const stamps = Object.entries(file.fields ?? {});
  for (const [key, stamp] of stamps.length > 1 ? stamps.sort(([a], [b]) => (a < b ? -1 : 1)) : stamps) {
    if (stamp.value !== null && listOrValue(stamp.value)) fields[key] = { ...stamp, file: id };
  }
  const gone = file.gone ?? [];
  const shown = gone.length === 0 ? file.tags : file.tags.filter((tag) => !gone.some((one) => tagKey(one.kind, one.value) === tagKey(tag.kind, tag.value) && one.seq >= tag.seq));
  return { id, files: [id], title: titleOfFiles([file], fields), stage, starred: file.starred?.value ?? false, tags: shown.length > 1 ? shown.toSorted(bySeq) : shown, fields, firstAt };
};

/** One person from their files, the first one first. At least one file. */
export const resolvePerson = (files: readonly CustomerFile[]): PersonProfile => {
  const [first] = files;
  if (first === undefined) throw new Error('a person without a file');
  if (files.length === 1) return ofOne(first);
  const fields = resolveFields(files);
  const times = files.map((file) => file.firstAt).filter((at) => at > 0);
  return {
    id: first.id, files: files.map((file) => file.id), title: titleOfFiles(files, fields),
    stage: newest(files.map((file) => ({ seq: file.staged ?? -1, stage: file.stage })))?.stage ?? 'potential',
    starred: newest(files.flatMap((file) => file.starred ?? []))?.value ?? false,
    tags: resolveTags(files), fields, firstAt: times.length === 0 ? 0 : Math.min(...times),
  };
};

/** Members after joining: those of `into` first, then each of `from` with all it had. */
export const joinedMembers = (into: readonly CustomerId[], from: readonly (readonly CustomerId[])[]): readonly CustomerId[] =>
  [...new Set([...into, ...from.flat()])];

/** The two persons after some files left, both in the order they stood in; an empty side means nothing happened. */
export const splitMembers = (members: readonly CustomerId[], leaving: readonly CustomerId[]): { readonly stay: readonly CustomerId[]; readonly leave: readonly CustomerId[] } => {
  const gone = new Set(leaving);
  return { stay: members.filter((id) => !gone.has(id)), leave: members.filter((id) => gone.has(id)) };
};
