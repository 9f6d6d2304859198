/** Which segments there are and how to get at their bytes; reading only. Sealed members are kept decompressed for a while. */
import { open } from 'node:fs/promises';
import { isMissing } from './durable';
import { createFileGates } from './fileGates';
import { decodeHeader } from './segmentHeader';
import { loadMember, readMembers, type LoadedMember, type Member } from './sealedFile';

const CHUNK_BYTES = 256 * 1024;
const CACHE_BYTES = 16 * 1024 * 1024;
const MARK_EVERY = 32;

/** Every 32nd record of a plain segment: seq and raw offset. */
export type Mark = { readonly seq: number; readonly offset: number };

/** A segment still written as is; `length` counts durable bytes and grows while it is the active one. */
export type PlainSegment = { readonly kind: 'plain'; readonly number: number; readonly firstSeq: number; readonly path: string; length: number; readonly marks: Mark[]; sinceMark: number };
export type SealedSegment = { readonly kind: 'sealed'; readonly number: number; readonly firstSeq: number; readonly path: string; members?: Promise<readonly Member[]> };
export type Segment = PlainSegment | SealedSegment;

/** Whole records lie in `bytes` from `from` on; `last` is the highest seq they can hold. Damage: `lost` raw bytes at `lostAt`. */
export type Chunk = {
  readonly segment: number; readonly bytes: Buffer; readonly rawOffset: number; readonly from: number; readonly last: number; readonly lostAt?: number; readonly lost?: number;
};

export const plainSegment = (number: number, firstSeq: number, path: string, length: number): PlainSegment =>
  ({ kind: 'plain', number, firstSeq, path, length, marks: [], sinceMark: 0 });

export const addMark = (segment: PlainSegment, seq: number, offset: number): void => {
  if (segment.sinceMark % MARK_EVERY === 0) segment.marks.push({ seq, offset });
  segment.sinceMark += 1;
};

export type SegmentStore = {
  readonly list: () => readonly Segment[];
  readonly add: (segment: Segment) => void;
  readonly replace: (segment: Segment) => void;
  /** Lets `work` put another file in the place of a sealed segment's; nobody reads it meanwhile, and nothing of the old one is kept. */
  readonly rewrite: <T>(segment: SealedSegment, work: () => Promise<T>) => Promise<T>;
  /** Chunks that hold the durable entries `from`..`to`, in order. Damaged and missing places yield what is left of them. */
  readonly chunks: (from: number, to: number) => AsyncGenerator<Chunk, void, undefined>;
  readonly plainRange: (segment: PlainSegment, start: number, end: number) => Promise<Buffer>;
};

const lastAtOrBefore = <T>(items: readonly T[], seqOf: (item: T) => number, seq: number): number => {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const item = items[middle];
    if (item !== undefined && seqOf(item) <= seq) low = middle;
    else high = middle - 1;
  }
  return low;
};

const readRange = async (path: string, start: number, end: number): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(end - start);
    let got = 0;
    while (got < buffer.length) {
      const { bytesRead } = await file.read(buffer, got, buffer.length - got, start + got);
      if (bytesRead === 0) break;
      got += bytesRead;
    }
    return buffer.subarray(0, got);
  } finally {
    await file.close();
  }
};

type MemberCache = { readonly get: (segment: SealedSegment, member: Member) => Promise<LoadedMember>; readonly forget: (segment: number) => void };

const createMemberCache = (): MemberCache => {
  const kept = new Map<string, { readonly load: Promise<LoadedMember>; readonly bytes: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    forget: (segment) => { for (const key of [...kept.keys()]) if (key.startsWith(`${segment}:`)) drop(key); },
    get: (segment, member) => {
      const key = `${segment.number}:${member.rawOffset}`;
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known.load;
      }
      const load = loadMember(segment.path, member);
      load.catch(() => drop(key));
      kept.set(key, { load, bytes: member.rawLength });
      total += member.rawLength;
      for (const oldest of kept.keys()) {
        if (total <= CACHE_BYTES || oldest === key) break;
        drop(oldest);
      }
      return load;
    },
  };
};

const plainChunk = async (segment: PlainSegment, seq: number, last: number): Promise<Chunk | undefined> => {
  const at = lastAtOrBefore(segment.marks, (mark) => mark.seq, seq);
  const start = segment.marks[at]?.offset;
  if (start === undefined) return undefined;
  const stop = segment.marks.findIndex((mark, i) => i > at && mark.seq > seq && mark.offset >= start + CHUNK_BYTES);
  const end = segment.marks[stop];
  const bytes = await readRange(segment.path, start, end?.offset ?? segment.length);
  return { segment: segment.number, bytes, rawOffset: start, from: 0, last: end === undefined ? last : end.seq - 1 };
};

export const createSegmentStore = (initial: readonly Segment[]): SegmentStore => {
  const segments: Segment[] = [...initial];
  const cache = createMemberCache();
  const gates = createFileGates();
  const replace = (segment: Segment): void => {
    const at = segments.findIndex((known) => known.number === segment.number);
    if (at >= 0) segments[at] = segment;
    cache.forget(segment.number);
  };

  const sealedChunk = async (segment: SealedSegment, seq: number, last: number): Promise<Chunk | undefined> => {
    segment.members ??= readMembers(segment.path);
    const members = await segment.members;
    const at = lastAtOrBefore(members, (member) => member.firstSeq, seq);
    const member = members[at];
    if (!member) return undefined;
    const next = members[at + 1];
    if (next) void gates.read(segment.number, () => cache.get(segment, next)).catch(() => undefined); // read ahead; whoever needs it meets the error
    const { bytes, damaged } = await cache.get(segment, member);
    const from = member.rawOffset === 0 ? (decodeHeader(bytes)?.end ?? 0) : 0;
    const end = next ? next.rawOffset : member.rawOffset + member.rawLength;
    const lost = end - member.rawOffset - bytes.length;
    const loss = damaged || lost > 0 ? { lostAt: member.rawOffset + bytes.length, lost: Math.max(0, lost) } : {};
    return { segment: segment.number, bytes, rawOffset: member.rawOffset, from, last: next ? next.firstSeq - 1 : last, ...loss };
  };

  const load = async (at: number, seq: number, last: number): Promise<Chunk | undefined> => {
    const segment = segments[at];
    if (!segment) return undefined;
    try {
      if (segment.kind === 'plain') return await plainChunk(segment, seq, last);
      // Another file may have taken its place while we waited for the gate.
      const chunk = await gates.read<Chunk | 'replaced' | undefined>(segment.number, async () => (segments[at] === segment ? sealedChunk(segment, seq, last) : 'replaced'));
      return chunk === 'replaced' ? load(at, seq, last) : chunk;
    } catch (error) {
      if (!isMissing(error)) throw error;
      if (segments[at] !== segment) return load(at, seq, last); // sealed while we read
      return undefined; // the file is gone: what it held is unreadable
    }
  };

  return {
    list: () => segments,
    add: (segment) => void segments.push(segment),
    replace,
    rewrite: (segment, work) => gates.replace(segment.number, async () => {
      try {
        return await work();
      } finally {
        replace({ kind: 'sealed', number: segment.number, firstSeq: segment.firstSeq, path: segment.path });
      }
    }),
    chunks: async function* (from, to) {
      let seq = from;
      while (seq <= to) {
        const at = lastAtOrBefore(segments, (segment) => segment.firstSeq, seq);
        const end = Math.min(to, (segments[at + 1]?.firstSeq ?? to + 1) - 1);
        const chunk = await load(at, seq, end);
        if (chunk) yield chunk;
        seq = Math.max(seq, chunk?.last ?? end) + 1;
      }
    },
    plainRange: (segment, start, end) => readRange(segment.path, start, end),
  };
};
