/**
 * How one entry lies on the disk. Little-endian, 28 bytes of header, then head, then body:
 *
 *     0  magic     F5 5A 58 01      F5 never occurs in UTF-8, so no head or body can hold the magic
 *     4  headCrc   u32              CRC-32 of bytes 8 .. 28+headLength
 *     8  seq       u48
 *    14  flags     u16              bit 0: the next record belongs to the same append call
 *    16  headLength u32
 *    20  bodyLength u32             0 once a body was erased
 *    24  bodyCrc   u32              CRC-32 of the body
 *    28  head, body
 *
 * Two checksums: a damaged body leaves who, when and where readable. Not here: what head and body say
 * (`record.ts`), files (`electron/engine/ledger`).
 */
export type Crc32 = (bytes: Uint8Array) => number;

export const FRAME_HEADER = 28;
export const MAX_HEAD = 1 << 16;
export const MAX_BODY = 1 << 26;
const CONTINUES = 1;
const magic = [0xf5, 0x5a, 0x58, 0x01] as const;

/** A record found whole, or at least its head. Offsets count from the start of the scanned bytes. */
export type Frame = {
  readonly offset: number;
  readonly seq: number;
  /** The next record belongs to the same append call. */
  readonly continues: boolean;
  readonly headStart: number;
  readonly headEnd: number;
  readonly bodyEnd: number;
  /** False when the body's checksum does not hold; head and seq do. */
  readonly bodyIntact: boolean;
};

/** What a scan meets, in order: records, damaged stretches between them, and bytes at the end that are no whole record. */
export type Piece =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'damage'; readonly from: number; readonly to: number }
  | { readonly kind: 'tail'; readonly from: number; readonly to: number };

const u32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;

const putU32 = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
};

const hasMagic = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === magic[0] && bytes[at + 1] === magic[1] && bytes[at + 2] === magic[2] && bytes[at + 3] === magic[3];

export type FrameParts = { readonly seq: number; readonly continues: boolean; readonly headLength: number; readonly bodyLength: number };

/** Writes the header at `at`, in front of head and body that already lie at `at + 28`. Returns the offset behind the record. */
export const sealFrame = (bytes: Uint8Array, at: number, parts: FrameParts, crc: Crc32): number => {
  const headEnd = at + FRAME_HEADER + parts.headLength;
  const end = headEnd + parts.bodyLength;
  for (let i = 0; i < magic.length; i += 1) bytes[at + i] = magic[i] ?? 0;
  putU32(bytes, at + 8, parts.seq % 0x1_0000_0000);
  const high = Math.floor(parts.seq / 0x1_0000_0000);
  bytes[at + 12] = high;
  bytes[at + 13] = high >>> 8;
  bytes[at + 14] = parts.continues ? CONTINUES : 0;
  bytes[at + 15] = 0;
  putU32(bytes, at + 16, parts.headLength);
  putU32(bytes, at + 20, parts.bodyLength);
  putU32(bytes, at + 24, crc(bytes.subarray(headEnd, end)));
  putU32(bytes, at + 4, crc(bytes.subarray(at + 8, headEnd)));
  return end;
};

/** One whole record as bytes of its own. */
export const encodeFrame = (seq: number, head: Uint8Array, body: Uint8Array, crc: Crc32, continues = false): Uint8Array => {
  const bytes = new Uint8Array(FRAME_HEADER + head.length + body.length);
  bytes.set(head, FRAME_HEADER);
  bytes.set(body, FRAME_HEADER + head.length);
  sealFrame(bytes, 0, { seq, continues, headLength: head.length, bodyLength: body.length }, crc);
  return bytes;
};

type HeadOnly = { readonly seq: number; readonly flags: number; readonly headEnd: number; readonly bodyEnd: number };

/** The header and head at `at` when they are whole and their checksum holds. The body may still be short. */
const readHead = (bytes: Uint8Array, at: number, crc: Crc32): HeadOnly | undefined => {
  if (at + FRAME_HEADER > bytes.length || !hasMagic(bytes, at)) return undefined;
  const headLength = u32(bytes, at + 16);
  const bodyLength = u32(bytes, at + 20);
  const headEnd = at + FRAME_HEADER + headLength;
  if (headLength > MAX_HEAD || bodyLength > MAX_BODY || headEnd > bytes.length) return undefined;
  if (crc(bytes.subarray(at + 8, headEnd)) !== u32(bytes, at + 4)) return undefined;
  const seq = u32(bytes, at + 8) + ((bytes[at + 12] ?? 0) | ((bytes[at + 13] ?? 0) << 8)) * 0x1_0000_0000;
  return { seq, flags: (bytes[at + 14] ?? 0) | ((bytes[at + 15] ?? 0) << 8), headEnd, bodyEnd: headEnd + bodyLength };
};

/** Offset of the next place from `from` on where a header and head hold; -1 when there is none. */
export const findFrame = (bytes: Uint8Array, from: number, crc: Crc32): number => {
  for (let at = bytes.indexOf(magic[0], from); at >= 0; at = bytes.indexOf(magic[0], at + 1)) {
    if (readHead(bytes, at, crc)) return at;
  }
  return -1;
};

const frameOf = (at: number, head: HeadOnly, bodyEnd: number, bodyIntact: boolean): Frame => ({
  offset: at, seq: head.seq, continues: (head.flags & CONTINUES) !== 0,
  headStart: at + FRAME_HEADER, headEnd: head.headEnd, bodyEnd, bodyIntact,
});

/** A head whose body does not hold: the record ends where the next one begins, if that is before its stated end. */
const damagedBody = (bytes: Uint8Array, at: number, head: HeadOnly, crc: Crc32): Frame | undefined => {
  const next = findFrame(bytes, head.headEnd, crc);
  if (next >= 0 && next < head.bodyEnd) return frameOf(at, head, next, false);
  return head.bodyEnd <= bytes.length ? frameOf(at, head, head.bodyEnd, false) : undefined;
};

/** Reads the record at `at`; `undefined` when no head holds there or the bytes end before it does. */
export const readFrame = (bytes: Uint8Array, at: number, crc: Crc32): Frame | undefined => {
  const head = readHead(bytes, at, crc);
  if (!head) return undefined;
  if (head.bodyEnd <= bytes.length && crc(bytes.subarray(head.headEnd, head.bodyEnd)) === u32(bytes, at + 24)) {
    return frameOf(at, head, head.bodyEnd, true);
  }
  return damagedBody(bytes, at, head, crc);
};

/** Walks records from `from` to the end. After damage it goes on at the next place whose checksum holds; it never guesses. */
export function* scanFrames(bytes: Uint8Array, from: number, crc: Crc32): Generator<Piece, void, undefined> {
  let at = from;
  while (at < bytes.length) {
    const frame = readFrame(bytes, at, crc);
    if (frame) {
      yield { kind: 'frame', frame };
      at = frame.bodyEnd;
      continue;
    }
    const next = findFrame(bytes, at + 1, crc);
    if (next < 0) {
      yield { kind: 'tail', from: at, to: bytes.length };
      return;
    }
    yield { kind: 'damage', from: at, to: next };
    at = next;
  }
}
