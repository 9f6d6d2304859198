/**
 * A year of records taken out and checked: export of 100,000 messages as a package, its verifier, the check of the whole ledger,
 * a backup of it and the way back, each against a plain synced file copy and plain SHA-256 over the same bytes in the same
 * run; and how much memory taking out and checking adds: the package itself is never in it.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobReader, ZipReader } from '@zip.js/zip.js';
import { makeCopy } from '#electron/engine/backup/makeCopy';
import { prepareRepository } from '#electron/engine/backup/repository';
import { restoreCopy } from '#electron/engine/backup/restoreCopy';
import { exportEvidence } from '#electron/engine/evidence/exportEvidence';
import { verifyEvidence } from '#electron/engine/evidence/verifyEvidence';
import { openLedger, type DiskLedger } from '#electron/engine/ledger/openLedger';
import { verifyLedger } from '#electron/engine/ledger/verify';
import type { ConversationId } from '#shared/domain/ids';
import type { SignedIn } from '#shared/ipc/session';
import { ratioRow, valueRow, type BenchRow } from '../kit/benchRow';
import { addHistory, settledDrafts } from '../kit/history';

const MESSAGES = Number(process.env['ZUOXI_BENCH_MESSAGES'] ?? 100_000);
const CONVERSATIONS = 40;
const MIB = 1024 * 1024;
const CHUNK = MIB;

const timed = async <T>(run: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> => {
  const from = performance.now();
  const value = await run();
  return { value, seconds: (performance.now() - from) / 1000 };
};

const filesIn = async (dir: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const name of await readdir(dir, { recursive: true })) if ((await stat(join(dir, name))).isFile()) found.push(join(dir, name));
  return found;
};
const bytesIn = async (files: readonly string[]): Promise<number> => (await Promise.all(files.map((file) => stat(file)))).reduce((sum, { size }) => sum + size, 0);

/** `bytes` of text, read in chunks, handed on and, where asked for, written and synced: what any exporter or verifier must at least do. */
const plain = async (bytes: number, path: string | null): Promise<number> => {
  const chunk = Buffer.alloc(CHUNK, '这件外套还有吗 ');
  const { seconds } = await timed(async () => {
    if (path === null) {
      const hash = createHash('sha256');
      for (let at = 0; at < bytes; at += CHUNK) hash.update(chunk.subarray(0, Math.min(CHUNK, bytes - at)));
      return hash.digest();
    }
    const file = await open(path, 'w');
    for (let at = 0; at < bytes; at += CHUNK) await file.write(chunk.subarray(0, Math.min(CHUNK, bytes - at)));
    await file.sync().finally(() => file.close());
    await rm(path);
    return null;
  });
  return bytes / MIB / seconds;
};

/** Highest resident memory above the start while `run` was at work, MiB. */
const grown = async <T>(run: () => Promise<T>): Promise<{ readonly value: T; readonly mib: number }> => {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => { most = Math.max(most, process.memoryUsage.rss()); }, 20);
  try {
    return { value: await run(), mib: (most - before) / MIB };
  } finally {
    clearInterval(timer);
  }
};

/** Bytes of the files in a package. */
const contentBytes = async (path: string): Promise<number> => {
  const zip = new ZipReader(new BlobReader(new Blob([await readFile(path)])), { useWebWorkers: false });
  return (await zip.getEntries()).reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
};

const conversationsOf = async (ledger: DiskLedger): Promise<readonly ConversationId[]> => {
  const found = new Set<ConversationId>();
  for (let after = 0; after < ledger.head();) {
    const page = await ledger.read(after, 5000);
    for (const { conversation } of page.entries) if (conversation !== undefined) found.add(conversation);
    after = page.next;
  }
  return [...found];
};

const measureEvidence = async (ledger: DiskLedger, pkcs8: string, dir: string): Promise<readonly BenchRow[]> => {
  const target = join(dir, 'p.zip');
  const by: SignedIn = { id: 'p1' as SignedIn['id'], name: '程岚', role: 'administrator' }; // the history's own person
  const options = {
    ledger, key: { pkcs8 }, conversations: await conversationsOf(ledger), purpose: '测速', by, company: '青禾', target, subject: { kind: 'conversation' }, masked: [], cover: (text: string) => text,
    attachments: true, nameOf: (id: string) => id, now: Date.now, signal: new AbortController().signal, onProgress: () => undefined,
  };
  const { value: { made, checked }, mib } = await grown(async () => ({ made: await timed(() => exportEvidence(options)), checked: await timed(() => verifyEvidence(target, undefined)) }));
  if (!checked.value.intact || made.value.messages !== MESSAGES) throw new Error(`the package holds ${made.value.messages} messages: ${JSON.stringify(checked.value.problems)}`);
  const bytes = await contentBytes(target);
  const [copying, hashing] = [await plain(bytes, join(dir, 'plain')), await plain(bytes, null)];
  const perSecond = (seconds: number): number => bytes / MIB / seconds;
  return [
    ratioRow(`export of ${MESSAGES.toLocaleString('en')} messages, ${Math.round(bytes / MIB)} MiB, against a synced file copy`, perSecond(made.seconds), 'MiB/s', copying),
    ratioRow('the same against plain SHA-256', perSecond(made.seconds), 'MiB/s', hashing),
    valueRow('messages taken out a second', MESSAGES / made.seconds, 'messages/s'),
    ratioRow('package verified, against plain SHA-256', perSecond(checked.seconds), 'MiB/s', hashing),
    valueRow('memory both add', mib, 'MiB', { atMost: 256 }),
  ];
};

const measureLedger = async (dir: string): Promise<readonly BenchRow[]> => {
  const bytes = await bytesIn([...await filesIn(join(dir, 'segments')), ...await filesIn(join(dir, 'blobs'))]);
  const { value, seconds } = await timed(() => verifyLedger(dir));
  if (!value.isIntact) throw new Error(`not intact: ${JSON.stringify(value.problems[0])}`);
  return [
    ratioRow(`ledger of ${value.entries.toLocaleString('en')} entries verified, against plain SHA-256`, bytes / MIB / seconds, 'MiB/s', await plain(bytes, null)),
    valueRow('entries verified a second', value.entries / seconds, 'entries/s'),
  ];
};

const measureCopies = async (ledger: DiskLedger, dataDir: string, dir: string): Promise<readonly BenchRow[]> => {
  const place = join(dir, 'place');
  await mkdir(place);
  const repository = await prepareRepository(place, ledger.id, { passphrase: '备份口令-2026' });
  const signal = new AbortController().signal;
  const made = await timed(() => makeCopy({ ledger, dataDir, repository, folder: place, company: null, keep: 3, now: Date.now, signal, onProgress: () => undefined, erased: () => [] }));
  const { generation, bytes } = made.value;
  const restored = await timed(() => restoreCopy({ repository, generation, into: join(dir, 'into'), signal, onProgress: () => undefined }, Date.now));
  const [copying, hashing] = [await plain(bytes, join(dir, 'plain')), await plain(bytes, null)];
  const perSecond = (seconds: number): number => bytes / MIB / seconds;
  return [
    ratioRow(`records alone, ${Math.round(bytes / MIB)} MiB, backed up against a synced file copy`, perSecond(made.seconds), 'MiB/s', copying),
    ratioRow('the same restored and proven, against plain SHA-256', perSecond(restored.seconds), 'MiB/s', hashing),
  ];
};

export const run = async (): Promise<readonly BenchRow[]> => {
  const root = await mkdtemp(join(tmpdir(), 'zuoxi-bench-evidence-'));
  const pkcs8 = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  try {
    await addHistory(root, { messages: MESSAGES, accounts: 2, conversations: CONVERSATIONS }, { before: settledDrafts });
    const ledger = await openLedger({ dir: join(root, 'ledger'), seat: 'seat-1', now: Date.now, key: () => ({ pkcs8 }), lowMediaBytes: 0, lowTextBytes: 0 });
    try {
      await ledger.checkpoint();
      return [...await measureEvidence(ledger, pkcs8, root), ...await measureLedger(join(root, 'ledger')), ...await measureCopies(ledger, root, root)];
    } finally {
      await ledger.close();
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
};
