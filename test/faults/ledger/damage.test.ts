import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyLedger } from '#electron/engine/ledger/verify';
import type { Entry } from '#shared/ledger/entry';
import { makeSigningKey, messageDraft, openTestLedger, readEverything, recoveries, temporaryFolder } from '#test/kit/ledgerFixture';

const key = makeSigningKey();
const segmentBytes = 400_000;
const options = { key: () => key, segmentBytes };

/** Two sealed segments of two members each, and one that is still open. */
const build = async (): Promise<{ readonly dir: string; readonly entries: readonly Entry[] }> => {
  const dir = await temporaryFolder();
  const ledger = await openTestLedger({ dir, ...options });
  for (let n = 0; n < 2000; n += 40) await ledger.append(Array.from({ length: 40 }, (_, i) => messageDraft(n + i)));
  await ledger.sealed();
  const { entries } = await readEverything(ledger);
  await ledger.close();
  return { dir, entries };
};

describe('damage in the middle', () => {
  it('a flipped bit anywhere is named by verify with its place; everything else is still read, and it is reported once', async () => {
    const { dir, entries } = await build();
    const names = (await readdir(join(dir, 'segments'))).sort();
    expect(names).toEqual(['00000001.zxl.gz', '00000002.zxl.gz', '00000003.zxl']);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 0, max: 7 }), async (name, at, bit) => {
      const copy = await temporaryFolder();
      await cp(dir, copy, { recursive: true });
      const path = join(copy, 'segments', name);
      const bytes = await readFile(path);
      const place = at % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
      await writeFile(path, bytes);

      const { problems } = await verifyLedger(copy);
      const [problem] = problems;
      expect({ kind: problem?.kind, segment: problem?.segment }).toEqual({ kind: 'damaged', segment: name.replace('.gz', '') });
      const isLost = ({ seq }: Entry): boolean => problems.some((named) => named.seq !== undefined && seq >= named.seq && seq <= (named.seqTo ?? named.seq));

      const told: number[] = [];
      for (const _start of [1, 2]) {
        const ledger = await openTestLedger({ dir: copy, ...options });
        const read = await readEverything(ledger);
        const old = read.entries.filter(({ seq }) => seq <= entries.length);
        expect(old).toEqual(entries.filter((entry) => !isLost(entry)));
        expect(read.unreadable).toBe(entries.length - old.length);
        await ledger.append([messageDraft(1)]);
        const incidents = recoveries((await readEverything(ledger)).entries).map(({ data }) => data);
        expect(incidents.every(({ kind, segment }) => kind === 'damaged' && segment === name.replace('.gz', ''))).toBe(true);
        told.push(incidents.length);
        await ledger.close();
      }
      expect(told[0]).toBeGreaterThan(0);
      expect(told[1]).toBe(told[0]);
      await rm(copy, { recursive: true });
    }), { numRuns: 25, endOnFailure: true });
  });

  it('a missing segment is named by verify, reported once, and its numbers stay empty', async () => {
    const { dir, entries } = await build();
    await rm(join(dir, 'segments', '00000002.zxl.gz'));
    const [problem] = (await verifyLedger(dir)).problems;
    expect(problem).toMatchObject({ kind: 'segmentMissing', segment: '00000002.zxl' });
    for (const _start of [1, 2]) {
      const ledger = await openTestLedger({ dir, ...options });
      const read = await readEverything(ledger);
      const gone = entries.filter(({ seq }) => !read.entries.some((entry) => entry.seq === seq)).map(({ seq }) => seq);
      expect(gone[0]).toBe(problem?.seq);
      expect(gone).toEqual(Array.from({ length: gone.length }, (_, i) => (gone[0] ?? 0) + i));
      expect(read.unreadable).toBe(gone.length);
      expect(recoveries(read.entries).map(({ data }) => data)).toEqual([{ kind: 'missingSegment', segment: '00000002.zxl' }]);
      await ledger.close();
    }
  });

  it('the newest segment gone: verify names the first missing entry, no number is used twice', async () => {
    const { dir, entries } = await build();
    await rm(join(dir, 'segments', '00000003.zxl'));
    const [problem] = (await verifyLedger(dir)).problems;
    expect(problem).toMatchObject({ kind: 'truncated', seqTo: entries.length });
    const ledger = await openTestLedger({ dir, ...options });
    const [next] = await ledger.append([messageDraft(1)]);
    expect(next?.seq).toBe(entries.length + 2);
    const read = await readEverything(ledger);
    expect(recoveries(read.entries).map(({ data }) => data)).toEqual([{ kind: 'missingSegment', segment: '00000003.zxl', offset: 0, detail: `entries ${problem?.seq ?? 0}..${entries.length}` }]);
    expect((await readdir(join(dir, 'segments'))).sort()).toEqual(['00000001.zxl.gz', '00000002.zxl.gz', '00000004.zxl']);
    await ledger.close();
    expect((await verifyLedger(dir)).problems[0]).toMatchObject({ kind: 'segmentMissing', segment: '00000003.zxl', seq: problem?.seq });
  });

  it('a segment of another ledger is refused, not read as ours', async () => {
    const { dir } = await build();
    const other = await build();
    await cp(join(other.dir, 'segments', '00000003.zxl'), join(dir, 'segments', '00000003.zxl'));
    await expect(openTestLedger({ dir, ...options })).rejects.toMatchObject({ code: 'ledger.foreign' });
    expect((await verifyLedger(dir)).problems.map(({ kind }) => kind)).toContain('segmentForeign');
  });
});
