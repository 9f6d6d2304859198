/** The fold after any crash equals the fold from zero. Catches a snapshot that forgets, repeats or trusts too much. */
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, ChatId, ClientId, ContactId, RemoteMessageId } from '#shared/domain/ids';
import { conversationIdOf } from '#shared/domain/ids';
import type { Draft } from '#shared/ledger/entry';
import { EngineState } from '#electron/engine/state/engineState';
import { openRecorder, type Recorder } from '#electron/engine/state/recorder';
import { createManualClock } from '#test/kit/manualClock';
import { createMemoryDisk, openMemoryLedger, type MemoryDisk } from '#test/kit/memoryLedger';
import { createMemoryLog } from '#test/kit/memoryLog';

const channel = { kind: 'channel' } as const;
const accounts = ['onebot-a', 'onebot-b'] as AccountId[]; // test ids
const ids = fc.integer({ min: 0, max: 12 });

const draft: fc.Arbitrary<Draft> = fc.tuple(fc.nat(17), fc.constantFrom(...accounts), fc.nat(2), ids, fc.integer({ min: 1_700_000_000_000, max: 1_700_001_000_000 })).map(([kind, account, chatNo, n, at]): Draft => {
  const chat = { id: `private:${chatNo}` as ChatId, kind: 'private' as const, title: n % 3 === 0 ? `t${n}` : undefined };
  const conversation = conversationIdOf(account, chat.id);
  const place = { actor: channel, account, conversation };
  const client = `client-${account}-${n}` as ClientId; // test ids
  const id = `m${n}` as RemoteMessageId; // test ids
  const media = { name: 'p', mime: 'image/png', state: 'remote' as const, ref: `r${n}` };
  switch (kind) {
    case 0: return { type: 'account.added', actor: channel, account, data: { channel: 'onebot', name: `n${n}`, settings: {}, mark: { code: 'A', color: 1 }, secretKeys: [] } };
    case 1: return { type: 'account.status', actor: channel, account, data: { status: { state: n % 2 ? 'online' : 'offline', action: 'none' } } };
    case 2: return { type: 'channel.cursor', actor: channel, account, data: { key: `k${n % 3}`, value: String(n) } };
    case 3: return { type: 'reply.queued', ...place, data: { client, parts: [{ kind: 'text', text: String(n) }], at } };
    case 4: return { type: 'reply.attempted', ...place, data: { client, attempt: 1 + (n % 3) } };
    case 5: return { type: 'reply.accepted', ...place, data: { client, at, proof: 'response', id: n % 4 === 0 ? undefined : id } };
    case 6: return { type: 'reply.failed', ...place, data: { client, code: 'x.y', retryable: true } };
    case 7: return { type: 'reply.uncertain', ...place, data: { client, code: 'x.y' } };
    case 8: return { type: 'reply.requeued', ...place, data: { client, why: 'retry' } };
    case 9: return { type: 'reply.withdrawn', ...place, data: { client } };
    case 10: return { type: 'receipt.received', ...place, data: { state: n % 2 ? 'read' : 'delivered', ids: [id], upTo: at, at } };
    case 11: return { type: 'message.recalled', ...place, data: { id, at } };
    case 12: return { type: 'contact.seen', actor: channel, account, data: { contact: `c${chatNo}` as ContactId, name: `n${n}` } };
    case 13: return { type: 'conversation.closed', ...place, data: {} };
    case 14: return { type: 'message.media', ...place, data: { id, part: 0, media: n % 2 ? media : { ...media, state: 'failed' } } };
    case 15: return { type: 'company.named', actor: channel, data: { name: `c${n}` } };
    default: return { type: 'message.received', ...place, data: { chat, id: (kind === 16 ? `m${n}@${at}` : id) as RemoteMessageId, at, direction: n % 5 ? 'in' : 'out', sender: { id: 'c' as ContactId }, parts: n % 2 ? [{ kind: 'text', text: '在吗' }] : [{ kind: 'image', media }], source: n % 3 ? 'live' : 'history' } };
  }
});

const fromZero = (disk: MemoryDisk): EngineState => {
  const state = new EngineState();
  for (const entry of disk.entries) state.apply(entry);
  return state;
};

const open = async (disk: MemoryDisk, dir: string): Promise<Recorder> => {
  const clock = createManualClock();
  return openRecorder({ ledger: openMemoryLedger({ disk, now: clock.now }), dir, clock, log: createMemoryLog().logger('state') });
};

const readable = (state: EngineState): readonly string[] => state.recents.packs().map(([account, pack]) => `${account} ${pack.toString('utf8')}`);

const expectSame = (state: EngineState, disk: MemoryDisk): void => {
  const truth = fromZero(disk);
  expect(JSON.parse(JSON.stringify(state.toJson()))).toEqual(JSON.parse(JSON.stringify(truth.toJson())));
  expect(readable(state)).toEqual(readable(truth));
  expect(state.known.dump()).toEqual(truth.known.dump());
};

let root = '';
beforeAll(async () => { root = await mkdtemp(join(tmpdir(), 'zuoxi-state-')); });
afterAll(async () => { await rm(root, { recursive: true, force: true, maxRetries: 5 }); });

const damage = fc.constantFrom('none', 'noState', 'halfState', 'halfKeys', 'flippedKey', 'longKeys') satisfies fc.Arbitrary<string>;

const hurt = async (dir: string, how: string): Promise<void> => {
  const state = join(dir, 'state.json');
  const keys = join(dir, 'known.bin');
  if (how === 'noState') await rm(state, { force: true });
  if (how === 'halfState') await readFile(state, 'utf8').then((text) => writeFile(state, text.slice(0, text.length / 2)), () => undefined);
  if (how === 'halfKeys') await truncate(keys, 6).catch(() => undefined);
  if (how === 'longKeys') await readFile(keys).then((bytes) => writeFile(keys, Buffer.concat([bytes, Buffer.from('torn tail')])), () => undefined);
  if (how === 'flippedKey') await readFile(keys).then((bytes) => { bytes[2] = (bytes[2] ?? 0) ^ 1; return writeFile(keys, bytes); }, () => undefined);
};

describe('recorder', () => {
  test('any mix of saves, crashes and damaged files folds to the same state', async () => {
    let n = 0;
    const life = fc.record({ drafts: fc.array(draft, { maxLength: 40 }), isClean: fc.boolean(), damage });
    await fc.assert(fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 5 }), async (lives) => {
      n += 1;
      const dir = join(root, String(n));
      const disk = createMemoryDisk();
      for (const each of lives) {
        const recorder = await open(disk, dir);
        expectSame(recorder.state, disk);
        await Promise.all(each.drafts.map((one) => recorder.record([one])));
        expectSame(recorder.state, disk);
        if (each.isClean) await recorder.close();
        await hurt(dir, each.damage);
      }
      expectSame((await open(disk, dir)).state, disk);
    }), { numRuns: 40 });
  }, 120_000); // every save waits for the disk several times

  test('a snapshot of another ledger, or from the future of this one, is not used', async () => {
    const dir = join(root, 'foreign');
    const disk = createMemoryDisk('zuoxi.test/ledger/one');
    const recorder = await open(disk, dir);
    await recorder.record([{ type: 'company.named', actor: channel, data: { name: '甲' } }, { type: 'company.named', actor: channel, data: { name: '乙' } }]);
    await recorder.close();
    expect((await open(createMemoryDisk('zuoxi.test/ledger/two'), dir)).state.company).toBeNull();
    const cut = createMemoryDisk('zuoxi.test/ledger/one');
    cut.entries.push(...disk.entries.slice(0, 1));
    expect((await open(cut, dir)).state.company).toBe('甲');
  });
});
