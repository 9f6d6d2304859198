/** The real ledger and files: what is written where, and what a second start finds. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConversationId } from '#shared/domain/ids';
import { createLogFile } from '#electron/engine/platform/log';
import { startHeadlessEngine, type HeadlessEngine } from '#test/kit/headlessEngine';
import { createMemoryVault } from '#test/kit/memoryVault';
import { isEntry } from '#test/kit/portClient';
import { createScriptedPeer, messageFrom, words, type ScriptedPeer } from '#test/kit/scriptedChannel';

const SECRET = 'kein-Mensch-darf-das-lesen-91c4';
let dataDir = '';
let running: HeadlessEngine | null = null;
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-secrets-')); });
afterEach(async () => {
  await running?.stop();
  running = null;
  await rm(dataDir, { recursive: true, force: true });
});

const vault = createMemoryVault();
const start = async (peer: ScriptedPeer): Promise<HeadlessEngine> => {
  running = await startHeadlessEngine({ modules: [peer.module], dataDir, vault, log: createLogFile({ path: join(dataDir, 'logs', 'engine.log') }) });
  return running;
};
const addAccount = (engine: HeadlessEngine) =>
  engine.desk.call('account.add', { channel: 'onebot', name: '店', settings: { host: 'h' }, secrets: { token: SECRET }, mark: { code: 'A', color: 1 } });

const everyFile = async (dir: string): Promise<readonly Buffer[]> => {
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  return Promise.all(names.filter((name) => name.isFile()).map(async (name) => {
    const bytes = await readFile(join(name.parentPath, name.name));
    return name.name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  }));
};

test('a secret is in no file of the data folder and in no refusal, whatever goes wrong', async () => {
  const peer = createScriptedPeer();
  const engine = await start(peer);
  const { account } = await addAccount(engine);
  const script = await peer.opened(account);
  await script.emit(messageFrom('li', '在吗'));
  script.context.log.error('login refused', { token: SECRET, settings: { password: SECRET } });
  peer.answer = async () => { throw new Error(`bad token ${SECRET}`); };
  const received = await engine.archive.waitFor(isEntry('message.received'));
  await engine.desk.call('reply.submit', { client: 'client-0001', conversation: received.conversation as ConversationId, parts: words('好') }); // messages have one
  await engine.archive.waitFor(isEntry('reply.uncertain'));
  const refusals = await Promise.all([
    engine.desk.raw('account.add', { channel: 'onebot', name: '店', settings: { token: SECRET }, secrets: {}, mark: { code: 'A', color: 1 } }).catch(String),
    engine.desk.raw('account.edit', { account, name: '', settings: {}, secrets: { token: SECRET }, mark: 0 }).catch((error: unknown) => JSON.stringify(error)),
  ]);
  await engine.stop();
  running = null;
  expect(refusals.join()).not.toContain(SECRET);
  for (const bytes of await everyFile(dataDir)) expect(bytes.includes(SECRET)).toBe(false);
});

test('a second start knows accounts, chats, drafts and what is queued, and sends it', async () => {
  const peer = createScriptedPeer();
  peer.onConnect = (script) => { void script.emit(messageFrom('li', '在吗')).then(() => script.status('offline', 'link.cut')); };
  const first = await start(peer);
  await addAccount(first);
  const received = await first.archive.waitFor(isEntry('message.received'));
  const conversation = received.conversation as ConversationId; // messages have one
  await first.desk.call('reply.submit', { client: 'client-0001', conversation, parts: words('一') });
  await first.desk.call('reply.submit', { client: 'client-0002', conversation, parts: words('二') });
  await first.desk.call('draft.save', { conversation, text: '写到一半' });
  await first.desk.call('layout.save', { key: 'tabs', value: [conversation] });
  await first.stop();

  peer.onConnect = (script) => { void script.online(); };
  const second = await start(peer);
  expect(second.engine.person()?.role).toBe('administrator');
  expect((await second.desk.call('engine.info')).company).toBe('测试商行');
  expect((await second.desk.call('draft.list'))[conversation]?.text).toBe('写到一半');
  expect(await second.desk.call('layout.load')).toEqual({ tabs: [conversation] });
  await second.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === 'client-0002'));
  expect(peer.log.map((got) => got.client)).toEqual(['client-0001', 'client-0002']);
  expect(await second.desk.call('ledger.verify')).toMatchObject({ intact: true, problems: [] });
  await second.desk.call('draft.save', { conversation, text: '' });
  expect(await second.desk.call('draft.list')).toEqual({});
});

test('the set-up writes company, administrator and wording in one go, and only once', async () => {
  running = await startHeadlessEngine({
    modules: [], dataDir, withoutSetup: true,
    defaults: { wordings: [{ id: 'w-1' as never, title: '欢迎', category: [], shortcut: '', parts: words('您好'), accounts: [] }] }, // test id
  });
  const { desk, archive } = running;
  await expect(desk.call('reply.withdraw', { client: 'client-0001' })).rejects.toMatchObject({ code: 'port.noPerson' });
  const both = await Promise.allSettled([desk.call('setup.complete', { company: '甲', name: '张', password: '张的口令-2026' }), running.openDesk(null).call('setup.complete', { company: '乙', name: '李', password: '李的口令-2026' })]);
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  const types = (await archive.entries()).map((entry) => entry.type);
  expect(types).toEqual(['system.started', 'company.named', 'person.added', 'person.passwordSet', 'wording.saved']);
  expect((await archive.call('ledger.registry')).entries.length).toBe(4);
});
