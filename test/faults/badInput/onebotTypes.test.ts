/**
 * Frames that parse and still lie: wrong types in every field, actions and events nobody knows, the same message
 * again and again. Bugs these catch: a field trusted by its name, one bad event that takes its neighbours along, an
 * unknown action that stops catch-up, a duplicate bubble after a repeated push, a history page or a restart.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '#shared/domain/ids';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { addBystander, expectClear, startFaultDesk, type Bystander, type FaultDesk } from '#test/kit/faultDesk';
import { createMemoryVault } from '#test/kit/memoryVault';
import { isEntry } from '#test/kit/portClient';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const USER = '20001';
const values: readonly unknown[] = [null, true, 0, -1, 1.5, 1e300, 2 ** 53, '', '\u0000', '０１２', 'x'.repeat(70_000), [], [[]], {}, { toString: 1, __proto__: { a: 1 } }, [null, 7, 'x', {}]];

const friendMessage = (self: string): Readonly<Record<string, unknown>> => ({
  time: 1_790_000_000, self_id: Number(self), post_type: 'message', message_type: 'private', sub_type: 'friend', message_id: 4_711, message_seq: 4_711, real_id: 4_711,
  user_id: 20_001, target_id: 20_001, message: [{ type: 'text', data: { text: '字段' } }], raw_message: '字段', font: 14, message_format: 'array', sender: { user_id: 20_001, nickname: '王', card: '' },
});
const groupMessage = (self: string): Readonly<Record<string, unknown>> =>
  ({ ...friendMessage(self), message_type: 'group', sub_type: 'normal', group_id: 30_001, group_name: '群', anonymous: null, sender: { user_id: 20_001, nickname: '王', role: 'member' } });
const notices = (self: string): readonly Readonly<Record<string, unknown>>[] => [
  { time: 1_790_000_000, self_id: Number(self), post_type: 'notice', notice_type: 'friend_recall', user_id: 20_001, message_id: 4_711 },
  { time: 1_790_000_000, self_id: Number(self), post_type: 'notice', notice_type: 'group_upload', group_id: 30_001, user_id: 20_001, file: { id: 'a', name: 'b', size: 1, busid: 2 } },
  { time: 1_790_000_000, self_id: Number(self), post_type: 'notice', notice_type: 'notify', sub_type: 'poke', user_id: 20_001, target_id: 10_001 },
  { time: 1_790_000_000, self_id: Number(self), post_type: 'request', request_type: 'friend', user_id: 20_001, comment: '加我', flag: 'f' },
  { time: 1_790_000_000, self_id: Number(self), post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: true, good: true }, interval: 5_000 },
];
const segments: readonly string[] = ['text', 'image', 'record', 'video', 'file', 'at', 'reply', 'face', 'json', 'xml', 'share', 'location', 'contact', 'music', 'forward', 'node', 'poke', 'dice', 'markdown', 'mface', 'nobody-knows-this'];
const segmentKeys: readonly string[] = ['text', 'file', 'url', 'id', 'qq', 'data', 'lat', 'lon', 'title', 'content', 'file_size', 'file_id', 'name', 'summary', 'sub_type', 'width', 'height'];

/** One wrong value in one field at a time; `self_id` stays, a frame of another account is another story. */
const spoilt = (frame: Readonly<Record<string, unknown>>): readonly object[] =>
  Object.keys(frame).filter((key) => key !== 'self_id').flatMap((key) => [...values.map((value) => ({ ...frame, [key]: value })), Object.fromEntries(Object.entries(frame).filter(([name]) => name !== key))]);
const spoiltSegments = (self: string): readonly object[] => segments.flatMap((type) => segmentKeys.flatMap((key) => values.map((value) =>
  ({ ...friendMessage(self), message_id: 5_000, message: [{ type, data: { [key]: value } }, { type, data: value }, { type: value, data: { [key]: 'x' } }] }))));

let desk: FaultDesk;
let bystander: Bystander;
beforeAll(async () => {
  desk = await startFaultDesk();
  bystander = await addBystander(desk);
});
afterAll(async () => {
  expect(await desk.desk.call('ledger.verify')).toMatchObject({ intact: true, problems: [] });
  await desk.stop();
  await bystander.stop();
});

describe('wrong types', () => {
  it.each(['napcat', 'gocqhttp'] as const)('%s: any value in any field of any frame costs at most that frame', async (dialect) => {
    const gateway = await startOnebotGateway({ dialect, self: dialect === 'napcat' ? '11001' : '11002', friends: [{ user: USER, nickname: '王' }] });
    const account = await desk.addGateway(gateway);
    await desk.until(account, 'online');
    const frames = [friendMessage(gateway.self), groupMessage(gateway.self), ...notices(gateway.self)].flatMap(spoilt).concat(spoiltSegments(gateway.self));
    expect(frames.length).toBeGreaterThan(3_000);
    gateway.write({ user: USER, message: `${dialect} 先` });
    for (const frame of frames) gateway.push(frame);
    gateway.write({ user: USER, message: `${dialect} 后` });
    await desk.message(account, `${dialect} 先`);
    await desk.message(account, `${dialect} 后`);
    await bystander.works();
    await desk.until(account, 'online');
    expect(desk.complaints(account).filter(({ level }) => level === 'error')).toEqual([]);
    expect(desk.complaints(account).length).toBeLessThan(8);
    await gateway.close();
  });

  it('wrong types in every answer: the account says what it lacks and goes on receiving', async () => {
    const gateway = await startOnebotGateway({ self: '11003' });
    let next = 0;
    gateway.behave('*', { kind: 'ignore' }, 1_000_000);
    const answer = async (): Promise<void> => {
      const request = await gateway.next((frame, direction) => direction === 'in' && 'action' in frame);
      if (next >= 0) void answer();
      next += 1;
      gateway.push({ status: 'ok', retcode: 0, data: values[next % values.length], echo: request.echo });
    };
    void answer();
    const account = await desk.addGateway(gateway);
    const status = await desk.until(account, 'degraded');
    expectClear(status, { state: 'degraded', reason: 'onebot.noIdentity', action: 'wait' });
    gateway.write({ user: USER, message: '答非所问，话照收' });
    await desk.message(account, '答非所问，话照收');
    await bystander.works();
    expect(desk.complaints(account).length).toBeLessThan(5);
    next = -1_000;
    await gateway.close();
  });
});

describe('what nobody knows', () => {
  it('a gateway that knows no action but to log in and send: messages pass, the gap is marked', async () => {
    const gateway = await startOnebotGateway({ dialect: 'onebots', self: '11004', friends: [{ user: USER, nickname: '王' }] });
    for (const action of ['get_status', 'get_version_info', 'get_friend_list', 'get_group_list', 'get_stranger_info', 'get_recent_contact', 'mark_msg_as_read']) gateway.behave(action, { kind: 'refuse', retcode: 1404, wording: '不支持的api' }, 1_000);
    const account = await desk.addGateway(gateway);
    await desk.until(account, 'online');
    gateway.write({ user: USER, message: '什么都不会，话会传' });
    await desk.message(account, '什么都不会，话会传');
    const client = await desk.reply(account, `private:${USER}`, '收到');
    await desk.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === client));
    expect(desk.complaints(account)).toEqual([]);
    await gateway.close();
  });

  it('a send the gateway has no action for fails with words, and the next reply goes out', async () => {
    const gateway = await startOnebotGateway({ self: '11005', friends: [{ user: USER, nickname: '王' }] });
    const account = await desk.addGateway(gateway);
    await desk.until(account, 'online');
    gateway.write({ user: USER, message: '在吗' });
    await desk.message(account, '在吗');
    gateway.behave('send_private_msg', { kind: 'refuse', retcode: 1404, wording: '不支持的api' });
    const first = await desk.reply(account, `private:${USER}`, '第一句');
    const failed = await desk.archive.waitFor(isEntry('reply.failed', (entry) => entry.data.client === first));
    expectClear({ state: 'offline', reason: failed.data.code, ...(failed.data.data ? { data: failed.data.data } : {}), action: 'wait' }, { state: 'offline', reason: 'onebot.unknownAction' });
    const second = await desk.reply(account, `private:${USER}`, '第二句');
    await desk.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === second));
    expect(gateway.sent().map((message) => message.text)).toEqual(['第二句']);
    await gateway.close();
  });

  it('events of another age stay visible with their raw form; actions meant for a gateway are ignored', async () => {
    const gateway = await startOnebotGateway({ self: '11006' });
    const account = await desk.addGateway(gateway);
    await desk.until(account, 'online');
    gateway.push({ time: 1_790_000_000, self_id: 11_006, post_type: 'telepathy', thought: { deep: '想法' } });
    gateway.push({ action: 'send_private_msg', params: { user_id: 1, message: 'x' }, echo: 'their-own' });
    const notice = await desk.archive.waitFor(isEntry('notice.received', (entry) => entry.account === account));
    expect(notice.data).toMatchObject({ type: 'onebot.unsupported', raw: { post_type: 'telepathy', thought: { deep: '想法' } } });
    await bystander.works();
    expect(await desk.of('notice.received', account)).toHaveLength(1);
    await gateway.close();
  });
});

describe('the same again', () => {
  let dataDir = '';
  let gateway: OnebotGateway;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-again-'));
    gateway = await startOnebotGateway({ self: '11007', heartbeatMs: 2_000, friends: [{ user: USER, nickname: '王' }] });
  });
  afterEach(async () => {
    await gateway.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('pushed twice, pushed after a cut, told by history, over a restart: one message each, in order', async () => {
    const vault = createMemoryVault();
    let own = await startFaultDesk({ dataDir, vault });
    const account = await own.addGateway(gateway);
    await own.until(account, 'online');
    const first = gateway.write({ user: USER, message: '一' });
    for (let n = 0; n < 50; n += 1) gateway.pushAgain(first);
    const second = gateway.write({ user: USER, message: '二' });
    gateway.pushAgain(first);
    gateway.pushAgain(second);
    await own.message(account, '二');
    gateway.cut();
    await own.until(account, 'offline');
    await own.until(account, 'online');
    gateway.pushAgain(first);
    await own.stop();
    const third = gateway.write({ user: USER, message: '三' });
    own = await startFaultDesk({ dataDir, vault });
    await own.until(account as AccountId, 'online');
    for (const message of [first, second, third]) gateway.pushAgain(message);
    gateway.write({ user: USER, message: '四' });
    await own.message(account, '四');
    expect(await own.texts(account)).toEqual(['一', '二', '三', '四']);
    expect(own.complaints(account)).toEqual([]);
    await own.stop();
    expect(await verifyLedger(join(dataDir, 'ledger'))).toMatchObject({ problems: [] });
  });

  it('two different messages under one id are two messages (NapCat hashes ids, they collide)', async () => {
    const own = await startFaultDesk({ dataDir });
    const account = await own.addGateway(gateway);
    await own.until(account, 'online');
    gateway.write({ user: USER, message: '一号', id: 99, time: 1_790_000_000 });
    gateway.write({ user: USER, message: '二号', id: 99, time: 1_790_000_900 });
    await own.message(account, '一号');
    await own.message(account, '二号');
    expect(await own.texts(account)).toEqual(['一号', '二号']);
    await own.stop();
  });
});
