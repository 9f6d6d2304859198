/**
 * Opening: from whatever a crash, a bad medium or a person left in the folder to a ledger that can go on.
 * Cuts only bytes nobody was told of, and keeps them aside; never uses a number twice; reports each incident
 * once, as drafts for the ledger itself.
 */
import type { Draft, Entry } from '#shared/ledger/entry';
import type { Checkpoint } from '#shared/ledger/note';
import { growTree, surelyTold } from './growTree';
import { merkle } from './hashing';
import { draftOf, incidentOf, untold, type Incident } from './incidents';
import { createKeptFile, loadKept, type KeptFile } from './keptFile';
import type { LedgerPaths } from './paths';
import { visitChunk } from './reader';
import { cutTail, listSegments, tornTails, type Found } from './recoverFiles';
import { readFirstMember } from './sealedFile';
import { plainName } from './segmentHeader';
import { keptEntry, scanPlain, type Leaf, type PlainScan } from './segmentScan';
import { createSegmentStore, type Segment, type SegmentStore } from './segmentStore';
import type { TreeFile } from './treeFile';

export type Recovered = {
  readonly store: SegmentStore;
  readonly kept: KeptFile;
  /** Highest number ever given out. */
  readonly head: number;
  readonly lastAt: number;
  /** Number for a new segment when the last one cannot be gone on with. */
  readonly nextSegment: number;
  readonly incidents: readonly Draft[];
};

export type RecoverOptions = {
  readonly paths: LedgerPaths;
  readonly ledger: string;
  readonly tree: TreeFile;
  readonly newest: Checkpoint | undefined;
  readonly warn: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
};

/** `cuts` holds only those whose bytes could not be kept aside; the others are told by their files. */
type Scanned = { readonly store: SegmentStore; readonly scans: readonly PlainScan[]; readonly found: readonly Found[]; readonly cuts: readonly Incident[] };

const scanSegments = async (options: RecoverOptions): Promise<Scanned> => {
  const { paths, ledger, tree, newest, warn } = options;
  const found = await listSegments(paths.segments);
  const segments: Segment[] = [];
  const scans: PlainScan[] = [];
  const cuts: Incident[] = [];
  for (const { number, path, sealed } of found) {
    const fallbackSeq = (segments.at(-1)?.firstSeq ?? 0) + 1;
    if (sealed) {
      segments.push({ kind: 'sealed', number, path, firstSeq: (await readFirstMember(path))?.firstSeq ?? fallbackSeq });
      continue;
    }
    const earlier = scans.flatMap(({ leaves }) => leaves);
    const scan = await scanPlain({ path, number, ledger, fallbackSeq, isLast: number === found.at(-1)?.number, acknowledged: (leaves) => surelyTold(tree, newest, [...earlier, ...leaves]) });
    cuts.push(...(await cutTail(paths.recovered, scan, warn)));
    segments.push(scan.segment);
    scans.push(scan);
  }
  return { store: createSegmentStore(segments), scans, found, cuts };
};

type Last = Leaf & { readonly at: number };

/** The newest readable record; looks into the last segment that holds one. */
const lastRecord = async (store: SegmentStore): Promise<Last | undefined> => {
  let last: Last | undefined;
  for (const segment of store.list().toReversed()) {
    if (last) break;
    for await (const chunk of store.chunks(segment.firstSeq, Number.MAX_SAFE_INTEGER)) {
      visitChunk(chunk, (frame) => {
        const bytes = chunk.bytes.subarray(frame.headStart, frame.headEnd);
        const head = JSON.parse(bytes.toString('utf8')) as { readonly at?: unknown }; // its checksum holds; looked at in the next line
        last = { seq: frame.seq, leaf: merkle.leaf(bytes), at: typeof head.at === 'number' ? head.at : 0 };
        return true;
      }, () => undefined);
    }
  }
  return last;
};

/** The entries kept in memory that lie in segments not read at open. */
const collectKept = async (store: SegmentStore, through: number): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  for await (const chunk of store.chunks(1, through)) {
    visitChunk(chunk, (frame) => {
      if (frame.seq > through) return false;
      const head: unknown = JSON.parse(chunk.bytes.toString('utf8', frame.headStart, frame.headEnd));
      const entry = frame.bodyIntact ? keptEntry(chunk.bytes, frame, head) : undefined;
      if (entry) entries.push(entry);
      return true;
    }, () => undefined);
  }
  return entries;
};

const missingSegments = (found: readonly Found[]): readonly Incident[] => {
  const have = new Set(found.map(({ number }) => number));
  const numbers = Array.from({ length: found.at(-1)?.number ?? 0 }, (_, i) => i + 1);
  return numbers.filter((number) => !have.has(number)).map((number) => ({ kind: 'missingSegment', segment: plainName(number) }));
};

type Ending = { readonly end: number; readonly head: number; readonly isActiveGone: boolean };

/** Entries someone was told of that are gone from the end: torn out of the last segment, or gone with it. */
const missingEnd = ({ found, scans }: Scanned, { end, head, isActiveGone }: Ending): readonly Incident[] => {
  if (head === end) return [];
  const detail = `entries ${end + 1}..${head}`;
  const last = found.at(-1)?.number ?? 0;
  if (isActiveGone) return [{ kind: 'missingSegment', segment: plainName(last + 1), offset: 0, detail }];
  const { length = 0 } = scans.at(-1)?.segment ?? {};
  const rest = scans.at(-1)?.damages.find(({ offset, bytes }) => offset + bytes === length);
  return [{ ...(rest ? incidentOf(rest) : { kind: 'damaged', segment: plainName(last), offset: length, bytes: 0 }), detail }];
};

/** See the file's head. Brings the tree up to `head`. Throws `ledger.foreign` for a segment of another ledger. */
export const recover = async (options: RecoverOptions): Promise<Recovered> => {
  const { paths, tree, newest } = options;
  const scanned = await scanSegments(options);
  const { store, scans, found, cuts } = scanned;
  const leaves = scans.flatMap((scan) => scan.leaves);
  const top = scans.at(-1)?.leaves.at(-1);
  const last: Last | undefined = top ? { ...top, at: scans.at(-1)?.lastAt ?? 0 } : await lastRecord(store);
  const end = Math.max(last?.seq ?? 0, (store.list().at(-1)?.firstSeq ?? 1) - 1);
  const head = Math.max(end, surelyTold(tree, newest, last ? [...leaves, last] : leaves));
  const firstPlain = scans[0]?.segment;
  const boundary = firstPlain ? Math.min(firstPlain.firstSeq - 1, head) : end;

  const known = await loadKept(paths.registry, boundary);
  const isKeeping = await growTree({ tree, store, newest, leaves, boundary, boundaryRoot: known?.root, head });
  const kept = createKeptFile(paths.registry, known);
  if (!known && boundary > 0) {
    for (const entry of await collectKept(store, boundary)) kept.add(entry);
    await kept.mark(boundary, Buffer.from(tree.rootAt(boundary)).toString('hex'));
  }
  for (const entry of scans.flatMap((scan) => scan.kept)) if (entry.seq > boundary) kept.add(entry);

  const isActiveGone = head > end && (scans.length === 0 || scans.at(-1)?.segment.number !== found.at(-1)?.number);
  const incidents: readonly Incident[] = [
    ...missingSegments(found),
    ...missingEnd(scanned, { end, head, isActiveGone }),
    ...scans.flatMap(({ damages }) => damages.map(incidentOf)),
    ...cuts,
    ...(await tornTails(paths.recovered)),
    ...(isKeeping ? [] : [{ kind: 'damaged' as const, detail: `checkpoint ${newest?.size ?? 0} does not fit the entries` }]),
  ];
  return {
    store, kept, head, lastAt: last?.at ?? 0,
    nextSegment: (found.at(-1)?.number ?? 0) + (isActiveGone ? 2 : 1),
    incidents: untold(kept.list(), incidents).map(draftOf),
  };
};
