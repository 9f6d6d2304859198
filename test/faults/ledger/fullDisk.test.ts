import { readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StorageLevel } from '#electron/engine/ledger/contract';
import type { DiskLedger } from '#electron/engine/ledger/openLedger';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { AppError } from '#shared/domain/errors';
import type { Entry } from '#shared/ledger/entry';
import { makeSigningKey, messageDraft, openTestLedger, readEverything, temporaryFolder, textsOf } from '#test/kit/ledgerFixture';
import { mountSmallDisk } from '#test/kit/smallDisk';

const MIB = 1024 * 1024;
const long = '长'.repeat(20_000);

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : String(error));

/** Appends messages of about 60 kB until the ledger refuses one; gives back the texts it took. */
const fillUp = async (ledger: DiskLedger): Promise<{ readonly taken: string[]; readonly code: string }> => {
  const taken: string[] = [];
  for (let n = 0; n < 500; n += 1) {
    const text = `${n} ${long}`;
    try {
      await ledger.append([messageDraft(n, text)]);
      taken.push(text);
    } catch (error) {
      return { taken, code: codeOf(error) };
    }
  }
  throw new Error('the disk never got full');
};

const levelsOf = (entries: readonly Entry[]): readonly StorageLevel[] => entries.flatMap((entry) => (entry.type === 'storage.level' ? [entry.data.level] : []));

describe('a full disk (tmpfs of 6 MiB)', () => {
  it('refuses with ledger.full, leaves no half entry, takes short texts where long ones do not fit, and goes on when there is room', async () => {
    const disk = await mountSmallDisk(6 * MIB);
    const dir = join(disk, 'ledger');
    const filler = join(disk, 'filler');
    await writeFile(filler, Buffer.alloc(2 * MIB));
    const key = makeSigningKey();
    const options = { dir, key: () => key, lowMediaBytes: 2 * MIB, lowTextBytes: MIB, free: undefined };
    let ledger = await openTestLedger(options);
    const { taken, code } = await fillUp(ledger);
    expect(code).toBe('ledger.full');
    expect(ledger.level().level).toBe('textOnly');
    await expect(ledger.blobs.put(Buffer.alloc(100))).rejects.toMatchObject({ code: 'media.diskLow' });

    const results = await Promise.allSettled([ledger.append([messageDraft(1, long)]), ledger.append([messageDraft(2, '短')]), ledger.append([messageDraft(3, long)])]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    taken.push('短');

    const whole = async (): Promise<void> => {
      const { entries, unreadable } = await readEverything(ledger);
      expect(textsOf(entries)).toEqual(taken);
      expect(unreadable).toBe(0);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
    };
    await whole();
    expect((await verifyLedger(dir)).problems).toEqual([]);

    await rm(filler);
    await ledger.append([messageDraft(4, `有空间了 ${long}`)]);
    taken.push(`有空间了 ${long}`);
    await ledger.checkSpace();
    await ledger.append([messageDraft(5, '好')]);
    taken.push('好');
    await whole();
    expect(levelsOf((await readEverything(ledger)).entries)).toContain('textOnly');
    await ledger.close();
    expect(await verifyLedger(dir)).toMatchObject({ problems: [], entries: ledger.head(), signed: ledger.head() });
    ledger = await openTestLedger(options);
    await whole();
  });

  it('opens, reads and closes with not a byte free, and cuts a torn tail all the same', async () => {
    const disk = await mountSmallDisk(6 * MIB);
    const dir = join(disk, 'ledger');
    const options = { dir, lowMediaBytes: 2 * MIB, lowTextBytes: MIB, free: undefined };
    const first = await openTestLedger(options);
    const taken: string[] = [];
    for (let n = 0; n < 30; n += 1) taken.push(...textsOf(await first.append([messageDraft(n)])));
    await first.close();
    const segment = join(dir, 'segments', '00000001.zxl');
    await rm(join(dir, 'tree.bin'));
    await truncate(segment, (await stat(segment)).size - 5);
    const filler = join(disk, 'filler');
    await writeFile(filler, Buffer.alloc(8 * MIB)).catch((error: unknown) => expect(String(error)).toContain('ENOSPC'));
    const ledger = await openTestLedger(options);
    expect(textsOf((await readEverything(ledger)).entries)).toEqual(taken.slice(0, -1));
    await ledger.close();
    await rm(filler);
    const again = await openTestLedger(options);
    expect(textsOf((await readEverything(again)).entries)).toEqual(taken.slice(0, -1));
    expect(await readdir(join(dir, 'segments'))).toEqual(['00000001.zxl']);
  });
});

describe('low disk', () => {
  it('steps down and up with its warnings and entries, without fluttering at a threshold', async () => {
    let free = 1000 * MIB;
    const ledger = await openTestLedger({ dir: await temporaryFolder(), free: async () => free });
    const told: StorageLevel[] = [];
    ledger.onLevel((level) => told.push(level));
    const at = async (mib: number): Promise<StorageLevel> => {
      free = mib * MIB;
      await ledger.checkSpace();
      await ledger.append([messageDraft(mib)]);
      return ledger.level().level;
    };
    expect([await at(511), await at(513), await at(127), await at(130), await at(150), await at(600)]).toEqual(['noMedia', 'noMedia', 'textOnly', 'textOnly', 'noMedia', 'ok']);
    expect(told).toEqual(['noMedia', 'textOnly', 'noMedia', 'ok']);
    expect(levelsOf((await readEverything(ledger)).entries)).toEqual(told);
    await at(520);
    await expect(ledger.blobs.put(Buffer.alloc(20 * MIB))).rejects.toMatchObject({ code: 'media.diskLow' });
    expect(await ledger.blobs.put(Buffer.alloc(MIB))).toHaveLength(64);
  });

  it('goes on recording when nobody can say how much is free', async () => {
    const warnings: string[] = [];
    const ledger = await openTestLedger({
      dir: await temporaryFolder(), log: { warn: (message) => warnings.push(message) },
      free: async () => {
        throw new Error('no statfs here');
      },
    });
    await ledger.append([messageDraft(1)]);
    expect(ledger.head()).toBe(1);
    expect(warnings).toContain('free space unknown');
  });
});
