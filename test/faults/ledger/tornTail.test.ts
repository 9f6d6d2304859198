import { cp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyLedger } from '#electron/engine/ledger/verify';
import type { Draft } from '#shared/ledger/entry';
import { makeSigningKey, messageDraft, openTestLedger, readEverything, recoveries, temporaryFolder, textsOf } from '#test/kit/ledgerFixture';

const segment = join('segments', '00000001.zxl');

/** A ledger as a crash leaves it: `before` signed entries, then one more call that no checkpoint covers. */
const crashed = async (before: number, lastCall: number, last?: readonly Draft[]): Promise<{ readonly dir: string; readonly from: number; readonly to: number }> => {
  const live = await temporaryFolder();
  const dir = await temporaryFolder();
  const key = makeSigningKey();
  const ledger = await openTestLedger({ dir: live, key: () => key });
  await ledger.append(Array.from({ length: before }, (_, n) => messageDraft(n, `句 ${n}`)));
  await ledger.checkpoint();
  const from = (await readFile(join(live, segment))).length;
  await ledger.append(last ?? Array.from({ length: lastCall }, (_, n) => messageDraft(before + n, `句 ${before + n}`)));
  await cp(live, dir, { recursive: true, filter: (path) => !path.endsWith('ledger.lock') });
  return { dir, from, to: (await readFile(join(dir, segment))).length };
};

describe('torn tail', () => {
  it('at every byte of the last record: cut to the last whole one, kept aside, reported, never guessed at', async () => {
    const { dir, from, to } = await crashed(5, 1, [{ type: 'system.stopped', actor: { kind: 'system' }, data: {} }]);
    const tearAt = async (length: number): Promise<void> => {
      const copy = await temporaryFolder();
      await cp(dir, copy, { recursive: true });
      await truncate(join(copy, segment), length);
      const asLeft = await verifyLedger(copy);
      expect({ length, problems: asLeft.problems, notes: asLeft.notes.map(({ kind }) => kind) }).toEqual({ length, problems: [], notes: length === from ? [] : ['tornTail'] });
      const ledger = await openTestLedger({ dir: copy });
      await ledger.append([messageDraft(9, '新')]);
      const { entries, unreadable } = await readEverything(ledger);
      expect(textsOf(entries)).toEqual(['句 0', '句 1', '句 2', '句 3', '句 4', '新']);
      expect(unreadable).toBe(0);
      const cut = length - from;
      expect(recoveries(entries).map(({ data }) => data)).toEqual(cut === 0 ? [] : [{ kind: 'tornTail', segment: '00000001.zxl', offset: from, bytes: cut }]);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
      const aside = await readdir(join(copy, 'recovered'));
      expect(aside.length).toBe(cut === 0 ? 0 : 1);
      if (aside[0]) expect(await readFile(join(copy, 'recovered', aside[0]))).toEqual((await readFile(join(dir, segment))).subarray(from, length));
      await ledger.close();
      expect((await verifyLedger(copy)).problems).toEqual([]);
      await rm(copy, { recursive: true });
    };
    const lengths = Array.from({ length: to - from }, (_, i) => from + i);
    for (let i = 0; i < lengths.length; i += 8) await Promise.all(lengths.slice(i, i + 8).map(tearAt));
  });

  it('inside a call of several entries the whole call goes: it was never acknowledged', async () => {
    const { dir, from, to } = await crashed(3, 4);
    for (let length = from + 1; length < to; length += 97) {
      const copy = await temporaryFolder();
      await cp(dir, copy, { recursive: true });
      await truncate(join(copy, segment), length);
      expect((await verifyLedger(copy)).problems).toEqual([]);
      const ledger = await openTestLedger({ dir: copy });
      expect(textsOf((await readEverything(ledger)).entries)).toEqual(['句 0', '句 1', '句 2']);
      await ledger.close();
    }
  });

  it('is reported once, even when the report itself was lost in another crash', async () => {
    const { dir, from } = await crashed(3, 1);
    await truncate(join(dir, segment), from + 10);
    const first = await openTestLedger({ dir });
    await first.close();
    await truncate(join(dir, segment), from); // the report's entry never reached the disk
    for (const _again of [1, 2]) {
      const ledger = await openTestLedger({ dir });
      expect(recoveries((await readEverything(ledger)).entries).filter(({ data }) => data.kind === 'tornTail').length).toBe(1);
      await ledger.close();
    }
  });

  it('of entries that were signed is no torn tail but a loss: named by verify, reported, numbers never used again', async () => {
    const dir = await temporaryFolder();
    const key = makeSigningKey();
    const options = { dir, key: () => key };
    const first = await openTestLedger(options);
    await first.append(Array.from({ length: 6 }, (_, n) => messageDraft(n)));
    await first.close();
    const length = (await readFile(join(dir, segment))).length;
    await truncate(join(dir, segment), length - 10);
    expect((await verifyLedger(dir)).problems).toMatchObject([{ kind: 'damaged', seq: 6, seqTo: 6, segment: '00000001.zxl' }]);
    const ledger = await openTestLedger(options);
    const [next] = await ledger.append([messageDraft(7)]);
    expect(next?.seq).toBe(8);
    const { entries, unreadable } = await readEverything(ledger);
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 7, 8]);
    expect(unreadable).toBe(1);
    expect(recoveries(entries).map(({ data }) => data)).toMatchObject([{ kind: 'damaged', segment: '00000001.zxl', detail: 'entries 6..6' }]);
    await ledger.close();
    const again = await openTestLedger(options);
    expect(recoveries((await readEverything(again)).entries).length).toBe(1);
    await again.close();
    expect((await verifyLedger(dir)).problems).toMatchObject([{ kind: 'damaged', seq: 6, segment: '00000001.zxl' }]);
  });
});
