/**
 * Settings of a OneBot account that cannot work. Bugs these catch: a wrong token hammered for ever, a dialect whose
 * refusal looks like a passing cut, a state without sentence or way out, a log line per attempt, an account that
 * does not come back once the cause is gone, one account's trouble felt by another.
 */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDials } from '#test/kit/countDials';
import { addBystander, expectClear, expectOneLine, startFaultDesk, type Bystander, type FaultDesk } from '#test/kit/faultDesk';
import { freePort } from '#test/kit/freePort';
import type { DialectName } from '#test/peers/onebot/dialects';
import { startOnebotGateway } from '#test/peers/onebot/gateway';
import { startProsody } from '#test/peers/prosody/startProsody';

let desk: FaultDesk;
let bystander: Bystander;
beforeAll(async () => {
  desk = await startFaultDesk();
  bystander = await addBystander(desk);
});
afterAll(async () => {
  await desk.stop();
  await bystander.stop();
});

const mark = { code: '测', color: 1 } as const;

describe('wrong token', () => {
  it.each<DialectName>(['napcat', 'llonebot', 'lagrange', 'gocqhttp', 'onebots'])('%s: asks for the token, knocks no second time, and works once it is right', async (dialect) => {
    const gateway = await startOnebotGateway({ dialect, token: 'richtig-4711', friends: [{ user: '20001', nickname: '王' }] });
    const account = await desk.addGateway(gateway, {}, { token: 'falsch-0815' });
    expectClear(await desk.until(account, 'badCredentials'), { state: 'badCredentials', reason: 'onebot.badToken', action: 'changeSecret' });
    expectOneLine(desk, account, /onebot\.badToken/);
    await bystander.works();
    await desk.desk.call('account.edit', { account, name: dialect, settings: { mode: 'forward', url: gateway.url }, secrets: { token: 'richtig-4711' }, mark });
    await desk.until(account, 'online');
    gateway.write({ user: '20001', message: `口令对了 ${dialect}` });
    await desk.message(account, `口令对了 ${dialect}`);
    expectOneLine(desk, account);
    await gateway.close();
  });

  it('reverse: a gateway that dials with the wrong token is turned away twenty times and told once', async () => {
    const port = await freePort();
    const account = await desk.add('onebot', { mode: 'reverse', port }, { token: 'richtig-4711' });
    const gateway = await startOnebotGateway({ token: 'falsch-0815', reverse: { url: `ws://127.0.0.1:${port}/`, reconnectMs: 20 } });
    expectClear(await desk.until(account, 'badCredentials'), { state: 'badCredentials', reason: 'onebot.badToken', action: 'changeSecret' });
    const dials = countDials();
    await dials.untilMore(20);
    dials.stop();
    expectOneLine(desk, account, /onebot\.badToken/);
    await bystander.works();
    gateway.setToken('richtig-4711');
    await desk.until(account, 'online');
    gateway.write({ user: '20001', message: '自己好了' });
    await desk.message(account, '自己好了');
    await gateway.close();
  });
});

describe('nobody there', () => {
  const nowhere: readonly (readonly [string, () => Promise<string>, string])[] = [
    ['a host that does not exist', async () => 'ws://nowhere.invalid:3001', 'channel.hostNotFound'],
    ['a port nobody listens on', async () => `ws://127.0.0.1:${await freePort()}`, 'channel.refused'],
  ];
  it.each(nowhere)('%s: says so, goes on trying, one line', async (_name, url, reason) => {
    const account = await desk.add('onebot', { mode: 'forward', url: await url() });
    expectClear(await desk.until(account, 'offline'), { state: 'offline', reason, action: 'editSettings' });
    const dials = countDials();
    await dials.untilMore(3);
    dials.stop();
    await desk.until(account, 'offline', reason);
    expectOneLine(desk, account, new RegExp(reason.replace('.', '\\.')));
    await bystander.works();
    await desk.desk.call('account.pause', { account });
  });

  it('a gateway that comes up later is found without a hand', async () => {
    const port = await freePort();
    const account = await desk.add('onebot', { mode: 'forward', url: `ws://127.0.0.1:${port}` });
    await desk.until(account, 'offline', 'channel.refused');
    const gateway = await startOnebotGateway({ port });
    await desk.until(account, 'online');
    gateway.write({ user: '20001', message: '网关后来才开' });
    await desk.message(account, '网关后来才开');
    await gateway.close();
  });

  it('a web server that is no gateway', async () => {
    const web = createServer((_request, response) => { response.writeHead(404).end('<script>alert(1)</script>'); }).listen(0, '127.0.0.1');
    await once(web, 'listening');
    const { port } = web.address() as AddressInfo; // a TCP listener
    const account = await desk.add('onebot', { mode: 'forward', url: `ws://127.0.0.1:${port}` });
    expectClear(await desk.until(account, 'misconfigured'), { state: 'misconfigured', reason: 'channel.handshakeRefused', action: 'editSettings' });
    await once(web, 'upgrade').catch(() => undefined);
    expectOneLine(desk, account, /handshakeRefused/);
    await desk.desk.call('account.pause', { account });
    web.closeAllConnections();
    web.close();
  });

  it('a certificate nobody vouches for (the TLS port of a real server)', async () => {
    const prosody = await startProsody();
    const account = await desk.add('onebot', { mode: 'forward', url: `wss://127.0.0.1:${prosody.ports.tls}` });
    expectClear(await desk.until(account, 'misconfigured'), { state: 'misconfigured', reason: 'channel.tls', action: 'editSettings' });
    const dials = countDials();
    await dials.untilMore(3);
    dials.stop();
    expectOneLine(desk, account, /channel\.tls/);
    await bystander.works();
    await desk.desk.call('account.pause', { account });
    await prosody.stop();
  });
});

describe('reverse', () => {
  it('a port in use is named; after it is free, connecting again is enough', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo; // a TCP listener
    const account = await desk.add('onebot', { mode: 'reverse', port });
    const status = await desk.until(account, 'misconfigured');
    expectClear(status, { state: 'misconfigured', reason: 'channel.portInUse', action: 'editSettings' });
    expect(status.data).toMatchObject({ port });
    expectOneLine(desk, account, /channel\.portInUse/);
    await bystander.works();
    holder.close();
    await once(holder, 'close');
    await desk.desk.call('account.reconnect', { account });
    await desk.until(account, 'offline', 'onebot.waitingForGateway');
    const gateway = await startOnebotGateway({ reverse: { url: `ws://127.0.0.1:${port}/`, reconnectMs: 50 } });
    await desk.until(account, 'online');
    gateway.write({ user: '20001', message: '端口空了' });
    await desk.message(account, '端口空了');
    await gateway.close();
  });

  it('two accounts on one port: the second says so, the first goes on', async () => {
    const port = await freePort();
    const first = await desk.add('onebot', { mode: 'reverse', port });
    await desk.until(first, 'offline', 'onebot.waitingForGateway');
    const second = await desk.add('onebot', { mode: 'reverse', port });
    expectClear(await desk.until(second, 'misconfigured'), { state: 'misconfigured', reason: 'channel.portInUse', action: 'editSettings' });
    const gateway = await startOnebotGateway({ reverse: { url: `ws://127.0.0.1:${port}/` } });
    await desk.until(first, 'online');
    await gateway.close();
  });
});
