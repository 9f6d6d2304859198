/**
 * A desk with two customers on a real gateway: everything of the first says `SECRET`, everything of the second `OTHER`; and
 * what tests of erasure ask of its disk.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { ConversationId, CustomerId, NoteId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { channelSources } from '#electron/engine/channels/registry';
import { rawRecords } from '#electron/engine/evidence/rawRecords';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { startOnebotGateway } from '../peers/onebot/gateway';
import { startHeadlessEngine, type HeadlessEngine, type HeadlessOptions } from './headlessEngine';
import { isEntry } from './portClient';

export const SECRET = '甲的秘密';
export const OTHER = '乙的话';

export type ErasureCase = { readonly engine: HeadlessEngine; readonly customer: CustomerId; readonly conversation: ConversationId; readonly other: ConversationId; readonly gateway: Awaited<ReturnType<typeof startOnebotGateway>> };

/** Small segments, so that the two lie in several. Ended with the test. */
export const prepareErasure = async (options: HeadlessOptions = {}): Promise<ErasureCase> => {
  const engine = await startHeadlessEngine({ ...options, channels: channelSources, ledger: { lowMediaBytes: 0, lowTextBytes: 0, segmentBytes: 8 * 1024 } });
  const gateway = await startOnebotGateway({ self: '10001', heartbeatMs: 2_000, friends: [{ user: '20001', nickname: SECRET }, { user: '30003', nickname: '乙' }] });
  onTestFinished(async () => { await engine.stop(); await gateway.close(); });
  const { account } = await engine.desk.call('account.add', { channel: 'onebot', name: '店', settings: { mode: 'forward', url: gateway.url, perMinute: 6_000 }, secrets: {}, mark: { code: '店', color: 1 } });
  await engine.archive.waitFor(isEntry('account.identity'));
  const url = gateway.addFile('a.png', Uint8Array.from(Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(300, 3)])));
  gateway.write({ user: '20001', message: [{ type: 'text', data: { text: SECRET } }, { type: 'image', data: { file: 'a.png', url } }] });
  for (let n = 0; n < 40; n += 1) {
    gateway.write({ user: '20001', message: `${SECRET} ${n} ${'长'.repeat(80)}` });
    gateway.write({ user: '30003', message: `${OTHER} ${n}` });
  }
  await engine.archive.waitFor(isEntry('message.received', (entry) => JSON.stringify(entry.data.parts).includes(`${OTHER} 39`)));
  await engine.archive.waitFor(isEntry('message.media', (entry) => entry.data.media.state === 'stored'));
  const customer = `${account}/20001` as CustomerId; // the gateway's own users
  const other = `${account}/30003` as CustomerId;
  const { desk } = engine;
  await desk.call('customer.profile', { customer, fields: { remark: SECRET, phones: ['13812345678'] } });
  await desk.call('customer.import', { action: 'import-0001', file: 't.xlsx', rows: [{ customer, fields: { name: SECRET } }, { customer: other, fields: { name: OTHER } }] });
  await desk.call('customer.change', { action: 'change-0001', customers: [customer, other], change: { kind: 'star', starred: true } });
  await desk.call('followUp.plan', { id: 'follow-0001', customer, due: Date.now() + 86_400_000, purpose: SECRET });
  await desk.call('note.add', { conversation: `${account}/private:20001` as ConversationId, note: 'note-00001' as NoteId, parts: [{ kind: 'text', text: SECRET }] });
  await desk.call('draft.save', { conversation: `${account}/private:20001` as ConversationId, text: `给${SECRET}的草稿` });
  return { engine, gateway, customer, conversation: `${account}/private:20001` as ConversationId, other: `${account}/private:30003` as ConversationId };
};

export const codeOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'none', (error: { readonly code: string }) => error.code);

/** A second administrator, whom a desk of one raises alone with a reason. */
export const second = async ({ desk, openDesk }: HeadlessEngine): Promise<ReturnType<HeadlessEngine['openDesk']>> => {
  const { person } = await desk.call('person.add', { name: '第二人', role: 'administrator', password: '第二人的口令-1', reason: '双人复核' });
  return openDesk({ id: person, role: 'administrator' });
};

export const filesUnder = async (dir: string): Promise<readonly string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true })).filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));

/** Every record of a conversation as it lies on the disk. */
export const raw = async (dataDir: string, conversation: ConversationId): Promise<readonly string[]> => {
  const records: string[] = [];
  for await (const { head, body } of rawRecords(join(dataDir, 'ledger', 'segments'), Number.MAX_SAFE_INTEGER, [Buffer.from(JSON.stringify(conversation))], () => undefined)) records.push(`${head.toString('hex')}:${body.toString('hex')}`);
  return records;
};
export const said = (entries: readonly Entry[], words: string): number => entries.filter((entry) => JSON.stringify(entry).includes(words)).length;

/** The engine goes on by itself after its start; nothing tells a port that was not there yet. */
export const until = (holds: () => Promise<boolean>): Promise<void> => vi.waitFor(async () => { if (!(await holds())) throw new Error('not yet'); }, { timeout: 20_000, interval: 100 });

/** Asked of the disk: an erasure ends the archive ports there are. */
export const isFinished = async (dataDir: string): Promise<boolean> => {
  for await (const record of rawRecords(join(dataDir, 'ledger', 'segments'), Number.MAX_SAFE_INTEGER, [Buffer.from('"type":"erasure.finished"')], () => undefined)) if (record.body.length > 0) return true;
  return false;
};

/** One asks, a second administrator approves; resolves when it is finished. */
export const erase = async (engine: HeadlessEngine, customer: CustomerId): Promise<string> => {
  const { request } = await engine.desk.call('erasure.ask', { customer, reason: '客户要求删除' });
  const finished = engine.desk.next('erasure.finished');
  await (await second(engine)).call('erasure.decide', { request, verdict: 'approved' });
  await finished;
  return request;
};

/** Nothing of the first is in any file, the second's records are byte for byte what they were, and all verifies as erased. */
export const expectErased = async (dataDir: string, other: ConversationId, untouched: readonly string[]): Promise<void> => {
  for (const path of await filesUnder(dataDir)) expect((await readFile(path)).includes(Buffer.from(SECRET)), path).toBe(false);
  expect((await raw(dataDir, other)).slice(0, untouched.length)).toEqual(untouched);
  const report = await verifyLedger(join(dataDir, 'ledger'));
  expect(report.problems).toEqual([]);
  expect(report.notes).toContainEqual(expect.objectContaining({ kind: 'erased', reason: '客户要求删除' }));
};

export const emptyFolder = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-erased-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
};
