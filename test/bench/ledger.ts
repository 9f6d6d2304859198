/** The ledger against what its disk can do at best. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, gunzipSync } from 'node:zlib';
import { openLedger, type DiskLedger } from '#electron/engine/ledger/openLedger';
import { decodeHeader } from '#electron/engine/ledger/segmentHeader';
import { accountIdSchema } from '#shared/domain/account';
import { actorSchema } from '#shared/domain/person';
import { bodySchemas, conversationIdSchema, type Draft } from '#shared/ledger/entry';
import { FRAME_HEADER, scanFrames } from '#shared/ledger/frame';
import { quantile, ratioRow, valueRow, type BenchRow } from '#test/kit/benchRow';

const PRODUCERS = 8;
const ENTRIES = 20_000;
const ROUNDS = 3;
const LARGE = 1_000_000;
const READ = 100_000;
const BATCH = 2000;

const openings = ['您好', '在吗', '亲', '请问', '麻烦问一下', '老板', '客服在不在'];
const bodies = ['这件外套还有 M 码吗，我身高一米六五体重五十公斤穿多大合适', '昨天下的单怎么还没有发货，物流一直没有更新', '收到的杯子碎了一个，可以补发吗？图片我已经发过去了', '发票可以开公司抬头吗', '好的谢谢', '我想退货，尺码偏小了，运费谁出', '什么时候有活动，能便宜一点吗'];
const actor = actorSchema.parse({ kind: 'channel' });

const draft = (n: number): Draft => {
  const contact = String(10_000 + (n % 2000));
  const account = `qq-${n % 4}`;
  const text = `${openings[n % openings.length]}，${bodies[(n * 7) % bodies.length]}？（${n}）`;
  return {
    type: 'message.received', actor, account: accountIdSchema.parse(account), conversation: conversationIdSchema.parse(`${account}/private:${contact}`),
    data: bodySchemas['message.received'].parse({
      chat: { id: `private:${contact}`, kind: 'private', title: `客户${contact}`, contact }, id: String(1_000_000_000 + n), at: 1_763_700_000_000 + n * 37,
      direction: 'in', sender: { id: contact, name: `客户${contact}` }, parts: [{ kind: 'text', text }], source: 'live',
    }),
  };
};

const key = { pkcs8: generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') };

const openIn = (dir: string): Promise<DiskLedger> => openLedger({ dir, seat: 'seat-1', now: Date.now, key: () => key });

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** Bytes of every record, in order, from plain and sealed segments. */
const recordSizes = async (dir: string): Promise<readonly number[]> => {
  const sizes: number[] = [];
  for (const name of (await readdir(join(dir, 'segments'))).sort()) {
    const stored = await readFile(join(dir, 'segments', name));
    const bytes = name.endsWith('.gz') ? gunzipSync(stored) : stored;
    for (const piece of scanFrames(bytes, decodeHeader(bytes)?.end ?? 0, (part) => crc32(part))) if (piece.kind === 'frame') sizes.push(piece.frame.bodyEnd - piece.frame.offset);
  }
  return sizes;
};

const bareWrites = async (dir: string, groups: readonly Buffer[]): Promise<number> => {
  const file = await open(join(dir, 'bare'), 'w');
  const took = await seconds(async () => {
    let at = 0;
    for (const group of groups) {
      await file.write(group, 0, group.length, at);
      await file.datasync();
      at += group.length;
    }
  });
  await file.close();
  return took;
};

type Round = { readonly ledger: number; readonly bare: number };

const appendRound = async (drafts: readonly Draft[]): Promise<Round> => {
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-bench-'));
  try {
    const ledger = await openIn(dir);
    const heads: number[] = [];
    ledger.onAdvanced((head) => heads.push(head));
    const took = await seconds(() => Promise.all(Array.from({ length: PRODUCERS }, async (_, producer) => {
      for (let n = producer; n < drafts.length; n += PRODUCERS) await ledger.append(drafts.slice(n, n + 1));
    })));
    await ledger.sealed();
    await ledger.close();
    const sizes = await recordSizes(dir);
    const groups = heads.map((head, i) => Buffer.alloc(sizes.slice(heads[i - 1] ?? 0, head).reduce((sum, size) => sum + size, 0), 0x61));
    return { ledger: drafts.length / took, bare: drafts.length / (await bareWrites(dir, groups)) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

const appendRow = async (): Promise<BenchRow> => {
  const drafts = Array.from({ length: ENTRIES }, (_, n) => draft(n));
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await appendRound(drafts));
  const middle = [...rounds].sort((a, b) => a.ledger / a.bare - b.ledger / b.bare)[Math.floor(ROUNDS / 2)] ?? { ledger: 0, bare: 1 };
  return ratioRow('ledger append, 8 producers, against bare write + fdatasync of the same groups', middle.ledger, 'entries/s', middle.bare, { atLeast: 0.5 });
};

/** What any reader has to do: unpack and parse, without a look at checksums or schemas. Records per second. */
const bareParse = async (dir: string, count: number): Promise<number> => {
  let parsed = 0;
  const took = await seconds(async () => {
    for (const name of (await readdir(join(dir, 'segments'))).sort()) {
      if (parsed >= count) break;
      const bytes = gunzipSync(await readFile(join(dir, 'segments', name)));
      for (let at = decodeHeader(bytes)?.end ?? 0; at < bytes.length && parsed < count; parsed += 1) {
        const headEnd = at + FRAME_HEADER + bytes.readUInt32LE(at + 16);
        const bodyEnd = headEnd + bytes.readUInt32LE(at + 20);
        JSON.parse(bytes.toString('utf8', at + FRAME_HEADER, headEnd));
        JSON.parse(bytes.toString('utf8', headEnd, bodyEnd));
        at = bodyEnd;
      }
    }
  });
  return parsed / took;
};

/** Opening a million entries, and reading in order. */
const largeRows = async (): Promise<readonly BenchRow[]> => {
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-bench-'));
  try {
    let ledger = await openIn(dir);
    for (let n = 0; n < LARGE; n += BATCH) await ledger.append(Array.from({ length: BATCH }, (_, i) => draft(n + i)));
    await ledger.sealed();
    await ledger.close();
    const opened: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      opened.push(await seconds(async () => {
        ledger = await openIn(dir);
      }));
      if (round < 4) await ledger.close();
    }
    const bare = await bareParse(dir, READ);
    const took = await seconds(async () => {
      for (let after = 0; after < READ; ) after = (await ledger.read(after, 1000)).next;
    });
    await ledger.close();
    return [
      valueRow('ledger open at 1,000,000 entries', quantile(opened, 0.5) * 1000, 'ms', { atMost: 500 }),
      ratioRow('ledger read in order, checked, against bare gunzip + JSON.parse of the same records', READ / took, 'entries/s', bare, { atLeast: 0.3 }),
    ];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

export const run = async (): Promise<readonly BenchRow[]> => [await appendRow(), ...(await largeRows())];
