/** Reads the ledger once (with hits twice), writes the entries of a package aside and makes the transcripts on the way. */
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '#shared/domain/errors';
import { decodeEntry } from '#shared/ledger/upcast';
import type { Ledger } from '../ledger/contract';
import { ledgerPaths } from '../ledger/paths';
import { hasCovered } from './cover';
import type { ExportOptions } from './exportOptions';
import { rawRecords, type RawRecord } from './rawRecords';
import { onlyHits } from './scope';
import { emptyTranscript, foldLine, type Transcript } from './transcript';

export type Collected = {
  readonly transcripts: readonly Transcript[];
  readonly entries: number;
  /** Entries whose content stays behind: something in it is covered. */
  readonly sealed: number;
};

const TELL_EACH = 5_000;
/** Lines written together. */
const WRITE_BYTES = 256 * 1024;

type Writer = { readonly write: (record: RawRecord, isSealed: boolean) => Promise<void>; readonly flush: () => Promise<void>; readonly counts: () => { readonly entries: number; readonly sealed: number } };

/** One line per entry: `body` is left out where it stays sealed or was erased. */
const createWriter = (file: FileHandle, ledger: Ledger, size: number): Writer => {
  const prove = ledger.proveInclusion;
  if (!prove) throw new AppError('evidence.unavailable');
  let entries = 0;
  let sealed = 0;
  let waiting: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    await file.writeFile(waiting.join(''));
    waiting = [];
    length = 0;
  };
  return {
    flush,
    write: async ({ seq, head, body }, isSealed) => {
      const { proof } = prove(seq, size);
      const content = isSealed || body.length === 0 ? {} : { body: body.toString('utf8') };
      const line = `${JSON.stringify({ seq, head: head.toString('utf8'), ...content, ...(isSealed && { sealed: true }), proof: proof.map((hash) => Buffer.from(hash).toString('base64')) })}\n`;
      waiting.push(line);
      length += line.length;
      entries += 1;
      sealed += Number(isSealed);
      if (length >= WRITE_BYTES) await flush();
    },
    counts: () => ({ entries, sealed }),
  };
};

const markOf = (name: string, value: string): Buffer => Buffer.from(`"${name}":${JSON.stringify(value)}`, 'utf8');
/** A tombstone names the records whose content was erased: it goes along where the package holds such records. */
const TOMBSTONE = markOf('type', 'record.erased');

export const collect = async (options: ExportOptions, size: number, path: string): Promise<Collected> => {
  const { ledger, conversations, nameOf, cover, hits, signal, onProgress } = options;
  const transcripts = new Map(conversations.map((id) => [id as string, emptyTranscript(id)]));
  const marks = [...conversations.map((id) => markOf('conversation', id)), TOMBSTONE];
  const passes = hits ? 2 : 1;
  const records = (pass: number): AsyncGenerator<RawRecord, void, undefined> => rawRecords(ledgerPaths(ledger.dir).segments, size, marks, (seq) => {
    if (signal.aborted) throw new AppError('evidence.cancelled');
    if (seq % TELL_EACH === 0) onProgress((pass * size + seq) / passes, size);
  });
  const file = await open(path, 'wx', 0o600);
  const writer = createWriter(file, ledger, size);
  const erased = new Set<number>();
  /** Only the tombstones of what is in the package; they come after it. */
  const writeTombstone = async (record: RawRecord): Promise<void> => {
    const { data } = JSON.parse(record.body.toString('utf8')) as { readonly data: { readonly ranges: readonly (readonly [number, number])[] } }; // our own record, its digest holds
    if ([...erased].some((seq) => data.ranges.some(([from, to]) => from <= seq && seq <= to))) await writer.write(record, false);
  };
  const take = async (record: RawRecord, isWritten: (seq: number) => boolean, isFolded: boolean): Promise<void> => {
    const head = JSON.parse(record.head.toString('utf8')) as { readonly conversation?: string; readonly type?: string }; // compared below
    if (head.type === 'record.erased') return record.body.length > 0 ? writeTombstone(record) : undefined;
    const transcript = transcripts.get(head.conversation ?? '');
    if (!transcript) return;
    if (record.body.length === 0) {
      if (hits) return;
      erased.add(record.seq);
      return writer.write(record, false);
    }
    const entry = decodeEntry(head, JSON.parse(record.body.toString('utf8')));
    if (isFolded) foldLine(transcript, entry, { nameOf, cover });
    if (isWritten(record.seq)) await writer.write(record, hasCovered(entry.data, cover));
  };
  try {
    for await (const record of records(0)) await take(record, () => !hits, true);
    if (!hits) {
      await writer.flush();
      return { transcripts: [...transcripts.values()], ...writer.counts() };
    }
    const cut = [...transcripts.values()].map((transcript) => onlyHits(transcript, hits)).filter(({ lines }) => lines.length > 0);
    const chosen = new Set(cut.flatMap(({ lines }) => lines.flatMap(({ entries }) => entries)));
    for await (const record of records(1)) await take(record, (seq) => chosen.has(seq), false);
    await writer.flush();
    return { transcripts: cut, ...writer.counts() };
  } finally {
    await file.close();
  }
};
