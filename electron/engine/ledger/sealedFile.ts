/**
 * A sealed segment: the plain segment's bytes, gzip'd in members of whole records (about 256 KiB each), so
 * `gunzip` restores it and damage costs one member, not the rest. Each member's FEXTRA field `ZX` says where
 * it stands: member length, raw length, raw offset, CRC-32 of the packed bytes (u32), first seq (u48), then the
 * CRC-32 of these 22 bytes (u32): no bit of the file is without a check.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, createInflateRaw, deflateRaw, inflateRaw } from 'node:zlib';
import { scanFrames } from '#shared/ledger/frame';
import { crc32 } from './hashing';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);
const prelude = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 30, 0, 0x5a, 0x58, 26, 0]);
const PLACE = 22;
const HEADER = prelude.length + PLACE + 4;
const TRAILER = 8;
const LEVEL = 3;

export type Member = {
  readonly fileOffset: number; readonly length: number; readonly rawOffset: number; readonly rawLength: number; readonly firstSeq: number;
  /** Unknown where the header is damaged and the member's place was found from its neighbours. */
  readonly packedCrc: number | undefined;
};

/** Decompressed bytes; shorter than `rawLength` when part of the member is lost. */
export type LoadedMember = { readonly bytes: Buffer; readonly damaged: boolean };

export const encodeMember = async (raw: Buffer, rawOffset: number, firstSeq: number): Promise<Buffer> => {
  const packed = await deflate(raw, { level: LEVEL });
  const member = Buffer.alloc(HEADER + packed.length + TRAILER);
  prelude.copy(member);
  let at = member.writeUInt32LE(member.length, prelude.length);
  at = member.writeUInt32LE(raw.length, at);
  at = member.writeUInt32LE(rawOffset, at);
  at = member.writeUInt32LE(crc32(packed), at);
  at = member.writeUIntLE(firstSeq, at, 6);
  at = member.writeUInt32LE(crc32(member.subarray(prelude.length, at)), at);
  packed.copy(member, at);
  at = member.writeUInt32LE(crc32(raw), at + packed.length);
  member.writeUInt32LE(raw.length, at);
  return member;
};

const decodeMember = (bytes: Buffer, at: number, fileOffset: number): Member | undefined => {
  if (at + HEADER > bytes.length || !bytes.subarray(at, at + prelude.length).equals(prelude)) return undefined;
  const place = bytes.subarray(at + prelude.length, at + prelude.length + PLACE);
  if (crc32(place) !== bytes.readUInt32LE(at + prelude.length + PLACE)) return undefined;
  return { fileOffset, length: place.readUInt32LE(0), rawLength: place.readUInt32LE(4), rawOffset: place.readUInt32LE(8), packedCrc: place.readUInt32LE(12), firstSeq: place.readUIntLE(16, 6) };
};

const readAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafe(length);
  let got = 0;
  while (got < length) {
    const { bytesRead } = await file.read(buffer, got, length - got, position + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return buffer.subarray(0, got);
};

const findMember = async (file: FileHandle, from: number, size: number): Promise<Member | undefined> => {
  const rest = await readAt(file, from, size - from);
  for (let at = rest.indexOf(prelude); at >= 0; at = rest.indexOf(prelude, at + 1)) {
    const member = decodeMember(rest, at, from + at);
    if (member) return member;
  }
  return undefined;
};

/** What decompresses before the damage; which of it is whole the records' own checksums say. */
const salvage = (packed: Buffer): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const stream = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 1024 });
    const done = (): void => resolve(Buffer.concat(chunks));
    stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', done).on('end', done);
    stream.end(packed);
  });

/** The header is unreadable, the content may be whole: what lies between its neighbours is tried as a member. */
const guessMember = async (file: FileHandle, fileOffset: number, end: number, rawOffset: number, rawEnd: number | undefined): Promise<Member | undefined> => {
  const bytes = await salvage((await readAt(file, fileOffset, end - fileOffset)).subarray(HEADER));
  for (const piece of scanFrames(bytes, 0, crc32)) {
    if (piece.kind !== 'frame') continue;
    return { fileOffset, length: end - fileOffset, rawOffset, rawLength: (rawEnd ?? rawOffset + bytes.length) - rawOffset, firstSeq: piece.frame.seq, packedCrc: undefined };
  }
  return undefined;
};

/** All members in order, hopping from header to header; a damaged header costs the header only. */
export const readMembers = async (path: string): Promise<readonly Member[]> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const members: Member[] = [];
    let at = 0;
    let rawEnd = 0;
    while (at < size) {
      let member = decodeMember(await readAt(file, at, HEADER), 0, at);
      if (!member) {
        const next = await findMember(file, at + 1, size);
        const guessed = await guessMember(file, at, next?.fileOffset ?? size, rawEnd, next?.rawOffset);
        if (guessed) members.push(guessed);
        member = next;
      }
      if (!member) break;
      members.push(member);
      at = member.fileOffset + member.length;
      rawEnd = member.rawOffset + member.rawLength;
    }
    return members;
  } finally {
    await file.close();
  }
};

/** The first member only: enough to know where a segment begins. */
export const readFirstMember = async (path: string): Promise<Member | undefined> => {
  const file = await open(path, 'r');
  try {
    const first = decodeMember(await readAt(file, 0, HEADER), 0, 0);
    if (first) return first;
  } finally {
    await file.close();
  }
  return (await readMembers(path))[0];
};

export const loadMember = async (path: string, member: Member): Promise<LoadedMember> => {
  const file = await open(path, 'r');
  const bytes = await readAt(file, member.fileOffset, member.length).finally(() => file.close());
  const packed = bytes.subarray(HEADER, Math.max(HEADER, member.length - TRAILER));
  try {
    const raw = await inflate(packed);
    const isWhole = raw.length === member.rawLength && bytes.length === member.length && crc32(packed) === member.packedCrc
      && crc32(raw) === bytes.readUInt32LE(member.length - TRAILER) && raw.length === bytes.readUInt32LE(member.length - 4);
    return { bytes: raw, damaged: !isWhole };
  } catch {
    return { bytes: await salvage(packed), damaged: true }; // zlib refuses: keep what it gave before
  }
};
