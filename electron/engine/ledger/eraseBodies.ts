/**
 * Takes the bodies of records out of a sealed segment: new file beside, made durable, read back, then put in its
 * place. Heads, and so the tree, stay as they are; damaged stretches stay as they are. A crash leaves the old file or the new one.
 */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeFrame, scanFrames, type Frame } from '#shared/ledger/frame';
import { syncDir } from './durable';
import { crc32 } from './hashing';
import { encodeMember, loadMember, readMembers } from './sealedFile';
import { isSealedWhole } from './sealing';
import { decodeHeader } from './segmentHeader';
import type { SealedSegment } from './segmentStore';

const MEMBER_BYTES = 256 * 1024;
const NOTHING = new Uint8Array(0);

export type IsErased = (seq: number) => boolean;

/** Ascending ranges, asked by bisection. */
export const isWithin = (ranges: readonly (readonly [number, number])[]): IsErased => {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  return (seq) => {
    let low = 0;
    let high = sorted.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [from, to] = sorted[middle] ?? [0, 0];
      if (seq < from) high = middle - 1;
      else if (seq > to) low = middle + 1;
      else return true;
    }
    return false;
  };
};

const emptied = (bytes: Buffer, frame: Frame): Uint8Array =>
  encodeFrame(frame.seq, bytes.subarray(frame.headStart, frame.headEnd), NOTHING, crc32, frame.continues);

/** The pieces of a run with those bodies gone; `count` of them. A body whose checksum fails goes too. */
const withoutBodies = (bytes: Buffer, from: number, isErased: IsErased): { readonly pieces: readonly { readonly bytes: Uint8Array; readonly seq?: number }[]; readonly count: number } => {
  const pieces: { readonly bytes: Uint8Array; readonly seq?: number }[] = from > 0 ? [{ bytes: bytes.subarray(0, from) }] : [];
  let count = 0;
  for (const piece of scanFrames(bytes, from, crc32)) {
    if (piece.kind !== 'frame') {
      pieces.push({ bytes: bytes.subarray(piece.from, piece.to) });
      continue;
    }
    const { frame } = piece;
    const isGone = isErased(frame.seq) && frame.bodyEnd > frame.headEnd;
    count += Number(isGone);
    pieces.push({ seq: frame.seq, bytes: isGone ? emptied(bytes, frame) : bytes.subarray(frame.offset, frame.bodyEnd) });
  }
  return { pieces, count };
};

type Member = { readonly raw: Buffer; readonly firstSeq: number };

const membersOf = (pieces: readonly { readonly bytes: Uint8Array; readonly seq?: number }[], fallbackSeq: number): readonly Member[] => {
  const members: Member[] = [];
  let taken: Uint8Array[] = [];
  let length = 0;
  let firstSeq: number | undefined;
  const close = (): void => {
    if (length === 0) return;
    members.push({ raw: Buffer.concat(taken), firstSeq: firstSeq ?? members.at(-1)?.firstSeq ?? fallbackSeq });
    taken = [];
    length = 0;
    firstSeq = undefined;
  };
  for (const { bytes, seq } of pieces) {
    if (length >= MEMBER_BYTES && seq !== undefined) close();
    taken.push(bytes);
    length += bytes.length;
    firstSeq ??= seq;
  }
  close();
  return members;
};

const readWhole = async (path: string): Promise<Buffer> => {
  const runs: Buffer[] = [];
  for (const member of await readMembers(path)) runs.push((await loadMember(path, member)).bytes);
  return Buffer.concat(runs);
};

const writeMembers = async (path: string, members: readonly Member[]): Promise<number> => {
  const file = await open(path, 'w', 0o600);
  let at = 0;
  try {
    for (const { raw, firstSeq } of members) {
      await file.writeFile(await encodeMember(raw, at, firstSeq));
      at += raw.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return at;
};

/** Resolves with how many bodies went; with 0 the file was left alone. */
export const eraseInSegment = async (segment: SealedSegment, isErased: IsErased): Promise<number> => {
  const bytes = await readWhole(segment.path);
  const { pieces, count } = withoutBodies(bytes, decodeHeader(bytes)?.end ?? 0, isErased);
  if (count === 0) return 0;
  const temporary = `${segment.path}.tmp`;
  try {
    const length = await writeMembers(temporary, membersOf(pieces, segment.firstSeq));
    if (!(await isSealedWhole(temporary, length))) throw new Error(`segment ${segment.number} without its erased bodies does not read back`);
    await rename(temporary, segment.path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDir(dirname(segment.path));
  return count;
};

/** Bytes once cut from a torn end may hold what is erased: such files go. Their incident is on record since. */
export const eraseCut = async (paths: readonly string[], marks: readonly Buffer[]): Promise<number> => {
  let count = 0;
  for (const path of paths) {
    const bytes = await readFile(path);
    if (!marks.some((mark) => bytes.includes(mark))) continue;
    await rm(path);
    count += 1;
  }
  return count;
};
