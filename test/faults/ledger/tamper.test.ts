import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { verifyLedger } from '#electron/engine/ledger/verify';
import type { Problem } from '#electron/engine/ledger/verifyReport';
import { blobIdSchema } from '#shared/domain/message';
import { encodeFrame, scanFrames, type Frame } from '#shared/ledger/frame';
import { makeSigningKey, messageDraft, openTestLedger, temporaryFolder } from '#test/kit/ledgerFixture';

const name = join('segments', '00000001.zxl');
const crc = (bytes: Uint8Array): number => crc32(bytes);

/** Twelve entries signed at 5, 9 and 12, with one attachment named by the last. */
const signed = async (): Promise<{ readonly dir: string; readonly vkey: string; readonly blob: string }> => {
  const dir = await temporaryFolder();
  const key = makeSigningKey();
  const ledger = await openTestLedger({ dir, key: () => key });
  for (const count of [5, 4]) {
    await ledger.append(Array.from({ length: count }, (_, n) => messageDraft(n)));
    await ledger.checkpoint();
  }
  const blob = await ledger.blobs.put(Buffer.from('一张收据'));
  const last = messageDraft(3);
  if (last.type !== 'message.received') throw new Error('fixture makes received messages');
  const media = { name: 'r.png', mime: 'image/png', state: 'stored' as const, blob: blobIdSchema.parse(blob) };
  await ledger.append([messageDraft(1), messageDraft(2), { ...last, data: { ...last.data, parts: [{ kind: 'image', media }] } }]);
  await ledger.close();
  return { dir, blob, vkey: (await readFile(join(dir, 'ledger.pub'), 'utf8')).trim() };
};

type Record = { readonly frame: Frame; readonly head: Buffer; readonly body: Buffer };

/** Rewrites the segment with every checksum right again, as someone with the source code could. */
const rewrite = async (dir: string, change: (records: Record[]) => readonly Record[]): Promise<void> => {
  const bytes = await readFile(join(dir, name));
  const records = [...scanFrames(bytes, 0, crc)].flatMap((piece) => (piece.kind === 'frame' ? [piece.frame] : []))
    .map((frame) => ({ frame, head: bytes.subarray(frame.headStart, frame.headEnd), body: bytes.subarray(frame.headEnd, frame.bodyEnd) }));
  const header = bytes.subarray(0, records[0]?.frame.offset);
  const frames = change(records).map(({ frame, head, body }) => encodeFrame(frame.seq, head, body, crc, frame.continues));
  await writeFile(join(dir, name), Buffer.concat([header, ...frames]));
};

const edit = (records: readonly Record[], seq: number, change: (record: Record) => Record): readonly Record[] =>
  records.map((record) => (record.frame.seq === seq ? change(record) : record));

const otherWords = (body: Buffer): Buffer => Buffer.from(body.toString('utf8').replace('外套', '毛衣'), 'utf8');
const withDigestOf = (head: Buffer, body: Buffer): Buffer =>
  Buffer.from(head.toString('utf8').replace(/"digest":"[0-9a-f]{64}"/, `"digest":"${createHash('sha256').update(body).digest('hex')}"`), 'utf8');

const first = async (dir: string, vkey?: string): Promise<Problem | undefined> => {
  const { problems, isIntact } = await verifyLedger(dir, vkey === undefined ? {} : { vkey });
  expect(isIntact).toBe(problems.length === 0);
  return problems[0];
};

describe('tampering with checksums mended', () => {
  it('an altered body does not fit its digest', async () => {
    const { dir } = await signed();
    await rewrite(dir, (records) => edit(records, 4, (record) => ({ ...record, body: otherWords(record.body) })));
    expect(await first(dir)).toMatchObject({ kind: 'altered', seq: 4, segment: '00000001.zxl' });
  });

  it('an altered entry with a new digest does not fit the signed root: named exactly, or by its checkpoints without the side file', async () => {
    const { dir } = await signed();
    await rewrite(dir, (records) => edit(records, 7, ({ frame, head, body }) => ({ frame, body: otherWords(body), head: withDigestOf(head, otherWords(body)) })));
    expect(await first(dir)).toEqual({ kind: 'altered', seq: 7, seqTo: 7 });
    await rm(join(dir, 'tree.bin'));
    expect(await first(dir)).toEqual({ kind: 'altered', seq: 6, seqTo: 9 });
    await writeFile(join(dir, 'tree.bin'), Buffer.alloc(2000, 1)); // a forged side file points nowhere
    expect(await first(dir)).toEqual({ kind: 'altered', seq: 6, seqTo: 9 });
  });

  it('a changed time, actor or number is found as well', async () => {
    const { dir } = await signed();
    await rewrite(dir, (records) => edit(records, 2, (record) => ({ ...record, head: Buffer.from(record.head.toString().replace(/"at":\d/, '"at":2')) })));
    expect(await first(dir)).toMatchObject({ kind: 'altered', seq: 2 });
    const other = await signed();
    await rewrite(other.dir, (records) => edit(records, 2, (record) => ({ ...record, head: Buffer.from(record.head.toString().replace('"seq":2', '"seq":9')) })));
    expect(await first(other.dir)).toMatchObject({ kind: 'altered', seq: 2 });
  });

  it('swapped, removed, doubled and inserted entries are named', async () => {
    const swap = await signed();
    await rewrite(swap.dir, (records) => [...records.slice(0, 3), ...records.slice(3, 5).reverse(), ...records.slice(5)]);
    expect(await first(swap.dir)).toMatchObject({ kind: 'missing', seq: 4, seqTo: 4 });
    const gone = await signed();
    await rewrite(gone.dir, (records) => records.filter(({ frame }) => frame.seq !== 6));
    expect(await first(gone.dir)).toMatchObject({ kind: 'missing', seq: 6, seqTo: 6 });
    const twice = await signed();
    await rewrite(twice.dir, (records) => records.flatMap((record) => (record.frame.seq === 5 ? [record, record] : [record])));
    expect(await first(twice.dir)).toMatchObject({ kind: 'order', seq: 5 });
    const renumbered = await signed();
    await rewrite(renumbered.dir, (records) => records.filter(({ frame }) => frame.seq !== 6).map((record, i) => ({
      ...record, frame: { ...record.frame, seq: i + 1 }, head: Buffer.from(record.head.toString().replace(/"seq":\d+/, `"seq":${i + 1}`)),
    })));
    expect(await first(renumbered.dir)).toMatchObject({ kind: 'altered', seq: 6 });
  });

  it('entries cut at a record boundary after a checkpoint are missing', async () => {
    const { dir } = await signed();
    const bytes = await readFile(join(dir, name));
    const frames = [...scanFrames(bytes, 0, crc)].flatMap((piece) => (piece.kind === 'frame' ? [piece.frame] : []));
    await truncate(join(dir, name), frames[10]?.offset ?? 0);
    expect(await first(dir)).toEqual({ kind: 'truncated', seq: 11, seqTo: 12 });
    await truncate(join(dir, name), frames[0]?.offset ?? 0);
    expect(await first(dir)).toEqual({ kind: 'truncated', seq: 1, seqTo: 12 });
  });

  it('content taken out without an erasure is named', async () => {
    const { dir } = await signed();
    await rewrite(dir, (records) => edit(records, 3, (record) => ({ ...record, body: Buffer.alloc(0) })));
    expect(await first(dir)).toMatchObject({ kind: 'bodyMissing', seq: 3 });
  });

  it('an attachment altered or removed is named with its entry', async () => {
    const { dir, blob } = await signed();
    const path = join(dir, 'blobs', blob.slice(0, 2), blob);
    await writeFile(path, '别的收据');
    expect(await first(dir)).toEqual({ kind: 'blobAltered', blob, seq: 12 });
    await rm(path);
    expect(await first(dir)).toEqual({ kind: 'blobMissing', blob, seq: 12 });
  });

  it('checkpoints altered, taken away or signed by a stranger do not pass', async () => {
    const { dir, vkey } = await signed();
    const path = join(dir, 'checkpoints.log');
    const log = await readFile(path, 'utf8');
    for (let at = 0; at < log.length - 2; at += 7) {
      await writeFile(path, `${log.slice(0, at)}${log[at] === 'x' ? 'y' : 'x'}${log.slice(at + 1)}`);
      expect({ at, problem: await first(dir) }).toMatchObject({ at, problem: { kind: 'checkpointBad' } });
    }
    await writeFile(path, '');
    expect(await first(dir)).toEqual({ kind: 'checkpointsMissing' });
    await rm(path);
    await rm(join(dir, 'ledger.pub'));
    expect(await first(dir)).toEqual({ kind: 'checkpointsMissing' });
    await rm(join(dir, 'ledger.json'));
    expect(await first(dir)).toBeUndefined(); // nothing in the folder says that it was ever signed
    expect(await first(dir, vkey)).toEqual({ kind: 'checkpointsMissing' });
    const stranger = await signed();
    await cp(join(stranger.dir, 'ledger.pub'), join(dir, 'ledger.pub'));
    await writeFile(path, log);
    expect(await first(dir)).toMatchObject({ kind: 'checkpointBad', line: 1 });
    expect(await first(dir, vkey)).toBeUndefined();
  });

  it('side files prove nothing: without them a good ledger is as good, with forged ones a bad one as bad', async () => {
    const { dir } = await signed();
    for (const file of ['tree.bin', 'registry.jsonl', 'ledger.json']) await rm(join(dir, file), { force: true });
    expect(await first(dir)).toBeUndefined();
    expect((await readdir(dir)).includes('tree.bin')).toBe(false);
  });
});
