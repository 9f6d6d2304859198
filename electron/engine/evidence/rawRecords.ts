import { scanFrames } from '#shared/ledger/frame';
import { crc32 } from '../ledger/hashing';
import { decodeHeader } from '../ledger/segmentHeader';
import { openRuns, segmentNumbers } from '../ledger/verifySegments';

/** A record as it lies on the disk. */
export type RawRecord = { readonly seq: number; readonly head: Buffer; readonly body: Buffer };

/** Whole records up to `head` whose head holds one of the marks, ascending; tells how far it is. Works beside a writer. */
export async function* rawRecords(segments: string, head: number, marks: readonly Buffer[], onSeq: (seq: number) => void): AsyncGenerator<RawRecord, void, undefined> {
  for (const number of await segmentNumbers(segments)) {
    for await (const run of await openRuns(segments, number) ?? []) {
      const from = run.rawOffset === 0 ? (decodeHeader(run.bytes)?.end ?? 0) : 0;
      for (const piece of scanFrames(run.bytes, from, crc32)) {
        if (piece.kind !== 'frame' || !piece.frame.bodyIntact) continue;
        const { seq, headStart, headEnd, bodyEnd } = piece.frame;
        if (seq > head) return;
        const text = run.bytes.subarray(headStart, headEnd);
        if (marks.some((mark) => text.includes(mark))) yield { seq, head: text, body: run.bytes.subarray(headEnd, bodyEnd) };
        onSeq(seq);
      }
    }
  }
}
