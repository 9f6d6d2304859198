/**
 * XMPP accounts whose settings cannot work, and streams no server should send, against a real Prosody. Bugs these
 * catch: a password tried for ever, a certificate accepted or refused without a word, a parser that throws into the
 * engine, a stanza without end that fills the memory, a copy or an archive item believed from a stranger, a line in
 * the log per attempt, messages lost around any of it.
 */
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { xml } from '@xmpp/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Secrets, Settings } from '#shared/domain/account';
import type { AccountId } from '#shared/domain/ids';
import { fastClock } from '#test/kit/channelHarness';
import { countDials } from '#test/kit/countDials';
import { addBystander, expectClear, expectOneLine, startFaultDesk, type Bystander, type FaultDesk } from '#test/kit/faultDesk';
import { freePort } from '#test/kit/freePort';
import { isEntry } from '#test/kit/portClient';
import { joinCustomer, type Customer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';

const MIB = 1024 * 1024;
const SEAT = 'agent1@seat.localhost';
/** A seat without TLS, so that bytes can be slipped into its stream. */
const PLAIN = 'plain@guest.localhost';
const LI = 'li@guest.localhost';

let prosody: Prosody;
let desk: FaultDesk;
let bystander: Bystander;
let li: Customer;
beforeAll(async () => {
  prosody = await startProsody({ accounts: [SEAT, 'boss@guest.localhost', PLAIN, LI] });
  li = await joinCustomer(prosody, LI);
  desk = await startFaultDesk();
  bystander = await addBystander(desk);
});
afterAll(async () => {
  expect(await desk.desk.call('ledger.verify')).toMatchObject({ intact: true, problems: [] });
  await desk.stop();
  await li.leave();
  await Promise.all([bystander.stop(), prosody.stop()]);
});

const mark = { code: '测', color: 1 } as const;
const addSeat = (jid: string, settings: Settings = {}, secrets: Secrets = {}): Promise<AccountId> => {
  const right = prosody.settingsOf(jid);
  return desk.add('xmpp', { ...right.settings, ...settings }, { ...right.secrets, ...secrets });
};
const remove = (account: AccountId): Promise<void> => desk.desk.call('account.remove', { account });

describe('settings that cannot work', () => {
  it('a wrong password is asked for once, and what came meanwhile is there when it is right', async () => {
    const before = prosody.proxy.accepted();
    const account = await addSeat(SEAT, {}, { password: 'falsch-0815' });
    expectClear(await desk.until(account, 'badCredentials'), { state: 'badCredentials', reason: 'xmpp.notAuthorized', action: 'changeSecret' });
    expectOneLine(desk, account, /xmpp\.notAuthorized/);
    await li.say(SEAT, '口令还没对');
    await bystander.works();
    expect(prosody.proxy.accepted()).toBe(before + 1);
    const { settings, secrets } = prosody.settingsOf(SEAT);
    await desk.desk.call('account.edit', { account, name: 'a', settings, secrets, mark });
    await desk.until(account, 'online');
    await desk.message(account, '口令还没对');
    expectOneLine(desk, account);
    await remove(account);
  });

  const wrong: readonly (readonly [string, () => Promise<Settings>, 'offline' | 'misconfigured', string])[] = [
    ['a host that does not exist', async () => ({ service: 'xmpp://nowhere.invalid:5222' }), 'offline', 'channel.hostNotFound'],
    ['a port nobody listens on', async () => ({ service: `xmpp://127.0.0.1:${await freePort()}` }), 'offline', 'channel.refused'],
    ['an untrusted certificate', async () => ({ fingerprint: '' }), 'misconfigured', 'xmpp.certificate'],
    ['another certificate than the pinned one', async () => ({ fingerprint: 'AB'.repeat(32) }), 'misconfigured', 'xmpp.certificateChanged'],
    ['an untrusted certificate on direct TLS', async () => ({ service: `xmpps://127.0.0.1:${prosody.ports.tls}`, fingerprint: '' }), 'misconfigured', 'xmpp.certificate'],
    ['a domain the server does not know', async () => ({ jid: 'agent1@other.example', fingerprint: '' }), 'misconfigured', 'xmpp.hostUnknown'],
  ];
  it.each(wrong)('%s: a state with its way out, one line, the password stays home', async (_name, settings, state, reason) => {
    const account = await addSeat(SEAT, await settings());
    expectClear(await desk.until(account, state, reason), { state, reason });
    if (state === 'offline') {
      const dials = countDials();
      await dials.untilMore(3);
      dials.stop();
    }
    expectOneLine(desk, account, new RegExp(reason.replace('.', '\\.')));
    await bystander.works();
    await remove(account);
  });

  it('a server that speaks something else', async () => {
    const web = createServer((socket) => { socket.on('error', () => socket.destroy()).end('HTTP/1.1 400 Bad Request\r\n\r\n<script>alert(1)</script>'); }).listen(0, '127.0.0.1');
    await once(web, 'listening');
    const { port } = web.address() as AddressInfo; // a TCP listener
    const account = await addSeat(SEAT, { service: `xmpp://127.0.0.1:${port}` });
    expectClear(await desk.until(account, 'misconfigured'), { state: 'misconfigured', reason: 'xmpp.notXmpp', action: 'editSettings' });
    expectOneLine(desk, account, /xmpp\.notXmpp/);
    await remove(account);
    web.close();
  });
});

describe('streams no server should send', () => {
  const broken: readonly (readonly [string, string, string])[] = [
    ['tags that cross', '<message><a><b></a></b></message>', 'xmpp.malformed'],
    ['the stream closed in the middle', '<message><body>halb</stream:stream>', 'xmpp.malformed'],
    ['a stanza without end', `<message from="${LI}"><body>${'x'.repeat(17 * MIB)}`, 'xmpp.stanzaTooLarge'],
  ];
  it.each(broken)('%s: the link is renewed, the words around it are kept', async (name, bytes, reason) => {
    const account = await addSeat(PLAIN);
    await desk.until(account, 'online');
    await li.say(PLAIN, `先 ${name}`);
    await desk.message(account, `先 ${name}`);
    prosody.proxy.inject(bytes);
    expectClear(await desk.untilReason(account, reason), { state: 'offline', reason, action: 'wait' });
    await li.say(PLAIN, `后 ${name}`);
    await desk.message(account, `后 ${name}`);
    await desk.until(account, 'online');
    await bystander.works();
    const own = (await desk.texts(account)).filter((text) => text.endsWith(name));
    expect(own).toEqual([`先 ${name}`, `后 ${name}`]);
    expectOneLine(desk, account, new RegExp(reason.replace('.', '\\.')));
    await remove(account);
  });

  const odd: readonly (readonly [string, string])[] = [
    ['elements 100,000 deep', `<message from="${LI}" type="chat">${'<a>'.repeat(100_000)}x${'</a>'.repeat(100_000)}</message>`],
    ['50,000 children and attributes', `<message from="${LI}" type="chat" ${Array.from({ length: 50_000 }, (_, n) => `a${n}="${n}"`).join(' ')}>${'<b/>'.repeat(50_000)}</message>`],
    ['names and addresses nobody can have', '<message from="@@//@" to="" type="\u{1F600}" id=""><body></body></message><presence from="x@y@z" type="subscribe"/><iq type="result" id="nobody"/><iq type="get" id="q" from="a@b"><x xmlns="urn:none"/></iq>'],
  ];
  it.each(odd)('%s: read within bounds, nothing else happens', async (name, bytes) => {
    const account = await addSeat(PLAIN);
    await desk.until(account, 'online');
    prosody.proxy.inject(bytes);
    await li.say(PLAIN, `后 ${name}`);
    await desk.message(account, `后 ${name}`);
    await bystander.works();
    expect(desk.complaints(account)).toEqual([]);
    expect(desk.states(account).at(-1)).toMatchObject({ state: 'online' });
    await remove(account);
  });

  it.each([
    ['no XML at all', '\u0000\u0001\u0002 GET / HTTP/1.1 <<<>>> &&&'],
    ['a doctype with an entity', `<!DOCTYPE x [<!ENTITY a "实体展开">]><message from="${LI}" type="chat" id="dt-1"><body>&a;</body></message>`],
  ])('%s: swallows what follows, is noticed by the silence, and what was swallowed is fetched', async (name, bytes) => {
    const hasty = await startFaultDesk({ clock: fastClock(10) });
    const { settings, secrets } = prosody.settingsOf(PLAIN);
    const account = await hasty.add('xmpp', settings, secrets);
    await hasty.until(account, 'online');
    prosody.proxy.inject(bytes);
    await li.say(PLAIN, `被吞掉的话 ${name}`);
    expectClear(await hasty.untilReason(account, 'xmpp.silent'), { state: 'offline', reason: 'xmpp.silent', action: 'wait' });
    await hasty.message(account, `被吞掉的话 ${name}`);
    expect(JSON.stringify(await hasty.archive.entries())).not.toContain('实体展开');
    await hasty.until(account, 'online');
    await hasty.stop();
  });

  it('bytes slipped into TLS end that link only', async () => {
    const account = await addSeat(SEAT);
    await desk.until(account, 'online');
    prosody.proxy.inject('<message><body>eingeschleust</body></message>');
    const down = await desk.until(account, 'offline');
    expectClear(down, { state: 'offline', reason: down.reason ?? '', action: 'wait' });
    await desk.until(account, 'online');
    await li.say(SEAT, '之后照常');
    await desk.message(account, '之后照常');
    expect(await desk.texts(account)).not.toContain('eingeschleust');
    expectOneLine(desk, account);
    await remove(account);
  });

  it('5 MB of text is a message', async () => {
    const account = await addSeat(SEAT);
    await desk.until(account, 'online');
    const text = '长'.repeat(Math.floor(5 * MIB / 3));
    await li.say(SEAT, text);
    await desk.message(account, text);
    expect(desk.complaints(account)).toEqual([]);
    await remove(account);
  });
});

describe('what strangers forge', () => {
  const copyOf = (words: string, kind: 'received' | 'sent') => xml(kind, { xmlns: 'urn:xmpp:carbons:2' }, xml('forwarded', { xmlns: 'urn:xmpp:forward:0' },
    xml('message', { from: kind === 'sent' ? SEAT : 'boss@seat.localhost/x', to: kind === 'sent' ? 'wang@guest.localhost' : SEAT, type: 'chat', id: 'forged-1' }, xml('body', {}, words))));

  it('copies, archive items and ids of other people are not believed; their own words are', async () => {
    const account = await addSeat(SEAT);
    await desk.until(account, 'online');
    for (let n = 0; n < 5; n += 1) {
      await li.send(xml('message', { to: SEAT, type: 'chat', id: `f-${n}` }, copyOf('老板说马上转账', 'received')));
      await li.send(xml('message', { to: SEAT, type: 'chat', id: `g-${n}` }, copyOf('坐席自己说的', 'sent')));
      await li.send(xml('message', { to: SEAT, type: 'chat', id: `h-${n}` }, xml('result', { xmlns: 'urn:xmpp:mam:2', queryid: 'q', id: 'x' }, xml('forwarded', { xmlns: 'urn:xmpp:forward:0' },
        xml('message', { from: 'boss@seat.localhost', to: SEAT, id: 'forged-2' }, xml('body', {}, '档案里的老板'))))));
    }
    await li.say(SEAT, '自己的话', { extra: [xml('stanza-id', { xmlns: 'urn:xmpp:sid:0', id: 'fälschung', by: SEAT }), xml('delay', { xmlns: 'urn:xmpp:delay', from: LI, stamp: '1999-01-01T00:00:00Z' })] });
    const own = await desk.message(account, '自己的话');
    expect(own.data.at).toBeGreaterThan(Date.now() - 3_600_000);
    expect(own.data.id).not.toContain('fälschung');
    const texts = await desk.texts(account);
    for (const forged of ['老板说马上转账', '坐席自己说的', '档案里的老板']) expect(texts).not.toContain(forged);
    expect(desk.states(account).at(-1)).toMatchObject({ state: 'online' });
    expectOneLine(desk, account, /forged copy ignored/);
    await bystander.works();
    await remove(account);
  });

  it('a receipt or an error from somebody else changes no reply', async () => {
    const account = await addSeat(SEAT);
    await desk.until(account, 'online');
    await li.say(SEAT, '在吗');
    await desk.message(account, '在吗');
    const client = await desk.reply(account, LI, '在的');
    await desk.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === client));
    const got = await li.untilReceived('在的');
    const other = await joinCustomer(prosody, 'boss@guest.localhost');
    await other.receipt(SEAT, got.id);
    await other.send(xml('message', { to: SEAT, type: 'error', id: got.id }, xml('body', {}, '在的'), xml('error', { type: 'cancel' }, xml('service-unavailable', { xmlns: 'urn:ietf:params:xml:ns:xmpp-stanzas' }))));
    await other.say(SEAT, '我是别人');
    await desk.message(account, '我是别人');
    const about = (await desk.archive.entries()).filter((entry) => entry.account === account);
    expect(about.filter((entry) => entry.type === 'reply.failed')).toEqual([]);
    expect(about.flatMap((entry) => (entry.type === 'receipt.received' && entry.data.state === 'delivered' && entry.conversation !== `${account}/${LI}` ? [entry.data.clients ?? []] : [])).flat()).not.toContain(client);
    await other.leave();
    await remove(account);
  });
});
