/**
 * A segment file begins with F5 5A 58 00, then CRC-32 and length (u32, little-endian) of a JSON text
 * `{v, ledger, segment, firstSeq}`; records follow (shared/ledger/frame). Names: `00000001.zxl` while it is
 * written or waits to be sealed, `00000001.zxl.gz` once sealed (see `sealedFile.ts`).
 */
import { z } from 'zod';
import { crc32 } from './hashing';

const magic = Buffer.from([0xf5, 0x5a, 0x58, 0x00]);
const FIXED = 12;
const MAX_TEXT = 4096;

const headerSchema = z.object({ v: z.literal(1), ledger: z.string(), segment: z.number().int().positive(), firstSeq: z.number().int().positive() });
export type SegmentHeader = Readonly<z.infer<typeof headerSchema>>;

export const plainName = (segment: number): string => `${String(segment).padStart(8, '0')}.zxl`;
export const sealedName = (segment: number): string => `${plainName(segment)}.gz`;

/** Which segment a file name stands for. */
export const parseName = (name: string): { readonly segment: number; readonly sealed: boolean } | undefined => {
  const [, digits, suffix] = /^(\d{8,})\.zxl(\.gz)?$/.exec(name) ?? [];
  return digits === undefined ? undefined : { segment: Number(digits), sealed: suffix !== undefined };
};

export const encodeHeader = (header: SegmentHeader): Buffer => {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const bytes = Buffer.alloc(FIXED + text.length);
  magic.copy(bytes);
  bytes.writeUInt32LE(crc32(text), 4);
  bytes.writeUInt32LE(text.length, 8);
  text.copy(bytes, FIXED);
  return bytes;
};

/** The header and where records begin; `undefined` when it is damaged. */
export const decodeHeader = (bytes: Buffer): { readonly header: SegmentHeader; readonly end: number } | undefined => {
  if (bytes.length < FIXED || !bytes.subarray(0, 4).equals(magic)) return undefined;
  const end = FIXED + bytes.readUInt32LE(8);
  const text = bytes.subarray(FIXED, end);
  if (end > FIXED + MAX_TEXT || end > bytes.length || crc32(text) !== bytes.readUInt32LE(4)) return undefined;
  const parsed = headerSchema.safeParse(JSON.parse(text.toString('utf8')));
  return parsed.success ? { header: parsed.data, end } : undefined;
};
