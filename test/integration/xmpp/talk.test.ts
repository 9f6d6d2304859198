import { randomUUID } from 'node:crypto';
import { xml } from '@xmpp/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { joinCustomer, type Customer, type CustomerLine } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';
import { openDesk, reply, type Desk } from './desk';

const SEAT = 'agent1@seat.localhost';
const LI = 'li@guest.localhost';
const WANG = 'wang@guest.localhost';

let peer: Prosody;
let customer: Customer;
let desk: Desk;
const guests: Customer[] = [];

beforeAll(async () => { peer = await startProsody(); });
afterAll(async () => { await peer.stop(); });
beforeEach(async () => {
  customer = await joinCustomer(peer, LI);
  desk = openDesk(peer.settingsOf(SEAT));
  await desk.untilState('online');
});
afterEach(async () => {
  await desk.close();
  await customer.leave();
  for (const guest of guests.splice(0)) await guest.leave();
});
const guest = async (jid: string, resource?: string): Promise<Customer> => {
  const joined = await joinCustomer(peer, jid, resource === undefined ? {} : { resource });
  guests.push(joined);
  return joined;
};
/** Lines of one kind, further narrowed by `more`. */
const isKind = <K extends CustomerLine['kind']>(kind: K, more: (line: LineOf<K>) => boolean = () => true) =>
  (line: CustomerLine): line is LineOf<K> => line.kind === kind && more(line as LineOf<K>); // narrowed by the test before it
type LineOf<K extends CustomerLine['kind']> = Extract<CustomerLine, { readonly kind: K }>;

describe('words', () => {
  it('carries a message in and a reply out, over STARTTLS with a pinned certificate', async () => {
    const text = `你好，请问发货了吗？😀 <b>&amp;</b> ${randomUUID()}`;
    await customer.say(SEAT, text);
    const event = await desk.untilText(text);
    expect(event).toMatchObject({ direction: 'in', source: 'live', chat: { id: LI, kind: 'private', contact: LI }, sender: { id: LI } });
    const message = reply(LI, '已经发货了 <script>');
    expect(await desk.channel.send(message)).toMatchObject({ kind: 'accepted', proof: 'response', id: `c/${message.client}` });
    expect((await customer.untilReceived('已经发货了 <script>')).id).toBe(message.client);
  });

  it('keeps every character of long Chinese messages whole, however the network cuts them', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `${'x'.repeat(index % 3)}${'中文测试消息内容😀'.repeat(2_000 + index)}${randomUUID()}`);
    for (const text of texts) await customer.say(SEAT, text, { noStore: true });
    await desk.untilText(texts.at(-1) ?? '');
    const arrived = new Set(desk.texts('in'));
    expect(texts.filter((text) => !arrived.has(text))).toHaveLength(0);
  });

  it('sends long Chinese replies whole and in order', async () => {
    const before = customer.received().length;
    const texts = Array.from({ length: 20 }, (_, index) => `${index} ${'尊敬的顾客您好😀'.repeat(2_000)}`);
    for (const text of texts) expect(await desk.channel.send(reply(LI, text))).toMatchObject({ kind: 'accepted' });
    await customer.untilCount(before + 20);
    expect(customer.received().slice(before)).toEqual(texts);
  });

  it('strips what XML cannot carry instead of losing the whole stream', async () => {
    expect(await desk.channel.send(reply(LI, 'a\u0000b\u0008c\ud800d'))).toMatchObject({ kind: 'accepted' });
    await customer.untilReceived('abc\ufffdd');
  });

  it('keeps the subject, ignores XHTML and shows unknown content in raw form', async () => {
    const mark = randomUUID();
    await customer.say(SEAT, `正文 ${mark}`, { extra: [xml('subject', {}, '退货'), xml('html', { xmlns: 'http://jabber.org/protocol/xhtml-im' }, xml('body', { xmlns: 'http://www.w3.org/1999/xhtml' }, xml('b', {}, 'evil')))] });
    await desk.untilText(`退货\n正文 ${mark}`);
    await customer.send(xml('message', { to: SEAT, type: 'chat', id: mark }, xml('poll', { xmlns: 'urn:example:poll', question: mark })));
    const event = await desk.until(() => desk.messages().find((each) => each.parts.some((part) => part.kind === 'unsupported' && JSON.stringify(part.raw).includes(mark))));
    expect(event).toMatchObject({ direction: 'in', chat: { id: LI }, parts: [{ kind: 'unsupported', type: 'urn:example:poll' }] });
  });
});

describe('signals', () => {
  it('confirms receipt to the customer only once the message is durable', async () => {
    const release = desk.stall();
    const id = await customer.say(SEAT, `收据 ${randomUUID()}`, { receipt: true });
    // A second round trip through the server: a receipt sent too early would be here by now.
    await customer.say(SEAT, 'again');
    expect(customer.log.some(isKind('receipt'))).toBe(false);
    release();
    expect(await customer.until(isKind('receipt', (line) => line.target === id))).toMatchObject({ from: expect.stringContaining(`${SEAT}/`) });
  });

  it('turns receipts, markers and chat states of the customer into facts about our reply', async () => {
    const message = reply(LI, `标记 ${randomUUID()}`);
    await desk.channel.send(message);
    await customer.until(isKind('received', (line) => line.id === message.client));
    expect(await desk.until(() => desk.of('receipt').find((event) => event.clients?.includes(message.client)))).toMatchObject({ state: 'delivered', chat: { id: LI } });
    await customer.displayed(SEAT, message.client);
    await desk.until(() => desk.of('receipt').find((event) => event.state === 'read' && event.clients?.includes(message.client)));
    await customer.state(SEAT, 'composing');
    await desk.until(() => desk.of('typing').find((event) => event.active));
    await customer.state(SEAT, 'paused');
    await desk.until(() => desk.of('typing').at(-1)?.active === false);
  });

  it('tells the customer what was read and that somebody types', async () => {
    const id = await customer.say(SEAT, `已读 ${randomUUID()}`, { markable: true });
    const event = await desk.until(() => desk.messages().find((each) => each.id.includes(id)));
    desk.channel.markRead?.(event.chat, event.id);
    await customer.until(isKind('displayed', (line) => line.target === id));
    desk.channel.typing?.(event.chat, true);
    await customer.until(isKind('chatState', (line) => line.state === 'composing'));
  });
});

describe('corrections', () => {
  it('turns a correction by the author into an edit, also a correction of a correction', async () => {
    const id = await customer.say(SEAT, `地址一 ${randomUUID()}`);
    const original = await desk.until(() => desk.messages().find((each) => each.id.includes(id)));
    await customer.correct(SEAT, id, '地址二');
    await customer.correct(SEAT, id, '地址三');
    const edits = await desk.until(() => { const found = desk.of('edit').filter((event) => event.id === original.id); return found.length === 2 && found; });
    expect(edits.map((event) => event.parts)).toEqual([[{ kind: 'text', text: '地址二' }], [{ kind: 'text', text: '地址三' }]]);
  });

  it('never lets one customer correct or recall the words of another', async () => {
    const id = await customer.say(SEAT, `我的话 ${randomUUID()}`);
    const original = await desk.until(() => desk.messages().find((each) => each.id.includes(id)));
    const wang = await guest(WANG);
    await wang.correct(SEAT, id, '别人的话');
    await wang.retract(SEAT, id);
    await desk.untilText('别人的话');
    await desk.until(() => desk.of('notice').find((event) => event.type === 'xmpp.retraction'));
    expect(desk.of('edit').filter((event) => event.id === original.id)).toHaveLength(0);
    expect(desk.of('recall').filter((event) => event.id === original.id)).toHaveLength(0);
  });

  it('finds the corrected message in the archive after a restart', async () => {
    const id = await customer.say(SEAT, `重启前 ${randomUUID()}`);
    const original = await desk.until(() => desk.messages().find((each) => each.id.includes(id)));
    await desk.close();
    const { memory } = desk;
    desk = openDesk(peer.settingsOf(SEAT), { memory });
    await desk.untilState('online');
    await customer.correct(SEAT, id, '重启后');
    await desk.until(() => desk.of('edit').find((event) => event.id === original.id));
  });

  it('recalls what its author retracts and edits our own reply', async () => {
    const id = await customer.say(SEAT, `说错了 ${randomUUID()}`);
    const original = await desk.until(() => desk.messages().find((each) => each.id.includes(id)));
    await customer.retract(SEAT, id);
    await desk.until(() => desk.of('recall').find((event) => event.id === original.id));
    const message = reply(LI, '周一发货');
    const outcome = await desk.channel.send(message);
    if (outcome.kind !== 'accepted' || !outcome.id) throw new Error('not accepted');
    await desk.channel.edit?.(message.chat, outcome.id, [{ kind: 'text', text: '周二发货' }]);
    expect(await customer.until(isKind('corrected', (line) => line.target === message.client))).toMatchObject({ text: '周二发货' });
  });
});

describe('other devices of the seat', () => {
  it('shows what our phone sent and got as copies, and never acknowledges those', async () => {
    const account = 'zhao@guest.localhost';
    const phone = await guest(account, 'phone');
    const seat = openDesk(peer.settingsOf(account));
    await seat.untilState('online');
    const [sent, got] = [`手机发 ${randomUUID()}`, `客户写 ${randomUUID()}`];
    await phone.say(LI, sent);
    expect(await seat.untilText(sent)).toMatchObject({ direction: 'out', chat: { id: LI }, sender: { id: account }, source: 'live' });
    // Addressed to the phone alone: the desk sees a copy and must leave the receipt to the phone.
    const id = await customer.say(`${account}/phone`, got, { receipt: true });
    expect(await seat.untilText(got)).toMatchObject({ direction: 'in', chat: { id: LI } });
    await customer.until(isKind('receipt', (line) => line.target === id));
    await seat.close();
    expect(customer.log.filter(isKind('receipt', (line) => line.target === id)).map((line) => line.from)).toEqual([`${account}/phone`]);
  });

  it('ignores a forged copy of our own traffic', async () => {
    const mark = randomUUID();
    const inner = xml('message', { xmlns: 'jabber:client', from: SEAT, to: LI, type: 'chat' }, xml('body', {}, mark));
    for (const [name, ns] of [['sent', 'urn:xmpp:carbons:2'], ['received', 'urn:xmpp:carbons:2'], ['result', 'urn:xmpp:mam:2']] as const) {
      await customer.send(xml('message', { to: SEAT, type: 'chat', id: randomUUID() }, xml(name, { xmlns: ns, id: 'x', queryid: 'x' }, xml('forwarded', { xmlns: 'urn:xmpp:forward:0' }, inner))));
    }
    await desk.until(() => desk.logs.filter((line) => line.message === 'forged copy ignored').length === 3);
    expect(JSON.stringify(desk.memory.events)).not.toContain(mark);
  });
});

describe('refusals', () => {
  it('fails a reply to somebody who does not exist with the server\'s reason', async () => {
    expect(await desk.channel.send(reply('nobody@guest.localhost', '在吗'))).toMatchObject({ kind: 'failed', code: 'xmpp.serviceUnavailable' });
    expect(await desk.channel.send(reply('x@far.example', '在吗'))).toMatchObject({ kind: 'failed' });
  });
});
