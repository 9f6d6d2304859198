import { createHash } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestLedger, temporaryFolder } from '#test/kit/ledgerFixture';

describe('blobs', () => {
  it('are stored once under their hash and come back whole', async () => {
    const dir = await temporaryFolder();
    const ledger = await openTestLedger({ dir });
    const bytes = Buffer.from('图片'.repeat(5000));
    const name = createHash('sha256').update(bytes).digest('hex');
    expect(await Promise.all([ledger.blobs.put(bytes), ledger.blobs.put(bytes), ledger.blobs.put(Buffer.from(bytes))])).toEqual([name, name, name]);
    expect(await readdir(join(dir, 'blobs', name.slice(0, 2)))).toEqual([name]);
    const blob = await ledger.blobs.put(bytes);
    expect(Buffer.from(await ledger.blobs.get(blob)).equals(bytes)).toBe(true);
    expect(await ledger.blobs.has(blob)).toBe(true);
  });

  it('tell missing from altered, and are mended by the same bytes', async () => {
    const dir = await temporaryFolder();
    const ledger = await openTestLedger({ dir });
    const blob = await ledger.blobs.put(Buffer.from('收据'));
    const path = join(dir, 'blobs', blob.slice(0, 2), blob);
    await writeFile(path, '别的');
    await expect(ledger.blobs.get(blob)).rejects.toMatchObject({ code: 'media.altered', data: { blob } });
    await ledger.blobs.put(Buffer.from('收据'));
    expect(Buffer.from(await ledger.blobs.get(blob)).toString()).toBe('收据');
    await rm(path);
    await expect(ledger.blobs.get(blob)).rejects.toMatchObject({ code: 'media.missing' });
    expect(await ledger.blobs.has(blob)).toBe(false);
  });
});
