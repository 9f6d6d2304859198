import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FRAME_HEADER, readFrame, scanFrames, type Piece } from '#shared/ledger/frame';

const crc = (bytes: Uint8Array): number => crc32(bytes);
const json = fc.json().map((text) => Buffer.from(text, 'utf8'));
const record = fc.record({ seq: fc.integer({ min: 1, max: 2 ** 48 - 1 }), head: json, body: json, continues: fc.boolean() });
type Made = { readonly seq: number; readonly head: Buffer; readonly body: Buffer; readonly continues: boolean };

const layOut = (records: readonly Made[]): { readonly bytes: Buffer; readonly starts: readonly number[] } => {
  const frames = records.map(({ seq, head, body, continues }) => encodeFrame(seq, head, body, crc, continues));
  const starts = frames.map((_, i) => frames.slice(0, i).reduce((sum, frame) => sum + frame.length, 0));
  return { bytes: Buffer.concat(frames), starts };
};

const framesOf = (pieces: readonly Piece[]) => pieces.flatMap((piece) => (piece.kind === 'frame' ? [piece.frame] : []));

describe('frame', () => {
  it('gives back what was written (a shifted field or a wrong length would show)', () => {
    fc.assert(fc.property(fc.array(record, { maxLength: 12 }), (records) => {
      const { bytes } = layOut(records);
      const read = framesOf([...scanFrames(bytes, 0, crc)]).map((frame) => ({
        seq: frame.seq, continues: frame.continues, head: bytes.subarray(frame.headStart, frame.headEnd), body: bytes.subarray(frame.headEnd, frame.bodyEnd),
      }));
      expect(read).toEqual(records.map(({ seq, continues, head, body }) => ({ seq, continues, head, body })));
    }));
  });

  it('never gives out a record with a flipped bit, and loses no other (a resync that skips good records would show)', () => {
    fc.assert(fc.property(fc.array(record, { minLength: 1, maxLength: 8 }), fc.nat(), fc.integer({ min: 0, max: 7 }), (records, at, bit) => {
      const { bytes, starts } = layOut(records);
      const place = at % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
      const hit = starts.findLastIndex((start) => start <= place);
      const whole = framesOf([...scanFrames(bytes, 0, crc)]).filter((frame) => frame.bodyIntact);
      expect(whole.map((frame) => frame.offset)).toEqual(starts.filter((_, i) => i !== hit));
    }));
  });

  it('covers every byte once by frames, damage and tail (a stretch nobody reports would show)', () => {
    fc.assert(fc.property(fc.array(record, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 40 }), (records, from, span, junk) => {
      const { bytes } = layOut(records);
      const start = from % bytes.length;
      const broken = Buffer.concat([bytes.subarray(0, start), junk, bytes.subarray(start + (span % (bytes.length - start)))]);
      let at = 0;
      for (const piece of scanFrames(broken, 0, crc)) {
        const [first, end] = piece.kind === 'frame' ? [piece.frame.offset, piece.frame.bodyEnd] : [piece.from, piece.to];
        expect(first).toBe(at);
        expect(end).toBeGreaterThan(first);
        at = end;
      }
      expect(at).toBe(broken.length);
    }));
  });

  it('calls any cut record a tail (a torn record taken for whole would show)', () => {
    const { bytes, starts } = layOut([
      { seq: 1, head: Buffer.from('{"a":1}'), body: Buffer.from('{"b":"您好"}'), continues: false },
      { seq: 2, head: Buffer.from('{"a":2}'), body: Buffer.from('{"b":"在吗"}'), continues: false },
    ]);
    const second = starts[1] ?? 0;
    for (let length = second + 1; length < bytes.length; length += 1) {
      expect([...scanFrames(bytes.subarray(0, length), 0, crc)].map(({ kind }) => kind)).toEqual(['frame', 'tail']);
    }
  });

  it('does not swallow the records after one whose body is cut short (a torn body followed by new records)', () => {
    const torn = encodeFrame(1, Buffer.from('{}'), Buffer.alloc(500, 0x61), crc).subarray(0, FRAME_HEADER + 100);
    const next = encodeFrame(2, Buffer.from('{}'), Buffer.alloc(900, 0x62), crc);
    const frames = framesOf([...scanFrames(Buffer.concat([torn, next]), 0, crc)]);
    expect(frames.map(({ seq, bodyIntact }) => ({ seq, bodyIntact }))).toEqual([{ seq: 1, bodyIntact: false }, { seq: 2, bodyIntact: true }]);
  });

  it('can lose its body and keep its head (erasure must leave the leaf as it was)', () => {
    const head = Buffer.from('{"seq":7}');
    const erased = encodeFrame(7, head, new Uint8Array(0), crc);
    const frame = readFrame(erased, 0, crc);
    expect(frame && Buffer.from(erased.subarray(frame.headStart, frame.headEnd)).equals(head) && frame.bodyEnd === frame.headEnd).toBe(true);
  });
});
