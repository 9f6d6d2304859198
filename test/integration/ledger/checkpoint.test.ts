import { spawnSync } from 'node:child_process';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SigningKey } from '#electron/engine/ledger/contract';
import { merkle } from '#electron/engine/ledger/hashing';
import { noteCrypto } from '#electron/engine/ledger/signer';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { verifyConsistency, verifyInclusion } from '#shared/ledger/merkle';
import { parseCheckpoint, parseNote, parseVkey, verifiedBy } from '#shared/ledger/note';
import { makeSigningKey, messageDraft, openTestLedger, temporaryFolder } from '#test/kit/ledgerFixture';

const many = (count: number) => Array.from({ length: count }, (_, n) => messageDraft(n));

const readCheckpoint = async (dir: string, note: string | null) => {
  const key = parseVkey(noteCrypto, await readFile(join(dir, 'ledger.pub'), 'utf8'));
  const parsed = parseNote(note ?? '');
  expect(key && parsed && verifiedBy(noteCrypto, parsed, [key])).toBeDefined();
  return parseCheckpoint(parsed?.text ?? '');
};

describe('checkpoints', () => {
  it('promise size and root under the ledger\'s name, and proofs between them hold for anyone', async () => {
    const dir = await temporaryFolder();
    const key = makeSigningKey();
    const ledger = await openTestLedger({ dir, key: () => key });
    await ledger.append(many(37));
    const first = await readCheckpoint(dir, await ledger.checkpoint());
    await ledger.append(many(64));
    const second = await readCheckpoint(dir, await ledger.checkpoint());
    expect([first?.origin, first?.size, second?.size]).toEqual([ledger.id, 37, 101]);
    const consistency = ledger.proveConsistency(37, 101);
    expect(verifyConsistency(merkle, { ...consistency, fromRoot: first?.root ?? merkle.empty(), toRoot: second?.root ?? merkle.empty() })).toBe(true);
    const { leaf, proof } = ledger.proveInclusion(20, 101);
    expect(verifyInclusion(merkle, { leaf, proof, index: 19, size: 101, root: second?.root ?? merkle.empty() })).toBe(true);
    expect(() => ledger.proveInclusion(102, 102)).toThrow('ledger.outOfRange');
    expect(() => ledger.proveConsistency(5, 102)).toThrow('ledger.outOfRange');
  });

  it('wait while the vault is locked and are signed when it opens (an unsigned stretch would stay so)', async () => {
    const dir = await temporaryFolder();
    let key: SigningKey | null = null;
    const ledger = await openTestLedger({ dir, key: () => key, checkpointEveryMs: 1 });
    await ledger.append(many(3));
    expect(await ledger.checkpoint()).toBeNull();
    expect((await verifyLedger(dir)).signed).toBe(0);
    key = makeSigningKey();
    expect((await readCheckpoint(dir, await ledger.checkpoint()))?.size).toBe(3);
    await ledger.append(many(2));
    await ledger.close();
    expect(await verifyLedger(dir)).toMatchObject({ isIntact: true, entries: 5, signed: 5, notes: [] });
  });

  it('a torn last note is cut and signed anew; a changed key is kept beside the old one', async () => {
    const dir = await temporaryFolder();
    let ledger = await openTestLedger({ dir, key: makeSigningKey });
    await ledger.append(many(3));
    await ledger.close();
    await appendFile(join(dir, 'checkpoints.log'), `${ledger.id}\n9\nAAAA`);
    expect(await verifyLedger(dir)).toMatchObject({ isIntact: true, notes: [{ kind: 'tornCheckpoint' }] });
    ledger = await openTestLedger({ dir, key: makeSigningKey });
    await ledger.append(many(3));
    await ledger.close();
    expect(await verifyLedger(dir)).toMatchObject({ isIntact: true, entries: 6, signed: 6, checkpoints: 2, notes: [] });
    const [, newest = ''] = (await readFile(join(dir, 'ledger.pub'), 'utf8')).trim().split('\n');
    expect(await verifyLedger(dir, { vkey: newest })).toMatchObject({ isIntact: true, checkpoints: 1, notes: [{ kind: 'otherKey' }] });
  });

  it('verify works beside a writer', async () => {
    const dir = await temporaryFolder();
    const key = makeSigningKey();
    const ledger = await openTestLedger({ dir, key: () => key, segmentBytes: 30_000, checkpointEveryMs: 1 });
    let isDone = false;
    const writing = (async () => {
      while (!isDone) await ledger.append(many(9));
    })();
    for (let n = 0; n < 15; n += 1) expect((await verifyLedger(dir)).problems).toEqual([]);
    isDone = true;
    await writing;
  });
});

describe('npm run verify', () => {
  const run = (...args: readonly string[]) => spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../../../electron/cli/verify.ts'), ...args], { encoding: 'utf8' });

  it('exits 0, 1 or 2 and says why in plain words', async () => {
    const dir = await temporaryFolder();
    const ledger = await openTestLedger({ dir, key: makeSigningKey });
    await ledger.append(many(10));
    await ledger.close();
    const intact = run(dir);
    expect({ status: intact.status, out: intact.stdout.split('\n')[0]?.slice(0, 46) }).toEqual({ status: 0, out: 'INTACT: 10 entries, 10 of them signed (1 check' });
    const path = join(dir, 'segments', '00000001.zxl');
    const bytes = await readFile(path);
    const at = bytes.indexOf('第 4 件');
    bytes[at + 4] = 0x39;
    await rm(path);
    await appendFile(path, bytes);
    const bad = run(dir);
    expect(bad.status).toBe(1);
    expect(bad.stdout.split('\n')[0]).toMatch(/^entry 5 cannot be read, the bytes are damaged \(segment 00000001\.zxl, byte \d+\)$/);
    expect(bad.stdout.split('\n')[1]).toMatch(/^第 5 条记录/);
    for (const args of [[], [dir, 'x'], ['--no'], [join(dir, 'nothing')], [dir, '--vkey', 'x']]) {
      const asked = run(...args);
      expect(asked.status).toBe(2);
      expect(asked.stderr).toContain('npm run verify -- LEDGER_DIR');
    }
  });
});
