/** Entries back from the disk: a door, so every record is checked and parsed. */
import { AppError } from '#shared/domain/errors';
import type { Entry } from '#shared/ledger/entry';
import { scanFrames, type Frame } from '#shared/ledger/frame';
import { decodeEntry } from '#shared/ledger/upcast';
import { crc32 } from './hashing';
import type { Chunk, SegmentStore } from './segmentStore';

const READ_BYTES = 16 * 1024 * 1024;

/** A stretch nobody can read any more, in raw bytes of its segment. */
export type Damage = { readonly segment: number; readonly offset: number; readonly bytes: number; readonly seq?: number };
export type ReadResult = { readonly entries: readonly Entry[]; readonly next: number; readonly unreadable: number };

const parseJson = (bytes: Buffer, start: number, end: number, seq: number): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch (cause) {
    throw new AppError('ledger.unreadable', { reason: 'json', seq }, { cause });
  }
};

/** Throws `ledger.unreadable`; see `decodeEntry`. */
export const decodeFrame = (bytes: Buffer, { seq, headStart, headEnd, bodyEnd }: Frame): Entry =>
  decodeEntry(parseJson(bytes, headStart, headEnd, seq), parseJson(bytes, headEnd, bodyEnd, seq));

/** Nothing of the body is there: it was erased. */
export const isEmptied = ({ headEnd, bodyEnd }: Frame): boolean => bodyEnd === headEnd;

export type ReaderOptions = {
  readonly store: SegmentStore;
  readonly head: () => number;
  readonly onDamage: (damage: Damage) => void;
  /** What stands for an erased body, where something does. */
  readonly redacted: (seq: number) => unknown;
  readonly onUnreadable: (error: AppError) => void;
};

/** Calls `visit` for each record of a chunk in order until it returns false; tells damage on the way. */
export const visitChunk = (chunk: Chunk, visit: (frame: Frame) => boolean, onDamage: (damage: Damage) => void): boolean => {
  let isLossTold = false;
  for (const piece of scanFrames(chunk.bytes, chunk.from, crc32)) {
    if (piece.kind !== 'frame') {
      const behind = chunk.rawOffset + piece.to === chunk.lostAt ? (chunk.lost ?? 0) : 0; // one loss, not two
      onDamage({ segment: chunk.segment, offset: chunk.rawOffset + piece.from, bytes: piece.to - piece.from + behind });
      isLossTold ||= chunk.rawOffset + piece.to === chunk.lostAt;
      continue;
    }
    const { frame } = piece;
    if (!frame.bodyIntact) onDamage({ segment: chunk.segment, offset: chunk.rawOffset + frame.offset, bytes: frame.bodyEnd - frame.offset, seq: frame.seq });
    if (!visit(frame)) return false;
  }
  if (chunk.lostAt !== undefined && !isLossTold) onDamage({ segment: chunk.segment, offset: chunk.lostAt, bytes: chunk.lost ?? 0 });
  return true;
};

/** `read` of the ledger contract: at most `limit` entries and about 16 MiB. */
export const createReader = ({ store, head, redacted, onDamage, onUnreadable }: ReaderOptions) => async (after: number, limit: number): Promise<ReadResult> => {
  const to = head();
  const entries: Entry[] = [];
  let next = Math.min(after, to);
  let left = READ_BYTES;
  let erased = 0;

  const take = (chunk: Chunk, frame: Frame): boolean => {
    if (frame.seq <= next) return true;
    if (frame.seq > to || entries.length >= limit || left <= 0) return false;
    next = frame.seq;
    left -= frame.bodyEnd - frame.offset;
    if (!frame.bodyIntact) return true;
    const data = isEmptied(frame) ? redacted(frame.seq) : undefined;
    if (isEmptied(frame) && data === undefined) {
      erased += 1;
      return true;
    }
    try {
      entries.push(data === undefined ? decodeFrame(chunk.bytes, frame) : decodeEntry(parseJson(chunk.bytes, frame.headStart, frame.headEnd, frame.seq), { data }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      onUnreadable(error);
    }
    return true;
  };

  const start = next;
  const isFull = (): boolean => entries.length >= limit || left <= 0;
  for await (const chunk of store.chunks(start + 1, to)) {
    const isThrough = visitChunk(chunk, (frame) => take(chunk, frame), onDamage);
    if (isFull()) break;
    if (isThrough) next = Math.max(next, Math.min(chunk.last, to));
  }
  if (!isFull()) next = to;
  return { entries, next, unreadable: next - start - entries.length - erased };
};
