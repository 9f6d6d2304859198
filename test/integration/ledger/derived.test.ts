import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DiskLedger } from '#electron/engine/ledger/openLedger';
import { makeSigningKey, messageDraft, openTestLedger, temporaryFolder } from '#test/kit/ledgerFixture';

const rootOf = (ledger: DiskLedger): string => Buffer.from(ledger.proveConsistency(0, ledger.head()).toRoot).toString('hex');

const flip = async (path: string, at: number): Promise<void> => {
  const bytes = await readFile(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
};

describe('derived files', () => {
  it('are made anew when missing, cut, altered or of another state: same root, registry and proofs', async () => {
    const dir = await temporaryFolder();
    const key = makeSigningKey();
    const options = { dir, segmentBytes: 60_000, key: () => key };
    const first = await openTestLedger(options);
    await first.append([{ type: 'company.named', actor: { kind: 'system' }, data: { name: '青禾' } }]);
    for (let n = 0; n < 20; n += 1) await first.append(Array.from({ length: 40 }, (_, i) => messageDraft(n * 40 + i)));
    const root = rootOf(first);
    const head = first.head();
    await first.close();
    const tree = join(dir, 'tree.bin');
    const registry = join(dir, 'registry.jsonl');
    const spoils: readonly (() => Promise<void>)[] = [
      () => rm(tree), () => truncate(tree, 1001), () => writeFile(tree, Buffer.alloc(90_000)),
      () => rm(registry), () => truncate(registry, 20), () => flip(registry, 60), () => writeFile(registry, '{"through":5,"crc":0}\n'), () => rm(join(dir, 'ledger.json')),
    ];
    for (const [i, spoil] of spoils.entries()) {
      await spoil();
      const ledger = await openTestLedger(options);
      expect({ i, head: ledger.head(), root: rootOf(ledger), id: ledger.id }).toEqual({ i, head, root, id: first.id });
      expect((await ledger.registry()).map(({ type }) => type)).toEqual(['company.named']);
      for (const seq of [1, 2, 500, head]) expect(ledger.proveInclusion(seq, head).proof.length).toBeGreaterThan(0);
      await ledger.close();
    }
  });

  it('never give out a wrong proof: a node gone bad deep in the tree is told, and mended at the next start', async () => {
    const dir = await temporaryFolder();
    const options = { dir, segmentBytes: 60_000, key: makeSigningKey };
    let ledger = await openTestLedger(options);
    for (let n = 0; n < 20; n += 1) await ledger.append(Array.from({ length: 40 }, (_, i) => messageDraft(n * 40 + i)));
    await ledger.close();
    await flip(join(dir, 'tree.bin'), 33); // the second leaf
    ledger = await openTestLedger(options);
    expect(() => ledger.proveInclusion(2, 800)).toThrow('ledger.treeDamaged');
    await ledger.close();
    ledger = await openTestLedger(options);
    expect(ledger.proveInclusion(2, 800).proof.length).toBe(10);
  });
});
