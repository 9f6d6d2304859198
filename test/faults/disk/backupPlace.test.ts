/**
 * Copies onto a real small disk. Bugs these catch: a run that fills the disk and leaves torn files, an older copy spoilt by
 * a full disk or a cancelled run, a place that is full said to be something else.
 */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeCopy } from '#electron/engine/backup/makeCopy';
import { prepareRepository } from '#electron/engine/backup/repository';
import { restoreCopy } from '#electron/engine/backup/restoreCopy';
import { openLedger } from '#electron/engine/ledger/openLedger';
import { startHeadlessEngine } from '#test/kit/headlessEngine';
import { mountSmallDisk } from '#test/kit/smallDisk';

const MIB = 1024 * 1024;
const blob = (mark: number): Uint8Array => Uint8Array.from(Buffer.alloc(MIB, mark));

describe('a place that runs full', () => {
  it('is refused beforehand, or given back what was begun, and the older copy still restores', async () => {
    const disk = await mountSmallDisk(6 * MIB);
    const engine = await startHeadlessEngine({ ledger: { lowMediaBytes: 0, lowTextBytes: 0 } });
    onTestFinished(engine.stop);
    const { desk, dataDir } = engine;
    const png = (mark: number): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), blob(mark)]));
    await desk.call('blob.put', { name: 'a.png', mime: 'image/png', bytes: png(1) });
    await desk.call('backup.plan', { plan: { folder: disk, daily: null, keep: 3 }, passphrase: '备份口令-2026' });
    const { generation } = await desk.call('backup.run');
    for (let mark = 2; mark < 9; mark += 1) await desk.call('blob.put', { name: `${mark}.png`, mime: 'image/png', bytes: png(mark) });
    await expect(desk.call('backup.run')).rejects.toMatchObject({ code: 'backup.full' });
    expect((await desk.call('backup.prove')).generation).toBe(generation);

    // The disk is filled by somebody else after we looked: the kernel itself refuses.
    await writeFile(join(disk, 'other'), Buffer.alloc(2 * MIB));
    await engine.engine.stop();
    const ledger = await openLedger({ dir: join(dataDir, 'ledger'), seat: 'seat-1', now: Date.now, key: () => ({ pkcs8: engine.vault.kept.get('ledger.key') ?? '' }), lowMediaBytes: 0, lowTextBytes: 0 });
    const master = Buffer.from(engine.vault.kept.get('backup.key') ?? '', 'base64');
    const repository = await prepareRepository(disk, ledger.id, { master });
    const before = (await readdir(disk, { recursive: true })).sort();
    const copy = { ledger, dataDir, repository, folder: disk, company: null, keep: 3, now: Date.now, onProgress: () => undefined, erased: () => [] };
    await expect(makeCopy({ ...copy, signal: new AbortController().signal, free: async () => 1e12 })).rejects.toMatchObject({ code: 'backup.full' });
    const files = (await readdir(disk, { recursive: true })).filter((name) => /\.tmp$|[0-9a-f]{64}$|\.zxg$/.test(name));
    expect(files.filter((name) => !before.includes(name))).toEqual([]);

    // Cancelled in the middle: the same.
    await rm(join(disk, 'other'));
    const aborting = new AbortController();
    await expect(makeCopy({ ...copy, signal: aborting.signal, free: async () => 1e12, onProgress: () => aborting.abort() })).rejects.toMatchObject({ code: 'backup.cancelled' });
    await ledger.close();
    const into = join(dataDir, 'aside');
    const old = await repository.read(generation);
    await restoreCopy({ repository, generation: old, into, signal: new AbortController().signal, onProgress: () => undefined }, Date.now);

    // No room where it should be restored: nothing is left behind.
    const small = await mountSmallDisk(MIB);
    await expect(restoreCopy({ repository, generation: old, into: join(small, 'r'), signal: new AbortController().signal, onProgress: () => undefined, free: async () => 1e12 }, Date.now)).rejects.toMatchObject({ code: 'backup.noRoom' });
    expect(await readdir(small)).toEqual([]);
  });
});
