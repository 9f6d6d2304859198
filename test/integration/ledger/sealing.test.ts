import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeHeader } from '#electron/engine/ledger/segmentHeader';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { makeSigningKey, messageDraft, openTestLedger, readEverything, temporaryFolder, textsOf } from '#test/kit/ledgerFixture';

const segmentBytes = 100_000;
const identitySchema = z.object({ id: z.string() });

const fill = async (dir: string, count: number): Promise<void> => {
  const key = makeSigningKey();
  const ledger = await openTestLedger({ dir, segmentBytes, key: () => key });
  for (let n = 0; n < count; n += 50) await ledger.append(Array.from({ length: 50 }, (_, i) => messageDraft(n + i, `第 ${n + i} 句`)));
  await ledger.sealed();
  await ledger.close();
};

const expectWhole = async (dir: string, count: number): Promise<void> => {
  const ledger = await openTestLedger({ dir, segmentBytes });
  const { entries, unreadable } = await readEverything(ledger, 333);
  expect(textsOf(entries)).toEqual(Array.from({ length: count }, (_, n) => `第 ${n} 句`));
  expect(entries.length).toBe(count);
  expect(unreadable).toBe(0);
  await ledger.sealed();
  await ledger.close();
  expect((await verifyLedger(dir)).problems).toEqual([]);
};

describe('sealing', () => {
  it('compresses full segments while writing goes on; reading, ranges and gunzip see the same bytes', async () => {
    const dir = await temporaryFolder();
    await fill(dir, 2000);
    const names = (await readdir(join(dir, 'segments'))).sort();
    expect(names.length).toBeGreaterThan(5);
    expect(names.slice(0, -1).every((name) => name.endsWith('.zxl.gz'))).toBe(true);
    const sealed = await readFile(join(dir, 'segments', names[0] ?? ''));
    expect(sealed.length * 2).toBeLessThan(gunzipSync(sealed).length);
    await expectWhole(dir, 2000);
    const ledger = await openTestLedger({ dir, segmentBytes });
    for (const after of [0, 1, 199, 777, 1234, 1999]) {
      const { entries, next } = await ledger.read(after, 7);
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: Math.min(7, 2000 - after) }, (_, i) => after + 1 + i));
      expect(next).toBe(Math.min(2000, after + 7));
    }
    expect(await ledger.read(2000, 10)).toEqual({ entries: [], next: 2000, unreadable: 0 });
  });

  it('recovers from a crash between any two steps of sealing', async () => {
    const dir = await temporaryFolder();
    await fill(dir, 2000);
    const segments = join(dir, 'segments');
    const sealed = join(segments, '00000002.zxl.gz');
    const plain = join(segments, '00000002.zxl');
    const whole = gunzipSync(await readFile(sealed));
    const afterTemporary = async (): Promise<void> => writeFile(`${sealed}.tmp`, 'half');
    const afterRename = async (): Promise<void> => writeFile(plain, whole);
    const halfSealed = async (): Promise<void> => {
      await writeFile(plain, whole);
      await truncate(sealed, 500);
    };
    const otherSealed = async (): Promise<void> => {
      await writeFile(plain, whole);
      await writeFile(sealed, gzipSync(whole.subarray(100)));
    };
    const newSegmentTemporary = async (): Promise<void> => writeFile(join(segments, '00000099.zxl.abc.tmp'), 'x');
    for (const crash of [afterTemporary, afterRename, halfSealed, otherSealed, newSegmentTemporary]) {
      await crash();
      await expectWhole(dir, 2000);
      expect((await readdir(segments)).filter((name) => name.startsWith('00000002') || name.endsWith('.tmp'))).toEqual(['00000002.zxl.gz']);
    }
  });

  it('goes on after a crash between beginning a new segment and sealing the old one', async () => {
    const dir = await temporaryFolder();
    await fill(dir, 1000);
    const segments = join(dir, 'segments');
    const names = (await readdir(segments)).sort();
    const [before = ''] = names.slice(-2);
    await writeFile(join(segments, before.replace('.gz', '')), gunzipSync(await readFile(join(segments, before))));
    await rm(join(segments, before));
    await expectWhole(dir, 1000);
    const { id } = identitySchema.parse(JSON.parse(await readFile(join(dir, 'ledger.json'), 'utf8')));
    const number = names.length + 1;
    await writeFile(join(segments, `${String(number).padStart(8, '0')}.zxl`), encodeHeader({ v: 1, ledger: id, segment: number, firstSeq: 1001 }));
    await expectWhole(dir, 1000);
    const ledger = await openTestLedger({ dir, segmentBytes });
    expect((await ledger.append([messageDraft(1000)]))[0]?.seq).toBe(1001);
  });
});
