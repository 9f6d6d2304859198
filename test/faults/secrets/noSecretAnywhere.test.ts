/**
 * After a day with everything that goes wrong, no secret is outside the sealed vault and no words of a customer are
 * in a log. Bugs these catch: a token in an address that is logged or kept as a setting, a password in an error's
 * cause, a body in a diagnostic line, a secret in a snapshot, a draft, a test outcome or a refusal.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { channelSources } from '#electron/engine/channels/registry';
import { createLogFile } from '#electron/engine/platform/log';
import { openVault, type Vault } from '#electron/vault/vault';
import { countDials } from '#test/kit/countDials';
import { startHeadlessEngine, type HeadlessEngine } from '#test/kit/headlessEngine';
import type { MemoryVault } from '#test/kit/memoryVault';
import { isEntry } from '#test/kit/portClient';
import { startOnebotGateway } from '#test/peers/onebot/gateway';
import { joinCustomer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';

const TOKEN = 'Tok3n-zVq81Lx-wangji';
const WRONG = 'Fa1sch-9bHc22Pw-wangji';
const SEAT = 'agent1@seat.localhost';
const LI = 'li@guest.localhost';
const words = ['顾客原话-围巾掉色-7c1e', '顾客原话-地址海淀-4d2b', '坐席原话-退款承诺-9a7f', '坐席草稿-尚未发出-1b3c', '坏帧里的原话-6e5d'];

let prosody: Prosody;
let dataDir = '';
beforeAll(async () => { prosody = await startProsody({ accounts: [SEAT, LI] }); });
afterAll(async () => { await prosody.stop(); });
beforeEach(async () => { dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-secret-')); });
afterEach(async () => { await rm(dataDir, { recursive: true, force: true }); });

const mark = { code: '密', color: 1 } as const;
/** As it is, as base64 (a header), as percent code (an address), as JSON escapes would write it. */
const shapesOf = (secret: string): readonly string[] => [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2), encodeURIComponent(secret), Buffer.from(secret).toString('hex')];

const everyFile = async (dir: string): Promise<readonly (readonly [string, Buffer])[]> => {
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  return Promise.all(found.filter((entry) => entry.isFile()).map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    return [path, entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes] as const;
  }));
};

/** The vault of the app on its file; the engine sees it as it sees main's. */
const startDesk = async (vault: Vault): Promise<HeadlessEngine> => startHeadlessEngine({
  dataDir, channels: channelSources, vault: vault as unknown as MemoryVault, // `kept` and `lock` are for other tests
  ledger: { segmentBytes: 64 * 1024 }, log: createLogFile({ path: join(dataDir, 'logs', 'engine.log') }),
});

const live = (desk: HeadlessEngine, account: AccountId, state: string): Promise<unknown> => desk.desk.next('account.live', (event) => event.account === account && event.status.state === state);

/** Every refusal and outcome the desk was given, as it came over the port. */
const quarrel = async (desk: HeadlessEngine, url: string, told: unknown[]): Promise<void> => {
  const password = prosody.passwordOf(SEAT);
  const { settings } = prosody.settingsOf(SEAT);
  const attempts: readonly (readonly [string, unknown])[] = [
    ['account.test', { channel: 'onebot', settings: { mode: 'forward', url }, secrets: { token: WRONG } }],
    ['account.test', { channel: 'xmpp', settings: { ...settings, fingerprint: '' }, secrets: { password } }],
    ['account.test', { channel: 'xmpp', settings, secrets: { password: WRONG } }],
    ['account.add', { channel: 'onebot', name: '', settings: { token: TOKEN }, secrets: { token: TOKEN }, mark }],
    ['account.add', { channel: 'onebot', name: 'x', settings: { token: TOKEN, mode: 'forward', url }, secrets: {}, mark }],
    ...[`${url}/?access_token=${TOKEN}`, `${url.slice(5)}?access_token=${TOKEN}`, `ws://kefu:${TOKEN}@127.0.0.1:1`, `kefu:${TOKEN}@127.0.0.1:1`].map((address) =>
      ['account.add', { channel: 'onebot', name: 'x', settings: { mode: 'forward', url: address }, secrets: {}, mark }] as const),
    ['account.add', { channel: 'xmpp', name: 'x', settings: { jid: SEAT, service: `xmpp://agent1:${password}@127.0.0.1:1` }, secrets: { password }, mark }],
    ['account.edit', { account: 'nobody', name: 'x', settings: {}, secrets: { token: TOKEN }, mark: 7 }],
    ['no.such.method', { token: TOKEN, text: words[0] }],
    ['reply.submit', { client: 'x', conversation: 'x', parts: [{ kind: 'text', text: words[2] }] }],
  ];
  for (const [method, input] of attempts) {
    const outcome = await desk.desk.raw(method, input).then((value) => ({ value }), (error: unknown) => ({ refused: error }));
    told.push(outcome);
    expect(JSON.stringify(outcome), method).toMatch(/"ok":false|"code"/);
  }
};

it('no secret in any file, log or refusal; no words of a conversation in a log', async () => {
  const vault = await openVault({ path: join(dataDir, 'vault.json'), keyStore: { isSecure: () => false, backend: () => 'basic_text', seal: () => Buffer.alloc(0), unseal: () => null }, now: Date.now });
  await vault.create('passphrase-Qd77-wangji');
  const told: unknown[] = [];
  const gateway = await startOnebotGateway({ token: TOKEN, heartbeatMs: 1_000, friends: [{ user: '20001', nickname: '王' }] });
  const li = await joinCustomer(prosody, LI);
  let desk = await startDesk(vault);
  const onebot = (await desk.desk.call('account.add', { channel: 'onebot', name: '店', settings: { mode: 'forward', url: gateway.url }, secrets: { token: WRONG }, mark })).account;
  await live(desk, onebot, 'badCredentials');
  await desk.desk.call('account.edit', { account: onebot, name: '店', settings: { mode: 'forward', url: gateway.url }, secrets: { token: TOKEN }, mark });
  await live(desk, onebot, 'online');
  const seat = prosody.settingsOf(SEAT);
  const xmpp = (await desk.desk.call('account.add', { channel: 'xmpp', name: '席', settings: seat.settings, secrets: seat.secrets, mark })).account;
  await live(desk, xmpp, 'online');
  await quarrel(desk, gateway.url, told);

  gateway.write({ user: '20001', message: words[0] ?? '' });
  await li.say(SEAT, words[1] ?? '');
  const received = await desk.archive.waitFor(isEntry('message.received', (entry) => entry.account === onebot));
  await desk.archive.waitFor(isEntry('message.received', (entry) => entry.account === xmpp));
  const conversation = received.conversation as ConversationId; // messages have one
  for (const [n, behaviour] of ([{ kind: 'refuse', retcode: 1200, wording: `拒绝 ${words[2] ?? ''}` }, { kind: 'loseAnswer' }, { kind: 'doneButRefuse', retcode: 1200, wording: 'Timeout: NTEvent sendMsg' }] as const).entries()) {
    gateway.behave('send_private_msg', behaviour);
    const client = `client-secret-${n}`;
    await desk.desk.call('reply.submit', { client, conversation, parts: [{ kind: 'text', text: words[2] ?? '' }] } as never); // ids of the right form
    await desk.archive.waitFor((entry): entry is typeof entry => 'client' in entry.data && entry.data.client === client && /failed|uncertain|accepted/.test(entry.type));
    if (n < 2) await desk.desk.call('reply.settle', { client, verdict: 'delivered' } as never).catch((error: unknown) => told.push(error)); // a failed one cannot be settled
  }
  await desk.desk.call('draft.save', { conversation, text: words[3] ?? '' });
  for (const frame of [`{"post_type":"message","message":"${words[4] ?? ''}`, JSON.stringify({ post_type: 'oops', text: words[4] }), JSON.stringify([words[4]]), `{"status":"failed","retcode":7,"wording":"${words[4] ?? ''}","echo":"x"}`]) gateway.push(frame);
  gateway.push({ post_type: 'message', message_type: 'private', user_id: { toString: words[4] }, message: [{ type: 'image', data: { sub_type: { toString: 1 }, url: `http://127.0.0.1:1/${words[4] ?? ''}` } }], message_id: {}, sender: words[4] });
  const dials = countDials();
  gateway.cut();
  prosody.cut();
  await dials.untilMore(2);
  dials.stop();
  await desk.stop();

  desk = await startDesk(vault);
  await live(desk, onebot, 'online');
  gateway.kick(`挤下线 ${words[4] ?? ''}`);
  await live(desk, onebot, 'kicked');
  await desk.desk.call('account.remove', { account: xmpp });
  await desk.stop();
  await gateway.close();
  await li.leave();

  const secrets = [TOKEN, WRONG, prosody.passwordOf(SEAT), 'passphrase-Qd77-wangji'].flatMap(shapesOf);
  const files = await everyFile(dataDir);
  expect(files.some(([path]) => path.endsWith('.gz')) || files.length > 5).toBe(true);
  for (const [path, bytes] of files) for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${path}`).toBe(false);
  for (const secret of secrets) expect(JSON.stringify(told)).not.toContain(secret);
  for (const [path, bytes] of files.filter(([each]) => each.includes('/logs/'))) for (const text of words) expect(bytes.includes(text), `${text} in ${path}`).toBe(false);
  expect(files.some(([path, bytes]) => path.includes('/ledger/') && words.slice(0, 3).every((text) => bytes.includes(text)))).toBe(true);
});
