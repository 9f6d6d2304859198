/** The ledger against what its disk can do at best. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openLedger, type DiskLedger } from '#electron/engine/ledger/openLedger';
import { decodeHeader } from '#electron/engine/ledger/segmentHeader';
import { accountIdSchema } from '#shared/domain/account';
import { actorSchema } from '#shared/domain/person';
import { bodySchemas, type Draft, type Entry } from '#shared/ledger/entry';
import { conversationIdSchema } from '#shared/ledger/fields';
import { FRAME_HEADER } from '#shared/ledger/frame';
import { bodyText, DIGEST_HEX, headTextBeforeDigest, SALT_HEX } from '#shared/ledger/record';
import { quantile, ratioRow, valueRow, type BenchRow } from '#test/kit/benchRow';

const PRODUCERS = 8;
const ENTRIES = 50_000;
const WARM = 10_000;
const SLICE = 1000;
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

/** Bytes of the record an entry became; the same texts in the same order as the writer's. */
const recordSize = (entry: Entry): number =>
  FRAME_HEADER + Buffer.byteLength(headTextBeforeDigest({ draft: entry, v: entry.v, seq: entry.seq, at: entry.at, seat: entry.seat })) + DIGEST_HEX + 2 + Buffer.byteLength(bodyText('0'.repeat(SALT_HEX), entry.data));

type Slice = { readonly took: number; readonly groups: readonly number[] };

/** One slice through the ledger; what each of its commits wrote, in bytes. */
const appendSlice = async (ledger: DiskLedger, drafts: readonly Draft[]): Promise<Slice> => {
  const heads = [ledger.head()];
  const stop = ledger.onAdvanced((head) => heads.push(head));
  const sizes = new Map<number, number>();
  const kept: Entry[] = [];
  const took = await seconds(() => Promise.all(Array.from({ length: PRODUCERS }, async (_, producer) => {
    for (let n = producer; n < drafts.length; n += PRODUCERS) kept.push(...(await ledger.append(drafts.slice(n, n + 1))));
  })));
  stop();
  for (const entry of kept) sizes.set(entry.seq, recordSize(entry));
  const bytesOf = (from: number, to: number): number => Array.from({ length: to - from }, (_, i) => sizes.get(from + 1 + i) ?? 0).reduce((sum, size) => sum + size, 0);
  return { took, groups: heads.slice(1).map((head, i) => bytesOf(heads[i] ?? 0, head)) };
};

/** Slice by slice in turn, so that both meet the same disk and the same neighbours. */
const appendRow = async (): Promise<BenchRow> => {
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-bench-'));
  const ledger = await openIn(dir);
  const bare = await open(join(dir, 'bare'), 'w');
  try {
    let at = 0;
    const writeBare = async (groups: readonly number[]): Promise<void> => {
      for (const bytes of groups) {
        await bare.write(Buffer.alloc(bytes, 0x61), 0, bytes, at);
        await bare.datasync();
        at += bytes;
      }
    };
    const total = { ledger: 0, bare: 0 };
    for (let n = 0; n < WARM + ENTRIES; n += SLICE) {
      const { took, groups } = await appendSlice(ledger, Array.from({ length: SLICE }, (_, i) => draft(n + i)));
      const bareTook = await seconds(() => writeBare(groups));
      if (n < WARM) continue; // the engine runs for days: its code is warm
      total.ledger += took;
      total.bare += bareTook;
    }
    return ratioRow('ledger append, 8 producers, against bare write + fdatasync of the same groups', ENTRIES / total.ledger, 'entries/s', ENTRIES / total.bare, { atLeast: 0.5 });
  } finally {
    await bare.close();
    await ledger.close();
    await rm(dir, { recursive: true, force: true });
  }
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
