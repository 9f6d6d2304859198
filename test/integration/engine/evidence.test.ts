/**
 * Evidence packages of a real ledger. Bugs these catch: a byte changed somewhere in a package and not seen, a file added
 * or removed unseen, an entry that is not in the signed tree, a customer's words run as HTML or as a formula, an agent who
 * takes records out, an export nobody is on record for, half a package left after a cancel, a check that never answers.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ZipReader, BlobReader, Uint8ArrayWriter } from '@zip.js/zip.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConversationId, CustomerId } from '#shared/domain/ids';
import type { EvidenceScope } from '#shared/ipc/desk/evidenceRoutes';
import type { MaskedField } from '#shared/rules/customerPolicy';
import { verifyPackage } from '#resources/evidence/verify.mjs';
import { startHeadlessEngine, type HeadlessEngine } from '#test/kit/headlessEngine';
import { isEntry } from '#test/kit/portClient';
import { channelSources } from '#electron/engine/channels/registry';
import { startOnebotGateway } from '#test/peers/onebot/gateway';

const PASSWORD = '证据口令-2026';
const PHONE = '13812345678';
const DOOR = '478号3幢501室';
const HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>';

type Case = { readonly engine: HeadlessEngine; readonly dir: string; readonly conversation: ConversationId };

const prepare = async (): Promise<Case> => {
  const engine = await startHeadlessEngine({ channels: channelSources, ledger: { lowMediaBytes: 0, lowTextBytes: 0, segmentBytes: 16 * 1024 } });
  const gateway = await startOnebotGateway({ self: '10001', heartbeatMs: 2_000, friends: [{ user: '20001', nickname: '王' }] });
  const dir = await mkdtemp(join(tmpdir(), 'zuoxi-evidence-test-'));
  onTestFinished(async () => { await engine.stop(); await gateway.close(); await rm(dir, { recursive: true, force: true }); });
  const { account } = await engine.desk.call('account.add', { channel: 'onebot', name: '店', settings: { mode: 'forward', url: gateway.url, perMinute: 6_000 }, secrets: {}, mark: { code: '店', color: 1 } });
  await engine.archive.waitFor(isEntry('account.identity'));
  const url = gateway.addFile('a.png', Uint8Array.from(Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(300, 3)])));
  gateway.write({ user: '20001', message: [{ type: 'text', data: { text: HOSTILE } }, { type: 'image', data: { file: 'a.png', url } }] });
  gateway.write({ user: '30003', message: '别人的话' });
  gateway.write({ user: '20001', message: `手机 ${PHONE}，寄到杭州市西湖区文三路 ${DOOR}` });
  for (let n = 0; n < 6; n += 1) gateway.write({ user: '20001', message: `第 ${n} 句` });
  await engine.archive.waitFor(isEntry('message.received', (entry) => JSON.stringify(entry.data.parts).includes('第 5 句')));
  await engine.archive.waitFor(isEntry('message.media', (entry) => entry.data.media.state === 'stored'));
  return { engine, dir, conversation: `${account}/private:20001` as ConversationId };
};
const codeOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'none', (error: { readonly code: string }) => error.code);
const unpack = async (path: string, password?: string): Promise<ReadonlyMap<string, Buffer>> => {
  const zip = new ZipReader(new BlobReader(new Blob([await readFile(path)])), { useWebWorkers: false });
  const files = new Map<string, Buffer>();
  for (const entry of await zip.getEntries()) if (!entry.directory) files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter(), { ...(password !== undefined && { password }) })));
  return files;
};
const check = (files: ReadonlyMap<string, Buffer>): ReturnType<typeof verifyPackage> =>
  verifyPackage({ names: [...files.keys()], read: async function* read(name) { yield files.get(name) ?? Buffer.alloc(0); } });

/** Single bytes changed all over each file, `each` per file, and every file removed, added or cut. */
const flipAll = async (files: ReadonlyMap<string, Buffer>, each: number): Promise<void> => {
  let flips = 0;
  for (const [name, good] of files) {
    const step = Math.max(1, Math.floor(good.length / each));
    for (let at = 0; at < good.length; at += step) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
      const { intact, problems } = await check(new Map(files).set(name, bad));
      if (intact || problems.length === 0) expect.fail(`${name} byte ${at} of ${good.length}`);
      flips += 1;
    }
    const without = new Map(files);
    without.delete(name);
    expect((await check(without)).problems, name).toContainEqual({ kind: 'removed', file: name });
    expect((await check(new Map(files).set(name, good.subarray(0, good.length - 1)))).intact, name).toBe(false);
  }
  expect(flips).toBeGreaterThan(each * 7);
  expect((await check(new Map(files).set('more.txt', Buffer.from('x')))).problems).toEqual([{ kind: 'added', file: 'more.txt' }]);
  expect((await check(files)).intact).toBe(true);
};

describe('an evidence package', () => {
  it('proves itself with plain Node, holds this conversation only, runs nothing, and is on record', async () => {
    const { engine, dir, conversation } = await prepare();
    const path = join(dir, 'p.zip');
    const made = await engine.desk.call('evidence.export', { of: { kind: 'conversation', conversations: [conversation] }, purpose: '客户投诉举证', path });
    expect(made).toMatchObject({ messages: 8, attachments: 1, sealed: 0 });
    expect((await engine.archive.waitFor(isEntry('record.exported'))).data).toMatchObject({ conversations: [conversation], purpose: '客户投诉举证', entries: made.entries, isEncrypted: false });
    expect(await engine.desk.call('evidence.verify', { path })).toMatchObject({ intact: true, problems: [], facts: { exportedBy: '管理员', purpose: '客户投诉举证', isOurs: true } });
    const files = await unpack(path);
    const html = files.get('index.html')?.toString('utf8') ?? '';
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).not.toContain('<img src=x');
    expect(files.get('messages.csv')?.toString('utf8')).toContain('"\'=HYPERLINK(""http://x"")');
    for (const [name, bytes] of files) expect(bytes.includes(Buffer.from('别人的话')), name).toBe(false);

    const out = join(dir, 'out');
    for (const [name, bytes] of files) { await mkdir(dirname(join(out, name)), { recursive: true }); await writeFile(join(out, name), bytes); }
    expect(execFileSync(process.execPath, ['verify.mjs'], { cwd: out, encoding: 'utf8' })).toContain('INTACT / 完好');
    const csv = join(out, 'messages.csv');
    const bytes = await readFile(csv);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(csv, bytes);
    const altered = spawnSync(process.execPath, [join(out, 'verify.mjs'), out], { encoding: 'utf8' });
    expect([altered.status, altered.stdout]).toEqual([1, expect.stringContaining('messages.csv: was altered')]);
  });

  it('names thousands of single changed bytes, and every file removed, added or cut', async () => {
    const { engine, dir, conversation } = await prepare();
    const customer = conversation.replace('private:', '') as CustomerId; // the contact of that account
    const hit = (await engine.archive.entries()).find((entry) => entry.type === 'message.received' && JSON.stringify(entry.data.parts).includes('第 3 句'));
    const kinds: readonly { readonly of: EvidenceScope; readonly masked?: MaskedField[]; readonly attachments?: boolean }[] = [
      { of: { kind: 'conversation', conversations: [conversation] } },
      { of: { kind: 'customer', customer }, masked: ['phone', 'address'], attachments: false },
      { of: { kind: 'search', text: '第 3 句', lines: [{ conversation, seq: hit?.seq ?? 0 }] }, masked: ['phone'] },
    ];
    for (const [at, kind] of kinds.entries()) {
      const path = join(dir, `p${at}.zip`);
      await engine.desk.call('evidence.export', { ...kind, purpose: '举证', path });
      await flipAll(await unpack(path), at === 0 ? 260 : 60);
    }
  });

  it('answers whatever byte of the zip itself is changed, and wherever it is cut', async () => {
    const { engine, dir, conversation } = await prepare();
    const path = join(dir, 'p.zip');
    await engine.desk.call('evidence.export', { of: { kind: 'conversation', conversations: [conversation] }, purpose: '举证', path });
    const good = await readFile(path);
    const answer = async (bytes: Buffer): Promise<string> => {
      await writeFile(path, bytes);
      return engine.desk.call('evidence.verify', { path }).then(({ intact }) => (intact ? 'intact' : 'named'), (error: { readonly code: string }) => error.code);
    };
    const step = Math.ceil(good.length / 150);
    const answers = new Set<string>();
    // Headers of the zip too: at 0 the first file's, at the end its directory.
    for (let at = 0; at < good.length; at += step) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ (1 << (at % 8));
      answers.add(await answer(bad));
    }
    for (let at = good.length - 40; at < good.length; at += 1) answers.add(await answer(good.subarray(0, at)));
    // A date of the zip says nothing about the records: what the package holds is intact then.
    expect([...answers].filter((each) => !['named', 'intact', 'evidence.notPackage', 'evidence.needsPassword'].includes(each))).toEqual([]);
    expect(answers).toContain('named');
    expect(await answer(good)).toBe('intact');
  });

  it('covers what is asked for, keeps the proof of what stays sealed, and takes of a search what stands around the hits', async () => {
    const { engine, dir, conversation } = await prepare();
    const customer = conversation.replace('private:', '') as CustomerId; // the contact of that account
    const made = await engine.desk.call('evidence.export', { of: { kind: 'customer', customer }, masked: ['phone', 'address'], attachments: false, purpose: '举证', path: join(dir, 'c.zip') });
    expect(made).toMatchObject({ messages: 8, attachments: 0, sealed: 1 });
    expect((await engine.archive.waitFor(isEntry('record.exported'))).data).toMatchObject({ subject: 'customer', customer, masked: ['phone', 'address'], attachments: false });
    const files = await unpack(join(dir, 'c.zip'));
    for (const [name, bytes] of files) for (const secret of [PHONE, DOOR]) expect(bytes.includes(Buffer.from(secret)), `${secret} in ${name}`).toBe(false);
    expect(files.get('messages.csv')?.toString('utf8')).toContain('138 **** 5678');
    expect(await check(files)).toMatchObject({ intact: true, facts: { sealed: 1, masked: ['phone', 'address'] } });
    // A sealed record cannot be passed off as more of them: the count is signed.
    const lines = files.get('entries.jsonl')?.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>) ?? []; // the package's own form
    const hushed = lines.map((line, at) => (at === 2 ? { seq: line['seq'], head: line['head'], proof: line['proof'] } : line));
    expect((await check(new Map(files).set('entries.jsonl', Buffer.from(`${hushed.map((line) => JSON.stringify(line)).join('\n')}\n`)))).problems).toContainEqual(expect.objectContaining({ kind: 'emptied' }));

    const hit = (await engine.archive.entries()).find((entry) => entry.type === 'message.received' && JSON.stringify(entry.data.parts).includes('第 5 句'));
    const found = await engine.desk.call('evidence.export', { of: { kind: 'search', text: '5', lines: [{ conversation, seq: hit?.seq ?? 0 }] }, purpose: '举证', path: join(dir, 's.zip') });
    expect(found).toMatchObject({ messages: 6, attachments: 0 });
    const html = (await unpack(join(dir, 's.zip'))).get('index.html')?.toString('utf8') ?? '';
    expect(html).toContain('本会话另有 2 条消息不在本包范围内');
    expect(html).not.toContain(PHONE);
    expect(await codeOf(engine.desk.call('evidence.export', { of: { kind: 'customer', customer: 'nobody/1' as CustomerId }, purpose: '举证', path: join(dir, 'n.zip') }))).toBe('customer.unknown');
  });

  it('opens with its password only, and leaves nothing when refused or cancelled', async () => {
    const { engine, dir, conversation } = await prepare();
    const { desk } = engine;
    const path = join(dir, 'secret.zip');
    const ask = { of: { kind: 'conversation' as const, conversations: [conversation] }, purpose: '举证', path };
    expect(await codeOf(desk.call('evidence.export', { ...ask, password: '短' }))).toBe('evidence.weakPassword');
    expect(await codeOf(desk.call('evidence.export', { ...ask, of: { kind: 'conversation', conversations: ['nobody/private:1' as ConversationId] } }))).toBe('conversation.unknown');
    expect(await codeOf(desk.call('evidence.export', { ...ask, path: join(dir, 'none', 'x.zip') }))).toBe('evidence.unwritable');
    const running = codeOf(desk.call('evidence.export', ask));
    await desk.call('evidence.cancel');
    expect(await running).toBe('evidence.cancelled');
    expect(await readdir(dir)).toEqual([]);
    expect((await engine.archive.entries()).filter(isEntry('record.exported'))).toEqual([]);
    await desk.call('evidence.export', { ...ask, password: PASSWORD });
    expect(await codeOf(desk.call('evidence.verify', { path }))).toBe('evidence.needsPassword');
    expect(await codeOf(desk.call('evidence.verify', { path, password: '不是这一句口令' }))).toBe('evidence.needsPassword');
    expect(await desk.call('evidence.verify', { path, password: PASSWORD })).toMatchObject({ intact: true });
    expect((await readFile(path)).includes(Buffer.from('第 5 句'))).toBe(false);
    await writeFile(join(dir, 'no.zip'), 'no zip at all');
    expect(await codeOf(desk.call('evidence.verify', { path: join(dir, 'no.zip') }))).toBe('evidence.notPackage');
    expect(await codeOf(desk.call('backup.look', { folder: dir, passphrase: PASSWORD }))).toBe('backup.notEmpty'); // a desk with accounts is never pushed aside
    const agent = engine.openDesk({ id: 'agent', role: 'agent' });
    expect(await codeOf(agent.call('evidence.export', ask))).toBe('port.forbidden');
    expect(await codeOf(agent.call('evidence.verify', { path }))).toBe('port.forbidden');
  });
});
