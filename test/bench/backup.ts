/** Copies and evidence against what a plain file copy and plain SHA-256 over the same bytes take. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCopy } from '#electron/engine/backup/makeCopy';
import { prepareRepository } from '#electron/engine/backup/repository';
import { restoreCopy } from '#electron/engine/backup/restoreCopy';
import { openLedger } from '#electron/engine/ledger/openLedger';
import { ratioRow, type BenchRow } from '#test/kit/benchRow';

const BLOBS = 48;
const BLOB_BYTES = 2 * 1024 * 1024;
const MIB = 1024 * 1024;

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await run();
  return (performance.now() - from) / 1000;
};
const filesIn = async (dir: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const name of await readdir(dir, { recursive: true })) if ((await stat(join(dir, name))).isFile()) found.push(join(dir, name));
  return found;
};
/** A careful copy: each file synced, as a backup must. */
const plainCopy = async (files: readonly string[], to: string): Promise<void> => {
  await mkdir(to);
  for (const [n, file] of files.entries()) {
    const target = join(to, String(n));
    await copyFile(file, target);
    const handle = await open(target, 'r+');
    await handle.sync().finally(() => handle.close());
  }
};
const plainHash = async (files: readonly string[]): Promise<void> => {
  for (const file of files) createHash('sha256').update(await readFile(file)).digest();
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const root = await mkdtemp(join(tmpdir(), 'zuoxi-bench-backup-'));
  const pkcs8 = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const ledger = await openLedger({ dir: join(root, 'ledger'), seat: 'seat-1', now: Date.now, key: () => ({ pkcs8 }), lowMediaBytes: 0, lowTextBytes: 0 });
  try {
    for (let n = 0; n < BLOBS; n += 1) await ledger.blobs.put(Uint8Array.from(Buffer.alloc(BLOB_BYTES, n + 1)));
    await ledger.append([{ type: 'company.named', actor: { kind: 'system' }, data: { name: '测试' } }]);
    const files = await filesIn(join(root, 'ledger', 'blobs'));
    const size = (BLOBS * BLOB_BYTES) / MIB;
    const place = join(root, 'place');
    await mkdir(place);
    const repository = await prepareRepository(place, ledger.id, { passphrase: '备份口令-2026' });
    const copy = { ledger, dataDir: root, repository, folder: place, company: null, keep: 3, now: Date.now, signal: new AbortController().signal, onProgress: () => undefined, erased: () => [] };
    const copying = size / await timed(() => plainCopy(files, join(root, 'plain')));
    const first = size / await timed(() => makeCopy(copy));
    const again = size / await timed(() => makeCopy(copy));
    const [id = ''] = await repository.list();
    const generation = await repository.read(id);
    const hashing = size / await timed(() => plainHash(files));
    const proving = size / await timed(() => restoreCopy({ repository, generation, into: join(root, 'into'), signal: copy.signal, onProgress: () => undefined }, Date.now));
    return [
      ratioRow('first encrypted copy against a synced file copy', first, 'MiB/s', copying),
      ratioRow('next copy, nothing new, against a synced file copy', again, 'MiB/s', copying, { atLeast: 1 }),
      ratioRow('restored and proven, against a synced file copy', proving, 'MiB/s', copying),
      ratioRow('restored and proven, against plain SHA-256', proving, 'MiB/s', hashing),
    ];
  } finally {
    await ledger.close();
    await rm(root, { recursive: true, force: true });
  }
};
