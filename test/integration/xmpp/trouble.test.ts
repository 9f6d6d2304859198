import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Secrets, Settings } from '#shared/domain/account';
import { xmpp } from '#electron/engine/channels/xmpp/module';
import { joinCustomer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';
import { freePort } from '#test/peers/tcpProxy';
import { openDesk, reply, type Desk, type DeskOptions } from './desk';

const SEAT = 'agent1@seat.localhost';
const LI = 'li@guest.localhost';
type Account = { readonly settings: Settings; readonly secrets: Secrets };

let peer: Prosody;
const desks: Desk[] = [];
beforeAll(async () => { peer = await startProsody(); });
afterAll(async () => { await peer.stop(); });
afterEach(async () => { for (const desk of desks.splice(0)) await desk.close(); });

const open = (account: Account, options?: DeskOptions): Desk => {
  const desk = openDesk(account, options);
  desks.push(desk);
  return desk;
};
const seat = (settings: Settings = {}, secrets: Secrets = {}): Account => {
  const account = peer.settingsOf(SEAT);
  return { settings: { ...account.settings, ...settings }, secrets: { ...account.secrets, ...secrets } };
};
const check = (account: Account) => xmpp.test(account.settings, account.secrets, new AbortController().signal);

describe('settings that do not work', () => {
  it('asks for the password and knocks no second time', async () => {
    const before = peer.proxy.accepted();
    const desk = open(seat({}, { password: 'falsch' }));
    expect(await desk.untilState('badCredentials')).toMatchObject({ reason: 'xmpp.notAuthorized', action: 'changeSecret' });
    expect(await check(seat({}, { password: 'falsch' }))).toMatchObject({ ok: false, error: { code: 'xmpp.notAuthorized' } });
    await expect.poll(peer.proxy.open).toBe(0);
    expect(peer.proxy.accepted()).toBe(before + 2);
  });

  it('names a host that does not exist, one that refuses and one that is no XMPP server', async () => {
    expect(await check(seat({ service: 'xmpp://nowhere.invalid' }))).toMatchObject({ ok: false, error: { code: 'channel.hostNotFound', data: { host: 'nowhere.invalid' } } });
    expect(await check(seat({ service: `xmpp://127.0.0.1:${await freePort()}` }))).toMatchObject({ ok: false, error: { code: 'channel.refused' } });
    const held = new Set<Socket>();
    const web = createServer((socket) => { held.add(socket); socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'); }).listen(0, '127.0.0.1');
    await new Promise((resolve) => { web.once('listening', resolve); });
    expect(await check(seat({ service: `xmpp://127.0.0.1:${(web.address() as AddressInfo).port}` }))).toMatchObject({ ok: false, error: { code: 'xmpp.notXmpp' } }); // a TCP listener
    for (const socket of held) socket.destroy();
    web.close();
    expect(await check(seat({ jid: 'agent1@other.example', fingerprint: '' }))).toMatchObject({ ok: false, error: { code: 'xmpp.hostUnknown' } });
  });

  it('shows an untrusted certificate with its fingerprint, and a changed one', async () => {
    const untrusted = open(seat({ fingerprint: '' }));
    expect(await untrusted.untilState('misconfigured')).toMatchObject({ reason: 'xmpp.certificate', action: 'editSettings', data: { fingerprint: peer.fingerprint, host: '127.0.0.1' } });
    expect(await check(seat({ fingerprint: 'AB'.repeat(32) }))).toMatchObject({ ok: false, error: { code: 'xmpp.certificateChanged', data: { fingerprint: peer.fingerprint } } });
  });

  it('sends no password in clear when a certificate is pinned but the server offers no TLS', async () => {
    const plain = peer.settingsOf(LI);
    expect(await check({ ...plain, settings: { ...plain.settings, fingerprint: peer.fingerprint } })).toMatchObject({ ok: false, error: { code: 'xmpp.tlsRequired' } });
  });

  it('refuses clear WebSockets to other machines without dialling', async () => {
    expect(await check(seat({ service: 'ws://chat.example.org/xmpp' }))).toMatchObject({ ok: false, error: { code: 'xmpp.tlsRequired' } });
  });

  it('names the field of a bad setting', async () => {
    expect(await check(seat({ jid: 'no-at-sign' }))).toMatchObject({ ok: false, error: { code: 'account.badSetting', data: { field: 'jid' } } });
    expect(await check(seat({ service: 'http://x' }))).toMatchObject({ ok: false, error: { code: 'account.badSetting', data: { field: 'service' } } });
    const desk = open(seat({ fingerprint: 'zz' }));
    expect(await desk.untilState('misconfigured')).toMatchObject({ reason: 'account.badSetting', data: { field: 'fingerprint' } });
  });
});

describe('ways to connect', () => {
  it.each([['direct TLS', () => ({ service: `xmpps://localhost:${peer.ports.tls}` })], ['WebSocket', () => ({ service: `ws://127.0.0.1:${peer.ports.http}/xmpp-websocket`, fingerprint: '' })]])('talks over %s', async (_name, settings) => {
    const customer = await joinCustomer(peer, LI);
    const desk = open(seat(settings()));
    await desk.untilState('online');
    const text = `${_name} ${'中文😀'.repeat(5_000)}`;
    await customer.say(SEAT, text, { noStore: true });
    await desk.untilText(text);
    expect(await desk.channel.send(reply(LI, text))).toMatchObject({ kind: 'accepted' });
    await customer.untilReceived(text);
    await customer.leave();
  });

  it('tests an account, says who it is and leaves nothing behind', async () => {
    expect(await check(seat())).toMatchObject({ ok: true, self: SEAT });
    await expect.poll(peer.proxy.open).toBe(0);
    expect('WebSocket' in globalThis && process.version.startsWith('v20')).toBe(false);
  });
});

describe('in the middle of work', () => {
  it('stops when another program takes the session over, and does not fight for it', async () => {
    const first = open(seat({ resource: 'desk' }));
    await first.untilState('online');
    const second = open(seat({ resource: 'desk' }));
    expect(await first.untilState('kicked')).toMatchObject({ reason: 'xmpp.conflict', action: 'resume' });
    await second.untilState('online');
    expect(second.statuses.map((status) => status.state)).toEqual(['connecting', 'online']);
  });

  it('comes back by itself after the server was restarted', async () => {
    const desk = open(seat());
    await desk.untilState('online');
    await peer.restart();
    const customer = await joinCustomer(peer, LI);
    await customer.say(SEAT, '重启之后');
    await desk.untilText('重启之后');
    await customer.leave();
  });

  it('survives broken XML: a clear state, a new link, nothing lost', async () => {
    const account = 'zhao@guest.localhost';
    const customer = await joinCustomer(peer, LI);
    const desk = open(peer.settingsOf(account));
    await desk.untilState('online');
    peer.proxy.inject('<message><oops></message></stream');
    await customer.say(account, '还在');
    await desk.untilText('还在');
    await desk.untilState('online');
    expect(desk.statuses.some((status) => status.reason === 'xmpp.malformed')).toBe(true);
    await customer.leave();
  });

  it('keeps messages while the ledger is stuck and closes cleanly', async () => {
    const customer = await joinCustomer(peer, LI);
    const desk = open(seat());
    await desk.untilState('online');
    const release = desk.stall();
    await customer.say(SEAT, '账本卡住');
    release();
    await desk.untilText('账本卡住');
    await customer.leave();
  });
});
