/** One plain segment read whole at open: where records lie, their leaves, what is damaged, where the end is torn. */
import { readFile } from 'node:fs/promises';
import { AppError } from '#shared/domain/errors';
import type { Entry } from '#shared/ledger/entry';
import { scanFrames, type Frame } from '#shared/ledger/frame';
import { storedHeadSchema } from '#shared/ledger/record';
import { crc32, merkle } from './hashing';
import { isKept } from './keptFile';
import { decodeFrame, type Damage } from './reader';
import { decodeHeader, plainName } from './segmentHeader';
import { addMark, plainSegment, type PlainSegment } from './segmentStore';

export type Leaf = { readonly seq: number; readonly leaf: Uint8Array };

export type PlainScan = {
  readonly segment: PlainSegment;
  readonly leaves: readonly Leaf[];
  readonly kept: readonly Entry[];
  readonly damages: readonly Damage[];
  readonly lastAt: number;
  /** Bytes that go when nobody was told of anything in them: torn ones, and whole records of a call whose end is missing. */
  readonly cut: { readonly offset: number; readonly bytes: Buffer; readonly after: number } | undefined;
};

type Found = { readonly frames: Frame[]; readonly damages: Damage[]; tailFrom: number };

const findAll = (bytes: Buffer, from: number, number: number): Found => {
  const found: Found = { frames: [], damages: [], tailFrom: bytes.length };
  for (const piece of scanFrames(bytes, from, crc32)) {
    if (piece.kind === 'tail') found.tailFrom = piece.from;
    else if (piece.kind === 'damage') found.damages.push({ segment: number, offset: piece.from, bytes: piece.to - piece.from });
    else {
      const { frame } = piece;
      found.frames.push(frame);
      if (!frame.bodyIntact) found.damages.push({ segment: number, offset: frame.offset, bytes: frame.bodyEnd - frame.offset, seq: frame.seq });
    }
  }
  return found;
};

/** Where the segment ends for good: behind the last record that closes its call, but never before `acknowledged`. */
const cutOf = (bytes: Buffer, { frames, tailFrom }: Found, firstSeq: number, acknowledged: number): PlainScan['cut'] => {
  let offset = tailFrom;
  let keep = frames.length;
  while (keep > 0) {
    const frame = frames[keep - 1];
    if (!frame || frame.seq <= acknowledged || (!frame.continues && frame.bodyIntact)) break;
    offset = frame.offset;
    keep -= 1;
  }
  const after = frames[keep - 1]?.seq ?? firstSeq - 1;
  if (after < acknowledged) return undefined; // what someone was told of lies in these bytes: damage, not a torn end
  return offset < bytes.length ? { offset, bytes: bytes.subarray(offset), after } : undefined;
};

/** What the ledger keeps in memory about the records, from their heads. */
const readHeads = (bytes: Buffer, frames: readonly Frame[]): Pick<PlainScan, 'leaves' | 'kept' | 'lastAt'> => {
  const leaves: Leaf[] = [];
  const kept: Entry[] = [];
  let lastAt = 0;
  for (const frame of frames) {
    leaves.push({ seq: frame.seq, leaf: merkle.leaf(bytes.subarray(frame.headStart, frame.headEnd)) });
    const head = JSON.parse(bytes.toString('utf8', frame.headStart, frame.headEnd)) as { readonly at?: unknown; readonly type?: unknown }; // its checksum holds; both fields are looked at below
    if (typeof head.at === 'number') lastAt = Math.max(lastAt, head.at);
    const entry = frame.bodyIntact ? keptEntry(bytes, frame, head) : undefined;
    if (entry) kept.push(entry);
  }
  return { leaves, kept, lastAt };
};

/** The entry when its type is one of those kept in memory. */
export const keptEntry = (bytes: Buffer, frame: Frame, head: unknown): Entry | undefined => {
  const stored = storedHeadSchema.safeParse(head);
  // Older versions may have named a kept type otherwise: only the decoder knows.
  if (!stored.success || (stored.data.v === 1 && !isKept(stored.data.type as Entry['type']))) return undefined; // any word is a fair question to a set
  try {
    const entry = decodeFrame(bytes, frame);
    return isKept(entry.type) ? entry : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined; // told when it is read
    throw error;
  }
};

export type ScanOptions = {
  readonly path: string; readonly number: number; readonly ledger: string; readonly fallbackSeq: number; readonly isLast: boolean;
  /** Highest number someone was surely told of, given the records found here. */
  readonly acknowledged: (leaves: readonly Leaf[]) => number;
};

/** Throws `ledger.foreign {segment}` when the segment belongs to another ledger. Changes nothing on the disk. */
export const scanPlain = async ({ path, number, ledger, fallbackSeq, isLast, acknowledged }: ScanOptions): Promise<PlainScan> => {
  const bytes = await readFile(path);
  const header = decodeHeader(bytes);
  if (header && header.header.ledger !== ledger) throw new AppError('ledger.foreign', { segment: plainName(number) });
  const found = findAll(bytes, header?.end ?? 0, number);
  const all = readHeads(bytes, found.frames);
  const cut = isLast && header ? cutOf(bytes, found, header.header.firstSeq, acknowledged(all.leaves)) : undefined;
  const isGone = (offset: number): boolean => cut !== undefined && offset >= cut.offset;
  const frames = found.frames.filter((frame) => !isGone(frame.offset));
  const damages = found.damages.filter((damage) => !isGone(damage.offset));
  const hasLooseEnd = cut === undefined && found.tailFrom < bytes.length;
  if (hasLooseEnd) damages.push({ segment: number, offset: found.tailFrom, bytes: bytes.length - found.tailFrom });
  const segment = plainSegment(number, header?.header.firstSeq ?? frames[0]?.seq ?? fallbackSeq, path, cut?.offset ?? bytes.length);
  for (const frame of frames) addMark(segment, frame.seq, frame.offset);
  return { segment, damages, cut, ...(frames.length === found.frames.length ? all : readHeads(bytes, frames)) };
};
