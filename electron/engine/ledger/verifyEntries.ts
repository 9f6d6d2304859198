/** Walks every record in the order of the files and compares it with its number, its digest and the signed roots. */
import { z } from 'zod';
import { scanFrames, type Frame } from '#shared/ledger/frame';
import type { Checkpoint } from '#shared/ledger/note';
import { isWithin } from './eraseBodies';
import { crc32, merkle, sha256Hex } from './hashing';
import { decodeHeader, plainName } from './segmentHeader';
import type { Note, Problem } from './verifyReport';
import { createRootChecker, type Pinpoint } from './verifyRoots';
import { openRuns, type Run } from './verifySegments';

const MAX_PROBLEMS = 1000;

const headSchema = z.object({ seq: z.number(), digest: z.string(), type: z.string().optional(), at: z.number().optional() });
const tombstoneSchema = z.object({ data: z.object({ ranges: z.array(z.tuple([z.number(), z.number()])), blobs: z.array(z.string()), reason: z.string() }) });

/** An entry that says which contents went, as it was signed. */
type Tombstone = { readonly seq: number; readonly at: number; readonly reason: string; readonly ranges: readonly (readonly [number, number])[]; readonly blobs: ReadonlySet<string> };
type Emptied = Place & { readonly seq: number };

export type EntryFindings = {
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  readonly last: number;
  /** Newest checkpoint size whose root fits. */
  readonly signed: number;
  /** Blobs named as stored, with the first entry that names each. */
  readonly blobs: ReadonlyMap<string, number>;
  /** Attachments a tombstone names. */
  readonly erasedBlobs: ReadonlySet<string>;
};

type Place = { readonly segment: string; readonly offset: number };
type Report = (problem: Problem) => void;

/** Every `blob` beside `state: stored`, however deep. */
const storedBlobs = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(storedBlobs);
  return 'blob' in value && typeof value.blob === 'string' && 'state' in value && value.state === 'stored' ? [value.blob, ...inside] : inside;
};

const parse = (bytes: Buffer, start: number, end: number): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    return undefined; // the caller calls it altered
  }
};

type Gathered = { readonly blobs: Map<string, number>; readonly emptied: Emptied[]; readonly tombstones: Tombstone[] };

/** Contents that are gone: lawful where a tombstone names them, else a problem. */
const judgeEmptied = ({ emptied, tombstones }: Gathered, report: Report): readonly Note[] => {
  const covers = tombstones.map((tombstone) => ({ tombstone, isWithin: isWithin(tombstone.ranges), count: 0 }));
  for (const each of emptied) {
    const cover = covers.find((one) => one.isWithin(each.seq));
    if (cover) cover.count += 1;
    else report({ kind: 'bodyMissing', ...each });
  }
  return covers.flatMap(({ tombstone: { seq, at, reason, blobs }, count }) => (count + blobs.size === 0 ? [] : [{ kind: 'erased' as const, seq, at, reason, count: count + blobs.size }]));
};

/** Does the record say what its own head and checksums say? Notes the blobs it names. */
const checkContent = (bytes: Buffer, frame: Frame, place: Place, { blobs, emptied, tombstones }: Gathered, report: Report): void => {
  const { seq } = frame;
  const head = headSchema.safeParse(parse(bytes, frame.headStart, frame.headEnd));
  const body = bytes.subarray(frame.headEnd, frame.bodyEnd);
  if (!frame.bodyIntact) report({ kind: 'damaged', seq, ...place });
  else if (!head.success || head.data.seq !== seq) report({ kind: 'altered', seq, ...place });
  else if (body.length === 0) emptied.push({ seq, ...place });
  else if (sha256Hex(body) !== head.data.digest) report({ kind: 'altered', seq, ...place });
  else if (head.data.type === 'record.erased') {
    const found = tombstoneSchema.safeParse(parse(body, 0, body.length));
    if (found.success) tombstones.push({ ...found.data.data, seq, at: head.data.at ?? 0, blobs: new Set(found.data.data.blobs) });
  } else if (body.includes('"blob"')) for (const blob of storedBlobs(parse(body, 0, body.length))) if (!blobs.has(blob)) blobs.set(blob, seq);
};

type Damaged = Place & { readonly bytes: number };

type NumberCheck = {
  readonly expected: () => number;
  /** Damage whose extent the next record's number tells. The first of several in a row counts. */
  readonly damage: (place: Damaged) => void;
  readonly pending: () => Damaged | undefined;
  /** True when the record is the next one, with nothing missing before it. */
  readonly next: (seq: number, place: Place) => boolean;
};

const createNumberCheck = (report: Report): NumberCheck => {
  let expected = 1;
  let damage: Damaged | undefined;
  return {
    expected: () => expected,
    damage: (place) => {
      damage ??= place;
    },
    pending: () => damage,
    next: (seq, place) => {
      const before = damage;
      damage = undefined;
      const isNext = seq === expected;
      if (seq < expected) {
        report({ kind: 'order', seq, ...place });
        return false;
      }
      if (before) report({ kind: 'damaged', ...before, ...(isNext ? {} : { seq: expected, seqTo: seq - 1 }) });
      else if (!isNext) report({ kind: 'missing', seq: expected, seqTo: seq - 1, ...place });
      expected = seq + 1;
      return isNext;
    },
  };
};

export type EntryChecker = {
  readonly segment: (number: number, isLast: boolean) => Promise<void>;
  readonly missingSegment: (number: number) => void;
  readonly finish: (newest: number) => EntryFindings;
};

export type EntryCheckerOptions = {
  readonly dir: string;
  readonly ledger: string;
  /** Promises whose signatures hold, ascending by size. */
  readonly promises: readonly Checkpoint[];
  readonly pinpoint: Pinpoint;
};

const checkHeader = (run: Run, number: number, ledger: string, report: Report): number => {
  const header = decodeHeader(run.bytes);
  const segment = plainName(number);
  if (!header) report({ kind: 'damaged', segment, offset: 0 });
  else if (header.header.segment !== number || (ledger !== '' && header.header.ledger !== ledger)) report({ kind: 'segmentForeign', segment });
  return header?.end ?? 0;
};

export const createEntryChecker = ({ dir, ledger, promises, pinpoint }: EntryCheckerOptions): EntryChecker => {
  const problems: Problem[] = [];
  const notes: Note[] = [];
  const gathered: Gathered = { blobs: new Map(), emptied: [], tombstones: [] };
  const report: Report = (problem) => void (problems.length < MAX_PROBLEMS && problems.push(problem));
  const numbers = createNumberCheck(report);
  const roots = createRootChecker({ promises, pinpoint, report });
  let unfinished: (Place & { readonly seq: number }) | undefined;

  const checkFrame = (bytes: Buffer, frame: Frame, place: Place): void => {
    const isNext = numbers.next(frame.seq, place);
    checkContent(bytes, frame, place, gathered, report);
    unfinished = frame.continues ? { ...place, seq: frame.seq } : undefined;
    if (isNext) roots.add(frame.seq, merkle.leaf(bytes.subarray(frame.headStart, frame.headEnd)));
    else roots.lose();
  };

  const checkRun = (run: Run, number: number, isLast: boolean): void => {
    const segment = plainName(number);
    const start = run.rawOffset === 0 && run.bytes.length > 0 ? checkHeader(run, number, ledger, report) : 0;
    for (const piece of scanFrames(run.bytes, start, crc32)) {
      if (piece.kind === 'frame') {
        checkFrame(run.bytes, piece.frame, { segment, offset: run.rawOffset + piece.frame.offset });
        continue;
      }
      const behind = piece.to === run.bytes.length ? run.lost : 0;
      const place = { segment, offset: run.rawOffset + piece.from, bytes: piece.to - piece.from + behind };
      if (piece.kind === 'tail' && isLast) notes.push({ kind: 'tornTail', ...place });
      else numbers.damage(place);
    }
    if (run.damaged && run.lost === 0) report({ kind: 'damaged', segment, offset: run.rawOffset, bytes: run.bytes.length });
    if (run.lost > 0) numbers.damage({ segment, offset: run.rawOffset + run.bytes.length, bytes: run.lost });
  };

  const checkEnd = (newest: number, torn: Note | undefined): void => {
    const seq = numbers.expected();
    const pending = numbers.pending();
    if (pending) report({ kind: 'damaged', ...pending, seq });
    if (newest < seq) return;
    if (torn) report({ kind: 'damaged', seq, seqTo: newest, segment: torn.segment, offset: torn.offset, bytes: torn.bytes });
    else report({ kind: 'truncated', seq, seqTo: newest });
  };

  const missingSegment = (number: number): void => report({ kind: 'segmentMissing', segment: plainName(number), seq: numbers.expected() });

  return {
    segment: async (number, isLast) => {
      const runs = await openRuns(dir, number);
      if (!runs) missingSegment(number);
      else for await (const run of runs) checkRun(run, number, isLast);
    },
    missingSegment,
    finish: (newest) => {
      const last = numbers.expected() - 1;
      const torn = notes.find(({ kind }) => kind === 'tornTail');
      checkEnd(newest, torn);
      notes.push(...judgeEmptied(gathered, report));
      if (unfinished) notes.push({ kind: 'unfinishedCall', ...unfinished });
      const unchecked = roots.uncheckedFrom();
      if (unchecked !== undefined) notes.push({ kind: 'rootsUnchecked', seq: unchecked });
      return { problems, notes: notes.filter((note) => note !== torn || newest <= last), last, signed: roots.signed(), blobs: gathered.blobs, erasedBlobs: new Set(gathered.tombstones.flatMap(({ blobs }) => [...blobs])) };
    },
  };
};
