/**
 * `registry.jsonl`: the few entries needed before anything else (registry types, reports of recovery, storage
 * levels), one JSON per line, up to the last sealed segment. A line `{through, root, crc}` closes each batch: it
 * holds for all entries up to `through`, their Merkle root, and all bytes before it. Derived: read only when its last line fits
 * the segments, else made anew.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { bodySchemas, headSchema, registryTypes, type Entry, type EntryType } from '#shared/ledger/entry';
import { currentHeadSchema } from '#shared/ledger/record';
import { isMissing, writeDurable } from './durable';
import { crc32 } from './hashing';

const markSchema = z.object({ through: z.number().int().nonnegative(), root: z.string(), crc: z.number().int().nonnegative() });

const crcOf = (before: Buffer, root: string): number => crc32(Buffer.concat([before, Buffer.from(root, 'latin1')]));
const lineSchema = headSchema.extend({ type: currentHeadSchema.shape.type, data: z.unknown() });

/** Entries held in memory from open on. */
export const isKept = (type: EntryType): boolean => registryTypes.has(type) || type === 'system.recovered' || type === 'storage.level' || type === 'record.redacted' || type === 'erasure.finished';

export type KeptFile = {
  readonly list: () => readonly Entry[];
  readonly add: (entry: Entry) => void;
  /** Makes everything added so far durable as complete up to `through`, where the tree had that root (hex). */
  readonly mark: (through: number, root: string) => Promise<void>;
};

type Batch = { readonly entries: readonly Entry[]; readonly bytes: Buffer };

/** What the file says up to `through`: its entries and the tree's root there. */
export type KeptState = Batch & { readonly root: string };

const parseLine = (line: string): Entry => {
  const { data, ...head } = lineSchema.parse(JSON.parse(line));
  return { ...head, data: bodySchemas[head.type].parse(data) } as Entry; // type and data were parsed by the same key
};

const readUpTo = (bytes: Buffer, through: number): KeptState | undefined => {
  const entries: Entry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) return undefined;
    const line = bytes.toString('utf8', at, end);
    const mark = markSchema.safeParse(JSON.parse(line));
    if (!mark.success) entries.push(parseLine(line));
    else if (mark.data.through === through) {
      const { root, crc } = mark.data;
      return crcOf(bytes.subarray(0, at), root) === crc ? { entries, root, bytes: bytes.subarray(0, end + 1) } : undefined;
    }
    at = end + 1;
  }
  return undefined;
};

/** The file's state up to `through`; `undefined` when it is missing, damaged or of another state. */
export const loadKept = async (path: string, through: number): Promise<KeptState | undefined> => {
  if (through === 0) return undefined;
  try {
    return readUpTo(await readFile(path), through);
  } catch (error) {
    if (isMissing(error) || error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Goes on from a loaded batch, or from nothing. */
export const createKeptFile = (path: string, start: Batch | undefined): KeptFile => {
  const entries: Entry[] = [...(start?.entries ?? [])];
  let written = entries.length;
  let bytes = start?.bytes ?? Buffer.alloc(0);
  return {
    list: () => entries,
    add: (entry) => void entries.push(entry),
    mark: async (through, root) => {
      const fresh = entries.slice(written).filter((entry) => entry.seq <= through);
      const lines = Buffer.from(fresh.map((entry) => `${JSON.stringify(entry)}\n`).join(''), 'utf8');
      const body = Buffer.concat([bytes, lines]);
      const next = Buffer.concat([body, Buffer.from(`${JSON.stringify({ through, root, crc: crcOf(body, root) })}\n`)]);
      await writeDurable(path, next);
      bytes = next;
      written += fresh.length;
    },
  };
};
