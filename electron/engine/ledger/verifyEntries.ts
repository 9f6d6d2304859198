/** Walks every record in the order of the files and compares it with its number, its digest and the signed roots. */
import { createTree } from '#shared/ledger/merkle';
import { scanFrames, type Frame } from '#shared/ledger/frame';
import type { Checkpoint } from '#shared/ledger/note';
import { z } from 'zod';
import { crc32, merkle, sha256Hex } from './hashing';
import { decodeHeader, plainName } from './segmentHeader';
import type { Note, Problem } from './verifyReport';
import { openRuns, type Run } from './verifySegments';

const MAX_PROBLEMS = 1000;

const headSchema = z.object({ seq: z.number(), digest: z.string() });

export type EntryFindings = {
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  readonly last: number;
  /** Newest checkpoint size whose root fits. */
  readonly signed: number;
  /** Blobs named as stored, with the first entry that names each. */
  readonly blobs: ReadonlyMap<string, number>;
};

type Place = { readonly segment: string; readonly offset: number };

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

export type EntryChecker = {
  readonly segment: (number: number, isLast: boolean) => Promise<void>;
  readonly missingSegment: (number: number) => void;
  readonly finish: (newest: number) => EntryFindings;
};

export type EntryCheckerOptions = {
  readonly dir: string;
  readonly ledger: string | undefined;
  /** Promises whose signatures hold, ascending by size. */
  readonly promises: readonly Checkpoint[];
  /** A closer place than "between two checkpoints", from a side file that fits the signed root. */
  readonly pinpoint: (from: number, to: number, promise: Checkpoint, leafAt: (seq: number) => Uint8Array | undefined) => number | undefined;
};

export const createEntryChecker = ({ dir, ledger, promises, pinpoint }: EntryCheckerOptions): EntryChecker => {
  const problems: Problem[] = [];
  const notes: Note[] = [];
  const blobs = new Map<string, number>();
  const tree = createTree(merkle);
  let sinceGood: { readonly seq: number; readonly leaf: Uint8Array }[] = [];
  let expected = 1;
  let nextPromise = 0;
  let signed = 0;
  let areRootsBroken = false;
  let openDamage: (Place & { readonly bytes: number }) | undefined;
  let unfinished: (Place & { readonly seq: number }) | undefined;

  const report = (problem: Problem): void => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
  };

  const breakRoots = (seq: number): void => {
    if (!areRootsBroken && promises.some(({ size }) => size >= seq)) notes.push({ kind: 'rootsUnchecked', seq });
    areRootsBroken = true;
  };

  const keepPromises = (): void => {
    for (let promise = promises[nextPromise]; promise && promise.size <= tree.size(); promise = promises[nextPromise]) {
      nextPromise += 1;
      if (promise.size < tree.size() || areRootsBroken) continue;
      if (Buffer.from(tree.root()).equals(promise.root)) {
        signed = promise.size;
        sinceGood = [];
        continue;
      }
      const leaves = new Map(sinceGood.map(({ seq, leaf }) => [seq, leaf]));
      const exact = pinpoint(signed + 1, promise.size, promise, (seq) => leaves.get(seq));
      report({ kind: 'altered', seq: exact ?? signed + 1, seqTo: exact ?? promise.size });
      areRootsBroken = true;
    }
  };

  const checkNumber = (frame: Frame, place: Place): void => {
    const damage = openDamage;
    openDamage = undefined;
    if (frame.seq < expected) {
      report({ kind: 'order', seq: frame.seq, ...place });
      breakRoots(frame.seq);
      return;
    }
    if (damage) report({ kind: 'damaged', ...damage, ...(frame.seq > expected ? { seq: expected, seqTo: frame.seq - 1 } : {}) });
    else if (frame.seq > expected) report({ kind: 'missing', seq: expected, seqTo: frame.seq - 1, ...place });
    if (frame.seq > expected) breakRoots(expected);
    expected = frame.seq + 1;
  };

  const checkContent = (bytes: Buffer, frame: Frame, place: Place): void => {
    const { seq } = frame;
    const head = headSchema.safeParse(parse(bytes, frame.headStart, frame.headEnd));
    const body = bytes.subarray(frame.headEnd, frame.bodyEnd);
    if (!frame.bodyIntact) report({ kind: 'damaged', seq, ...place });
    else if (!head.success || head.data.seq !== seq) report({ kind: 'altered', seq, ...place });
    else if (body.length === 0) report({ kind: 'bodyMissing', seq, ...place });
    else if (sha256Hex(body) !== head.data.digest) report({ kind: 'altered', seq, ...place });
    else if (body.includes('"blob"')) for (const blob of storedBlobs(parse(body, 0, body.length))) if (!blobs.has(blob)) blobs.set(blob, seq);
  };

  const checkFrame = (bytes: Buffer, frame: Frame, place: Place): void => {
    const isNext = frame.seq >= expected;
    checkNumber(frame, place);
    checkContent(bytes, frame, place);
    unfinished = frame.continues ? { ...place, seq: frame.seq } : undefined;
    if (!isNext || areRootsBroken) return;
    const leaf = merkle.leaf(bytes.subarray(frame.headStart, frame.headEnd));
    sinceGood.push({ seq: frame.seq, leaf });
    tree.append(leaf);
    keepPromises();
  };

  const checkHeader = (run: Run, number: number): number => {
    const header = decodeHeader(run.bytes);
    const segment = plainName(number);
    if (!header) report({ kind: 'damaged', segment, offset: 0 });
    else if (header.header.segment !== number || (ledger !== undefined && header.header.ledger !== ledger)) report({ kind: 'segmentForeign', segment });
    return header?.end ?? 0;
  };

  const checkRun = (run: Run, number: number, isLast: boolean): void => {
    const segment = plainName(number);
    const start = run.rawOffset === 0 && run.bytes.length > 0 ? checkHeader(run, number) : 0;
    for (const piece of scanFrames(run.bytes, start, crc32)) {
      if (piece.kind === 'frame') {
        checkFrame(run.bytes, piece.frame, { segment, offset: run.rawOffset + piece.frame.offset });
        continue;
      }
      const behind = piece.to === run.bytes.length ? run.lost : 0;
      const place = { segment, offset: run.rawOffset + piece.from, bytes: piece.to - piece.from + behind };
      if (piece.kind === 'tail' && isLast) notes.push({ kind: 'tornTail', ...place });
      else openDamage ??= place;
    }
    if (run.damaged && run.lost === 0) report({ kind: 'damaged', segment, offset: run.rawOffset, bytes: run.bytes.length });
    if (run.lost > 0) openDamage ??= { segment, offset: run.rawOffset + run.bytes.length, bytes: run.lost };
  };

  return {
    segment: async (number, isLast) => {
      const runs = await openRuns(dir, number);
      if (!runs) report({ kind: 'segmentMissing', segment: plainName(number), seq: expected });
      else for await (const run of runs) checkRun(run, number, isLast);
    },
    missingSegment: (number) => report({ kind: 'segmentMissing', segment: plainName(number), seq: expected }),
    finish: (newest) => {
      const last = expected - 1;
      const torn = notes.find(({ kind }) => kind === 'tornTail');
      if (openDamage) report({ kind: 'damaged', ...openDamage, seq: expected });
      if (newest > last && torn) report({ kind: 'damaged', seq: expected, seqTo: newest, segment: torn.segment, offset: torn.offset, bytes: torn.bytes });
      else if (newest > last) report({ kind: 'truncated', seq: expected, seqTo: newest });
      if (unfinished) notes.push({ kind: 'unfinishedCall', ...unfinished });
      return { problems, notes: notes.filter((note) => note !== torn || newest <= last), last, signed, blobs };
    },
  };
};
