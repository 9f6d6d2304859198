/**
 * Kills at random moments while 1,000 messages run over 4 accounts in both directions, 20 rounds, compared with the
 * peers' own logs. Catches: an acknowledgement before fsync, an outbox that forgets or repeats after a crash, a
 * catch-up that skips or doubles, an archive cursor that moves without its rows.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { launchApp, type DeskApp } from '#test/kit/app';
import { addAccount, firstStart, signIn, untilAccount } from '#test/kit/deskActions';
import { openPageDesk, pageCall, readAccounts, readArchive, type AccountIds, type Line } from '#test/kit/pageDesk';
import { startOnebotGateway, type OnebotGateway } from '#test/peers/onebot/gateway';
import { joinCustomer, type Customer } from '#test/peers/prosody/customer';
import { startProsody, type Prosody } from '#test/peers/prosody/startProsody';
import { join } from 'node:path';

const ROUNDS = 20;
const PER_ACCOUNT = 125; // each direction: 4 accounts × 2 directions × 125 = 1,000
const CHATS = 5;
const SETTLE_MS = 120_000;

type Victim = 'engine' | 'window' | 'app';
type Account = { readonly name: string; readonly chats: readonly string[]; readonly say: (chat: number, text: string) => Promise<void>; readonly outgoing: () => readonly { readonly chat: string; readonly text: string }[] };
type Reply = { readonly conversation: string; readonly client: string; readonly text: string };

/** Repeatable randomness; the seed is in the name of each round. */
const random = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

let desk: DeskApp;
let gateways: readonly OnebotGateway[];
let prosody: Prosody;
let customers: readonly (readonly Customer[])[];
let accounts: readonly Account[];
let ids: AccountIds;
const said: { readonly account: number; readonly chat: number; readonly text: string }[] = [];
const replies: Reply[] = [];

const onebotAccount = (name: string, gateway: OnebotGateway): Account => {
  const users = Array.from({ length: CHATS }, (_, chat) => String(40_001 + chat));
  return {
    name, chats: users.map((user) => `private:${user}`),
    say: async (chat, text) => { gateway.write({ user: users[chat] ?? '', message: text }); },
    outgoing: () => gateway.sent().map((message) => ({ chat: `private:${message.place.user ?? ''}`, text: message.text })),
  };
};

const xmppAccount = (name: string, seat: string, own: readonly Customer[]): Account => ({
  name, chats: own.map((customer) => customer.jid),
  say: async (chat, text) => { await own[chat]?.say(seat, text); },
  outgoing: () => own.flatMap((customer) => customer.received().map((text) => ({ chat: customer.jid, text }))),
});

const addOnebot = async (name: string, code: string, gateway: OnebotGateway): Promise<void> => {
  await addAccount(desk.page, { channel: 'onebot', name, code, fields: { url: gateway.url, perMinute: 6000 } });
  await untilAccount(desk.page, name, 'online');
};

const addXmpp = async (name: string, code: string, jid: string): Promise<void> => {
  const { settings, secrets } = prosody.settingsOf(jid);
  await addAccount(desk.page, { channel: 'xmpp', name, code, fields: { jid, password: secrets.password ?? '', service: String(settings.service), ...(settings.fingerprint ? { fingerprint: String(settings.fingerprint) } : {}) } });
  await untilAccount(desk.page, name, 'online');
};

const conversationOf = (account: number, chat: number): string => `${ids[accounts[account]?.name ?? ''] ?? ''}/${accounts[account]?.chats[chat] ?? ''}`;

type Interruption = { readonly over: Promise<void>; readonly end: () => void };

const interruption = (): Interruption => {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => { end = resolve; });
  return { over, end };
};

/** Ends when this round's victim is back: what was asked of a dead window is never answered by anybody. */
let current = interruption();

/** Submits until the engine says it is durable, as a person presses again after a refusal: the id makes it one reply. */
const submit = async (reply: Reply): Promise<void> => {
  const input = { client: reply.client, conversation: reply.conversation, parts: [{ kind: 'text', text: reply.text }] };
  const gone = { ok: false, code: 'page.gone' };
  for (;;) {
    const { over } = current;
    const answer = await Promise.race([pageCall(desk, 'reply.submit', input).catch(() => gone), over.then(() => gone)]);
    if (answer.ok) return;
    if (!['port.gone', 'page.gone', 'engine.unavailable', 'ledger.closed'].includes(answer.code)) throw new Error(`refused: ${answer.code}`);
    // A port is replaced also without a death (each asking gives a new pair): then simply again.
    if (answer.code === 'port.gone') await new Promise((resume) => { setImmediate(resume); });
    else {
      await over;
      if (current.over === over) current = interruption();
    }
  }
};

/** Ends the victim and resolves when the desk takes commands again. */
const kill = async (victim: Victim): Promise<void> => {
  const { electron } = desk;
  if (victim === 'app') {
    await desk.killAll();
    desk = await launchApp({ userData: desk.userData });
    await signIn(desk.page);
  } else if (victim === 'window') {
    const loaded = electron.evaluate(({ BrowserWindow }) => new Promise<void>((resolve) => { BrowserWindow.getAllWindows()[0]?.webContents.once('did-finish-load', () => { resolve(); }); }));
    await desk.killRenderer();
    await loaded;
  } else {
    await desk.killEngine();
  }
  await openPageDesk(desk);
};

const duplicates = (texts: readonly string[]): readonly string[] => texts.filter((text, index) => texts.indexOf(text) !== index);

beforeAll(async () => {
  const friends = Array.from({ length: CHATS }, (_, chat) => ({ user: String(40_001 + chat), nickname: `客户${chat}` }));
  gateways = [await startOnebotGateway({ self: '10001', heartbeatMs: 2000, friends }), await startOnebotGateway({ self: '10002', dialect: 'llonebot', heartbeatMs: 2000, friends })];
  const jids = (seat: number): readonly string[] => Array.from({ length: CHATS }, (_, chat) => `c${seat}${chat}@guest.localhost`);
  prosody = await startProsody({ accounts: ['agent1@seat.localhost', 'agent2@seat.localhost', ...jids(1), ...jids(2)] });
  customers = await Promise.all([1, 2].map((seat) => Promise.all(jids(seat).map((jid) => joinCustomer(prosody, jid)))));
  const [first, second] = gateways;
  if (!first || !second) throw new Error('two gateways were started above');
  accounts = [
    onebotAccount('售前', first), onebotAccount('售后', second),
    xmppAccount('内销一', 'agent1@seat.localhost', customers[0] ?? []), xmppAccount('内销二', 'agent2@seat.localhost', customers[1] ?? []),
  ];
  desk = await launchApp();
  await firstStart(desk.page, 'add');
  await addOnebot('售前', '售前', first);
  await addOnebot('售后', '售后', second);
  await addXmpp('内销一', '内一', 'agent1@seat.localhost');
  await addXmpp('内销二', '内二', 'agent2@seat.localhost');
  ids = await readAccounts(desk);
  await openPageDesk(desk);
  // Nobody touches this desk for longer than a lunch break: it must not lock itself.
  await pageCall(desk, 'session.setPolicy', { idleMinutes: 240 });
  for (const [index, account] of accounts.entries()) {
    for (let chat = 0; chat < CHATS; chat += 1) {
      const text = `你好 ${account.name} ${chat}`;
      said.push({ account: index, chat, text });
      await account.say(chat, text);
    }
  }
}, 180_000);

afterAll(async () => {
  await desk?.dispose();
  await Promise.all((customers ?? []).flat().map((customer) => customer.leave()));
  await Promise.all([...(gateways ?? []).map((gateway) => gateway.close()), prosody?.stop()]);
});

/** Both directions of all accounts side by side, in many small steps so that the kill falls anywhere. */
const burst = async (round: number): Promise<void> => {
  await Promise.all(accounts.flatMap((account, index) => [
    (async () => {
      for (let n = 0; n < PER_ACCOUNT; n += 1) {
        const chat = n % CHATS;
        const text = `第${round}轮 客户说 ${account.name}-${n}`;
        said.push({ account: index, chat, text });
        await account.say(chat, text);
        await new Promise((resume) => { setImmediate(resume); });
      }
    })(),
    (async () => {
      for (let n = 0; n < PER_ACCOUNT; n += 1) {
        const reply: Reply = { conversation: conversationOf(index, n % CHATS), client: `r${round}-a${index}-${String(n).padStart(4, '0')}`, text: `第${round}轮 客服答 ${account.name}-${n}` };
        replies.push(reply);
        await submit(reply);
      }
    })(),
  ]));
};

const outgoing = (lines: readonly Line[]): readonly Line[] => lines.filter((line) => line.direction === 'out');
const ours = (account: Account): readonly { readonly chat: string; readonly text: string }[] => account.outgoing().filter((message) => message.text.includes('客服答'));

describe('nothing lost, nothing doubled', () => {
  const next = random(20_261_121);
  it('begins with every customer known', async () => {
    await expect.poll(async () => (await readArchive(desk)).filter((line) => line.direction === 'in').length, { timeout: 30_000 }).toBe(4 * CHATS);
  });

  for (let round = 1; round <= ROUNDS; round += 1) {
    const victim = (['engine', 'window', 'app'] as const)[Math.floor(next() * 3)] ?? 'app';
    const after = Math.floor(next() * PER_ACCOUNT * 4);
    it(`round ${round}: kill -9 of the ${victim} after ${after} submitted replies`, async () => {
      const before = replies.length;
      current = interruption();
      const running = burst(round);
      await expect.poll(() => replies.length - before, { timeout: SETTLE_MS, interval: 5 }).toBeGreaterThanOrEqual(Math.min(after, PER_ACCOUNT * 4 - 8));
      await kill(victim);
      current.end();
      await running;
      await expect.poll(async () => outgoing(await readArchive(desk)).filter((line) => line.delivery === 'queued' || line.delivery === 'sending' || line.delivery === 'uncertain').length, { timeout: SETTLE_MS, interval: 250 }).toBe(0);
      await expect.poll(async () => (await readArchive(desk)).filter((line) => line.direction === 'in').length, { timeout: SETTLE_MS, interval: 250 }).toBe(said.length);
      expect(accounts.reduce((sum, account) => sum + ours(account).length, 0)).toBe(replies.length);
    }, SETTLE_MS * 2);
  }

  it('every word of both sides stands once, in order, on both sides', async () => {
    const lines = await readArchive(desk);
    const heard = lines.filter((line) => line.direction === 'in').map((line) => line.text);
    expect(duplicates(heard)).toEqual([]);
    expect(new Set(heard)).toEqual(new Set(said.map((each) => each.text)));
    for (const [index, account] of accounts.entries()) {
      for (const [chat, name] of account.chats.entries()) {
        const conversation = conversationOf(index, chat);
        const wanted = replies.filter((reply) => reply.conversation === conversation).map((reply) => reply.text);
        expect(ours(account).filter((message) => message.chat === name).map((message) => message.text), `${account.name} ${name}: what the peer got`).toEqual(wanted);
        expect(outgoing(lines).filter((line) => line.conversation === conversation).map((line) => line.text), `${account.name} ${name}: what the archive shows`).toEqual(wanted);
      }
    }
    await desk.quit();
    const report = await verifyLedger(join(desk.dataDir, 'ledger'));
    expect(report.problems ?? []).toEqual([]);
  }, SETTLE_MS);
});
