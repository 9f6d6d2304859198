/**
 * Frames no gateway should send. Bugs these catch: a parser that throws or recurses, a frame that costs its
 * neighbours, an account that stays broken after the frame is gone, a line in the log per frame, an engine that
 * grows or stops answering, another account that feels any of it.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountStatus } from '#shared/domain/account';
import type { AccountId } from '#shared/domain/ids';
import { addBystander, expectClear, expectOneLine, startFaultDesk, type Bystander, type FaultDesk } from '#test/kit/faultDesk';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';

const MIB = 1024 * 1024;
const USER = '20001';

let desk: FaultDesk;
let bystander: Bystander;
let gateway: OnebotGateway;
let account: AccountId;
let round = 0;

beforeAll(async () => {
  desk = await startFaultDesk();
  bystander = await addBystander(desk);
});
beforeEach(async () => {
  round += 1;
  gateway = await startOnebotGateway({ self: String(10_001 + round), heartbeatMs: 2_000, friends: [{ user: USER, nickname: '王' }] });
  account = await desk.addGateway(gateway);
  await desk.until(account, 'online');
  return async () => {
    await desk.desk.call('account.remove', { account });
    await gateway.close();
  };
});
afterAll(async () => {
  expect(await desk.desk.call('ledger.verify')).toMatchObject({ intact: true, problems: [] });
  await desk.stop();
  await bystander.stop();
});

/** A message right before and right after `hostile`, both kept; the account ends online, the neighbour felt nothing. */
const between = async (hostile: () => void, limit?: { readonly complaints: number }): Promise<void> => {
  gateway.write({ user: USER, message: `先 ${round}` });
  hostile();
  gateway.write({ user: USER, message: `后 ${round}` });
  await desk.message(account, `先 ${round}`);
  await desk.message(account, `后 ${round}`);
  await bystander.works();
  await desk.until(account, 'online');
  expect(await desk.texts(account)).toEqual([`先 ${round}`, `后 ${round}`]);
  if (limit) expect(desk.complaints(account).slice(limit.complaints)).toEqual([]);
};

const deep = (open: string, middle: string, close: string, levels = 100_000): string => open.repeat(levels) + middle + close.repeat(levels);
const unreadable: readonly (readonly [string, readonly string[], AccountStatus['reason'] & string])[] = [
  ['cut JSON', ['{"post_type":"message","message":[{"ty', '{', '"', 'nul', '', '\u0000'], 'channel.badJson'],
  ['no JSON at all', ['<html><script>alert(1)</script></html>', 'GET / HTTP/1.1\r\n\r\n'], 'channel.badJson'],
  ['arrays 100,000 deep', [deep('[', '1', ']')], 'channel.deepJson'],
  ['objects 100,000 deep inside a message', [`{"post_type":"message","message_type":"private","user_id":1,"message":${deep('{"a":', '1', '}')}}`], 'channel.deepJson'],
  ['JSON that is no frame', ['1', 'true', 'null', '"text"', '[]', '{}', '[1,2,3]', '{"a":{"b":1}}'], 'onebot.unknownFrame'],
];

describe('frames nobody can read', () => {
  it.each(unreadable)('%s: said once, skipped, and the history asked for what it may have held', async (_name, frames, reason) => {
    await between(() => { for (let n = 0; n < 40; n += 1) for (const frame of frames) gateway.push(frame); });
    expectClear(await desk.untilReason(account, reason), { state: 'degraded', reason, action: 'wait' });
    expectOneLine(desk, account, new RegExp(reason.replace('.', '\\.')));
  });

  it('binary rubbish in a binary frame', async () => {
    await between(() => gateway.pushBytes(Buffer.from(Array.from({ length: 4_096 }, (_, n) => (n * 7) % 256)), 'binary'));
    expectClear(await desk.untilReason(account, 'channel.badJson'), { state: 'degraded', reason: 'channel.badJson', action: 'wait' });
    expectOneLine(desk, account);
  });

  it('a good message in a binary frame is a message', async () => {
    gateway.pushBytes(Buffer.from(JSON.stringify({ post_type: 'message', message_type: 'private', sub_type: 'friend', user_id: 20_001, self_id: Number(gateway.self), message_id: 77, time: 1_790_000_000, message: [{ type: 'text', data: { text: '二进制里的话' } }], sender: {} })), 'binary');
    await desk.message(account, '二进制里的话');
    expect(desk.complaints(account)).toEqual([]);
  });

  it('bytes that are no UTF-8 in a text frame end the link, not the account', async () => {
    await between(() => gateway.pushBytes(Buffer.from([0x7b, 0xff, 0xfe, 0xc3, 0x28, 0x7d]), 'text'));
    expectClear(await desk.untilReason(account, 'channel.badFrame'), { state: 'offline', reason: 'channel.badFrame', action: 'wait' });
    expectOneLine(desk, account, /channel\.badFrame/);
  });
});

describe('frames that are too large', () => {
  it('20 MB pushed once: the link is renewed, what was around it is kept', async () => {
    await between(() => gateway.push(JSON.stringify({ post_type: 'notice', filler: 'x'.repeat(20 * MIB) })));
    expectClear(await desk.untilReason(account, 'channel.frameTooLarge'), { state: 'offline', reason: 'channel.frameTooLarge', action: 'wait' });
    expectOneLine(desk, account, /channel\.frameTooLarge/);
  });

  it('20 MB kept by the platform: the history that holds it does not keep the account from coming back', async () => {
    gateway.write({ user: USER, message: `先 ${round}` });
    await desk.message(account, `先 ${round}`);
    const time = Math.floor(Date.now() / 1_000);
    gateway.write({ user: USER, message: '大'.repeat(7 * MIB), time: time + 1 });
    gateway.write({ user: '20002', message: `别的客户 ${round}`, time: time + 2 });
    gateway.write({ user: USER, message: `后 ${round}`, time: time + 3 });
    await desk.message(account, `别的客户 ${round}`);
    await desk.message(account, `后 ${round}`);
    await desk.until(account, 'online');
    await bystander.works();
    const gaps = await desk.of('gap.noted', account);
    expect(gaps.map((gap) => [gap.conversation, gap.data.reason])).toEqual([[`${account}/private:${USER}`, 'onebot.historyTooLarge']]);
    expectOneLine(desk, account, /channel\.frameTooLarge/);
  });

  it('15 MB of text, just below the limit, is a message', async () => {
    const text = '长'.repeat(2 * MIB);
    gateway.write({ user: USER, message: text });
    await desk.message(account, text);
    await bystander.works();
    expect(desk.complaints(account)).toEqual([]);
  });
});

describe('frames without end', () => {
  it('20,000 heartbeats and lifecycles: nothing on record, nothing in the log', async () => {
    const before = (await desk.archive.entries()).filter((entry) => entry.account === account).length;
    await between(() => {
      for (let n = 0; n < 10_000; n += 1) {
        gateway.push({ post_type: 'meta_event', meta_event_type: 'heartbeat', time: 1_790_000_000, self_id: Number(gateway.self), status: { online: true, good: true }, interval: 5_000 });
        gateway.push({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect', time: 1_790_000_000, self_id: Number(gateway.self) });
      }
    }, { complaints: 0 });
    const after = (await desk.archive.entries()).filter((entry) => entry.account === account);
    expect(after.length - before).toBeLessThan(15);
    expect(after.some((entry) => entry.type === 'notice.received')).toBe(false);
  });

  it('5,000 pings at once: the link is renewed rather than the memory filled', async () => {
    await between(() => gateway.ping(5_000), { complaints: 1 });
    expectClear(await desk.untilReason(account, 'channel.cut'), { state: 'offline', reason: 'channel.cut', action: 'wait' });
  });

  it('an account that goes offline and online 300 times is written a few times, with the count', async () => {
    await between(() => { for (let n = 0; n < 300; n += 1) { gateway.setOnline(false); gateway.setOnline(true); } });
    expect((await desk.of('account.status', account)).length).toBeLessThan(20);
    expect(desk.complaints(account).length).toBeLessThanOrEqual(2);
  });

  it('answers nobody asked for are ignored', async () => {
    await between(() => { for (let n = 0; n < 2_000; n += 1) gateway.push({ status: 'ok', retcode: n, data: { user_id: 1 }, echo: `zx-${n}` }); }, { complaints: 0 });
  });
});
