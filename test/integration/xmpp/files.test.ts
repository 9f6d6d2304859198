import { createHash } from 'node:crypto';
import { xml } from '@xmpp/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Media, Part } from '#shared/domain/message';
import { joinCustomer, type Customer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';
import { openDesk, reply, type Desk } from './desk';

const SEAT = 'agent1@seat.localhost';
const LI = 'li@guest.localhost';
const WANG = 'wang@guest.localhost';
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let peer: Prosody;
let customer: Customer;
let desk: Desk;
beforeAll(async () => { peer = await startProsody(); });
afterAll(async () => { await peer.stop(); });
beforeEach(async () => {
  customer = await joinCustomer(peer, LI);
  desk = openDesk(peer.settingsOf(SEAT));
  await desk.untilState('online');
});
afterEach(async () => { await desk.close(); await customer.leave(); });

const stored = (bytes: Uint8Array, name: string, mime: string): Media => {
  const blob = createHash('sha256').update(bytes).digest('hex');
  desk.memory.blobs.set(blob, bytes);
  return { name, mime, size: bytes.byteLength, state: 'stored', blob: blob as Media['blob'] }; // a hash made here
};
const bytesAt = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());

describe('files', () => {
  it('sends words, a picture and a file of one reply as one: all arrive, in order, with their bytes', async () => {
    const file = Buffer.from('发票内容');
    const parts: readonly Part[] = [{ kind: 'text', text: '请看附件' }, { kind: 'image', media: stored(PNG, '图 片.png', 'image/png') }, { kind: 'file', media: stored(file, '发票.pdf', 'application/pdf') }];
    const message = reply(LI, parts);
    expect(await desk.channel.send(message)).toMatchObject({ kind: 'accepted' });
    await customer.untilCount(3);
    const lines = customer.log.filter((line) => line.kind === 'received');
    expect(lines.map((line) => line.kind === 'received' && line.id)).toEqual([1, 2, 3].map((index) => `${message.client}.${index}-3`));
    const [words, picture, invoice] = lines;
    if (words?.kind !== 'received' || picture?.kind !== 'received' || invoice?.kind !== 'received') throw new Error('three messages expected');
    expect(words.text).toBe('请看附件');
    expect(picture.url).toBe(picture.text);
    expect(await bytesAt(picture.url ?? '')).toEqual(PNG);
    expect(await bytesAt(invoice.url ?? '')).toEqual(file);
    expect(await desk.channel.confirm?.(message, message.at)).toMatchObject({ kind: 'sent' });
  });

  it('refuses a file over the server\'s limit before anything is sent, and says the limit', async () => {
    const big = Buffer.alloc(8 * 1024 * 1024 + 1);
    const outcome = await desk.channel.send(reply(LI, [{ kind: 'text', text: '太大' }, { kind: 'file', media: stored(big, 'big.bin', 'application/octet-stream') }]));
    expect(outcome).toMatchObject({ kind: 'failed', code: 'xmpp.fileTooLarge', data: { limit: 8 * 1024 * 1024, size: big.byteLength }, retryable: false });
    await customer.say(SEAT, '收到吗');
    expect(customer.received()).not.toContain('太大');
  });

  it('shows a shared picture and file, and fetches their bytes', async () => {
    await customer.share(SEAT, await customer.upload(PNG, '照片.png', 'image/png'));
    const event = await desk.until(() => desk.messages().find((each) => each.direction === 'in' && each.parts[0]?.kind === 'image'));
    const [part] = event.parts;
    if (part?.kind !== 'image') throw new Error('a picture expected');
    expect(part.media).toMatchObject({ name: '照片.png', mime: 'image/png', state: 'remote' });
    expect(event.parts).toHaveLength(1);
    const fetched = await desk.channel.fetchMedia?.(part.media, event.chat.id, new AbortController().signal);
    expect(Buffer.from(fetched?.bytes ?? [])).toEqual(PNG);
    expect(fetched?.mime).toBe('image/png');
    await customer.share(SEAT, await customer.upload(Buffer.from('x'), '合同.docx', 'application/octet-stream'));
    await desk.until(() => desk.messages().find((each) => each.parts[0]?.kind === 'file' && each.parts[0].media.name === '合同.docx'));
  });

  it('does not let a customer point the desk at the house network', async () => {
    const media: Media = { name: 'x.png', mime: 'image/png', state: 'remote', ref: 'http://10.0.0.1/x.png' };
    await expect(desk.channel.fetchMedia?.(media, desk.of('identity')[0]?.self as never, new AbortController().signal)).rejects.toMatchObject({ code: 'media.blocked' });
  });
});

describe('people', () => {
  it('learns name and face of a customer who is no contact, once', async () => {
    // Somebody who never wrote before: what the server still holds of another would be asked about before the introduction.
    const wang = await joinCustomer(peer, WANG);
    await wang.introduce('小王', PNG);
    await wang.say(SEAT, '我是小王');
    const contact = await desk.until(() => desk.of('contact').find((event) => event.contact === WANG));
    expect(contact).toMatchObject({ name: '小王', avatar: { state: 'stored', mime: 'image/png' } });
    expect(desk.memory.blobs.get(contact.avatar?.blob ?? '')).toEqual(PNG);
    await desk.close();
    const { memory } = desk;
    desk = openDesk(peer.settingsOf(SEAT), { memory });
    await desk.untilState('online');
    await wang.say(SEAT, '又是我');
    await desk.untilText('又是我');
    await wang.say(SEAT, '还是我');
    await desk.untilText('还是我');
    expect(desk.of('contact').filter((event) => event.contact === WANG)).toHaveLength(1);
    await wang.leave();
  });

  it('tells once that somebody wants to be a contact', async () => {
    await customer.send(xml('presence', { type: 'subscribe', to: SEAT }));
    const notice = await desk.until(() => desk.of('notice').find((event) => event.type === 'xmpp.subscribe'));
    expect(notice).toMatchObject({ chat: { id: LI }, data: { jid: LI } });
    await desk.close();
    const { memory } = desk;
    desk = openDesk(peer.settingsOf(SEAT), { memory });
    await desk.untilState('online');
    await customer.say(SEAT, '加好友了吗');
    await desk.untilText('加好友了吗');
    expect(desk.of('notice').filter((event) => event.type === 'xmpp.subscribe')).toHaveLength(1);
  });
});
