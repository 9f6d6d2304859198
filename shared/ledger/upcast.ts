/**
 * From a stored record to an entry of today. Old records are never rewritten: each version that changed a
 * shape leaves an upcaster here and a stored sample in test/unit/shared/ledger/samples.
 */
import { AppError } from '../domain/errors';
import { bodySchemas, ENTRY_VERSION, type Entry } from './entry';
import { currentHeadSchema } from './record';

export type RawRecord = { readonly head: Readonly<Record<string, unknown>>; readonly data: unknown };

/** Turns records of one version into the next one's shape. Pure; `v` is raised by the decoder. */
export type Upcaster = (record: RawRecord) => RawRecord;

/** Keyed by the version an upcaster starts from. Version 1 is the first, so there is none yet. */
export const upcasters: ReadonlyMap<number, Upcaster> = new Map<number, Upcaster>();

export type EntryDecoder = (head: unknown, body: unknown) => Entry;

const unreadable = (reason: string, seq: number, cause?: unknown): AppError => new AppError('ledger.unreadable', { reason, seq }, { cause });

const seqIn = (head: unknown): number =>
  typeof head === 'object' && head !== null && 'seq' in head && typeof head.seq === 'number' ? head.seq : 0;

const versionOf = (head: unknown): number | undefined =>
  typeof head === 'object' && head !== null && 'v' in head && typeof head.v === 'number' && Number.isInteger(head.v) && head.v > 0 ? head.v : undefined;

/** The salt is of no use once the digest was checked; `data` meets its schema below. */
const isBody = (body: unknown): body is { readonly data: unknown } => typeof body === 'object' && body !== null && 'data' in body;

/**
 * Makes the decoder for a version. The decoder throws `ledger.unreadable {reason, seq}` when a record is of a
 * later version (`newer`), of one without an upcaster (`noUpcaster`) or does not fit its schema (`schema`).
 */
export const createDecoder = (current: number, steps: ReadonlyMap<number, Upcaster>): EntryDecoder => {
  const raise = (record: RawRecord, from: number, seq: number): RawRecord => {
    let raised = record;
    for (let version = from; version < current; version += 1) {
      const step = steps.get(version);
      if (!step) throw unreadable('noUpcaster', seq);
      raised = step(raised);
    }
    return { head: { ...raised.head, v: current }, data: raised.data };
  };
  return (head, body) => {
    const v = versionOf(head);
    if (v === undefined || !isBody(body)) throw unreadable('schema', seqIn(head));
    if (v > current) throw unreadable('newer', seqIn(head));
    const record: RawRecord = { head: head as RawRecord['head'], data: body.data }; // versionOf proved it an object
    const raised = v === current ? record : raise(record, v, seqIn(head));
    const known = currentHeadSchema.safeParse(raised.head);
    if (!known.success) throw unreadable('schema', seqIn(head), known.error);
    const data = bodySchemas[known.data.type].safeParse(raised.data);
    if (!data.success) throw unreadable('schema', seqIn(head), data.error);
    return Object.assign(known.data, { data: data.data }) as Entry; // type and data were parsed by the same key
  };
};

/** Decodes what a disk or another seat hands over: the parsed JSON of a record's head and body. */
export const decodeEntry: EntryDecoder = createDecoder(ENTRY_VERSION, upcasters);
