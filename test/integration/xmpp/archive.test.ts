import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joinCustomer, type Customer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody, type ProsodyOptions } from '#test/peers/prosody/startProsody';
import type { Clock } from '#electron/engine/channels/contract/channel';
import { freshMemory, openDesk, reply, type Desk, type DeskOptions } from './desk';

const SEAT = 'agent1@seat.localhost';
const LI = 'li@guest.localhost';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const end of ends.splice(0).reverse()) await end(); });

const start = async (options?: ProsodyOptions): Promise<Prosody> => {
  const peer = await startProsody(options);
  ends.push(peer.stop);
  return peer;
};
const join = async (peer: Prosody): Promise<Customer> => {
  const customer = await joinCustomer(peer, LI);
  ends.push(() => customer.leave().catch(() => undefined));
  return customer;
};
const open = async (peer: Prosody, options?: DeskOptions, state: 'online' | 'degraded' = 'online'): Promise<Desk> => {
  const desk = openDesk(peer.settingsOf(SEAT), options);
  ends.push(desk.close);
  await desk.untilState(state);
  return desk;
};
/** The proof of a reply: a message of ours that came back under its client id. */
const echoOf = (desk: Desk, client: string) => desk.of('message').find((event) => event.client === client);

describe('catch-up', () => {
  let peer: Prosody;
  let customer: Customer;
  beforeEach(async () => { peer = await start(); customer = await join(peer); });

  it('fetches the recent past of a new account once, oldest first', async () => {
    const texts = Array.from({ length: 70 }, (_, index) => `旧消息 ${index}`);
    await customer.burst(SEAT, texts);
    const desk = await open(peer);
    expect(desk.texts('in')).toEqual(texts);
    expect(desk.of('message').filter((event) => event.source === 'history').length).toBe(70);
    expect(desk.of('caughtUp').at(-1)).toMatchObject({ count: 70 });
  });

  it('keeps what the server held while we were away and what its archive says of it as one message', async () => {
    await (await open(peer)).close();
    await customer.say(SEAT, '离线时写的');
    const desk = await open(peer);
    await customer.say(SEAT, '上线后写的');
    await desk.untilText('上线后写的');
    expect(desk.texts('in')).toEqual(['离线时写的', '上线后写的']);
    expect(desk.of('message').filter((event) => event.source === 'offline').map((event) => event.at)).toHaveLength(1);
  });

  it('misses and doubles nothing when the link is cut again and again in the middle of a burst', async () => {
    const desk = await open(peer);
    const texts = Array.from({ length: 120 }, (_, index) => `突发 ${index}`);
    for (const [index, text] of texts.entries()) {
      await customer.say(SEAT, text);
      if (index % 30 === 15) peer.cut();
    }
    await desk.untilText('突发 119');
    await desk.untilState('online');
    expect([...desk.texts('in')].sort()).toEqual([...texts].sort());
    expect(desk.messages().filter((event) => event.direction === 'in')).toHaveLength(120);
  });

  it('pages through a long absence and goes on from its place after a restart of desk and server', async () => {
    const memory = freshMemory();
    const first = await open(peer, { memory });
    await customer.say(SEAT, '之前');
    await first.untilText('之前');
    await first.close();
    const texts = Array.from({ length: 130 }, (_, index) => `缺席 ${index}`);
    await customer.burst(SEAT, texts);
    await peer.restart({ crash: true });
    const second = await open(peer, { memory });
    expect(second.texts('in')).toEqual(['之前', ...texts]);
    expect(second.of('caughtUp').at(-1)?.count).toBe(130);
  });

  it('marks a gap when the archive has forgotten where we were', async () => {
    const memory = freshMemory();
    const first = await open(peer, { memory });
    await customer.say(SEAT, '会被清掉');
    await first.untilText('会被清掉');
    await first.close();
    await peer.restart({ wipeArchive: true });
    const again = await join(peer);
    await again.say(SEAT, '清掉以后');
    const second = await open(peer, { memory });
    await second.untilText('清掉以后');
    const [gap] = second.of('gap');
    expect(gap).toMatchObject({ reason: 'xmpp.archiveExpired' });
    expect(gap && gap.to > gap.from).toBe(true);
  });
});

describe('without an archive', () => {
  it('says so, and marks the time away as a gap', async () => {
    const peer = await start({ archive: false });
    const memory = freshMemory();
    const first = await open(peer, { memory }, 'degraded');
    expect(first.statuses.at(-1)).toMatchObject({ reason: 'xmpp.noArchive' });
    expect(first.of('gap')).toHaveLength(0);
    await first.close();
    const second = await open(peer, { memory }, 'degraded');
    expect(second.of('gap')).toMatchObject([{ reason: 'xmpp.noArchive' }]);
  });
});

describe('a reply whose answer was lost', () => {
  it('is uncertain at once; the resumed stream proves it arrived', async () => {
    const peer = await start();
    const customer = await join(peer);
    const desk = await open(peer);
    const message = reply(LI, '确认丢了');
    peer.proxy.pause('toClient');
    const sending = desk.channel.send(message);
    await customer.untilReceived('确认丢了');
    peer.cut();
    peer.proxy.resume();
    expect(await sending).toMatchObject({ kind: 'uncertain', code: 'xmpp.cut' });
    await desk.until(() => desk.of('sendResult').find((event) => event.client === message.client && event.outcome === 'accepted'));
    await desk.untilState('online');
    expect(await desk.channel.confirm?.(message, message.at)).toMatchObject({ kind: 'sent' });
    expect(customer.received()).toEqual(['确认丢了']);
  });

  it('is found in the archive by a desk that was killed in between', async () => {
    const peer = await start();
    const customer = await join(peer);
    const memory = freshMemory();
    const desk = await open(peer, { memory });
    const message = reply(LI, '杀死之前');
    peer.proxy.pause('toClient');
    void desk.channel.send(message);
    await customer.untilReceived('杀死之前');
    peer.proxy.block();
    peer.cut();
    await desk.close();
    peer.proxy.resume();
    peer.proxy.unblock();
    const second = await open(peer, { memory });
    expect(echoOf(second, message.client)).toMatchObject({ direction: 'out', source: 'history' });
    expect(await second.channel.confirm?.(message, message.at)).toMatchObject({ kind: 'sent' });
  });

  it('is proven not sent when the server never saw it, by the stream\'s count or by the archive', async () => {
    const peer = await start();
    const customer = await join(peer);
    const memory = freshMemory();
    const desk = await open(peer, { memory });
    const message = reply(LI, `没到 ${randomUUID()}`);
    peer.proxy.pause('toServer');
    const sending = desk.channel.send(message);
    await desk.until(() => peer.proxy.accepted() > 0);
    setImmediate(() => { peer.cut(); peer.proxy.resume(); });
    expect(await sending).toMatchObject({ kind: 'uncertain' });
    await desk.untilState('online');
    expect(await desk.channel.confirm?.(message, message.at)).toEqual({ kind: 'notSent' });
    await desk.close();
    const second = await open(peer, { memory });
    expect(await second.channel.confirm?.(message, message.at)).toEqual({ kind: 'notSent' });
    expect(await second.channel.send(message)).toMatchObject({ kind: 'accepted' });
    await customer.untilReceived(message.parts[0]?.kind === 'text' ? message.parts[0].text : '');
    expect(customer.received()).toHaveLength(1);
  });

  it('never leaves this machine on a dead link', async () => {
    const peer = await start();
    const customer = await join(peer);
    const desk = await open(peer);
    peer.proxy.block();
    peer.cut();
    await desk.untilState('offline');
    expect(await desk.channel.send(reply(LI, '断线时'))).toEqual({ kind: 'notSent' });
    peer.proxy.unblock();
    await desk.untilState('online');
    expect(await desk.channel.send(reply(LI, '恢复后'))).toMatchObject({ kind: 'accepted' });
    await customer.untilReceived('恢复后');
    expect(customer.received()).toEqual(['恢复后']);
  });

  it('is proven by a later ping on a server that does not count stanzas', async () => {
    const peer = await start({ streamManagement: false });
    const customer = await join(peer);
    const desk = await open(peer);
    expect(await desk.channel.send(reply(LI, '没有流管理'))).toMatchObject({ kind: 'accepted' });
    await customer.untilReceived('没有流管理');
    expect(await desk.channel.send(reply('nobody@guest.localhost', '在吗'))).toMatchObject({ kind: 'failed', code: 'xmpp.serviceUnavailable' });
  });

  it('finds a new link when the old one falls silent without a word', async () => {
    const peer = await start();
    const customer = await join(peer);
    const waits: { readonly ms: number; readonly run: () => void }[] = [];
    let ahead = 0;
    const after: Clock['after'] = (ms, run) => {
      waits.push({ ms, run });
      const timer = ms < 10_000 ? setTimeout(run, ms) : undefined;
      return () => clearTimeout(timer);
    };
    const desk = await open(peer, { clock: { after, now: () => Date.now() + ahead } });
    peer.proxy.pause();
    ahead = 31_000;
    // The first: a query of the archive may have one of its own.
    waits.find((wait) => wait.ms === 30_000)?.run();
    // Late by a second, as on a machine that was held up: what came meanwhile is read first.
    waits.filter((wait) => wait.ms === 7_500).at(-1)?.run();
    waits.filter((wait) => wait.ms === 15_000).at(-1)?.run();
    expect(await desk.untilState('offline')).toMatchObject({ reason: 'xmpp.silent' });
    peer.proxy.resume();
    await customer.say(SEAT, '新链路');
    await desk.untilText('新链路');
  });
});
