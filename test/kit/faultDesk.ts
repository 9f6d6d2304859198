/**
 * The real engine with its real channels, and what a fault test asks of it: the states an account showed, what the
 * log said about it, which words are on record, and a healthy account beside it that must not notice anything.
 */
import { expect } from 'vitest';
import type { AccountStatus, ChannelKind, Secrets, Settings } from '#shared/domain/account';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import { channelSources } from '#electron/engine/channels/registry';
import type { LogLine } from '#electron/engine/platform/log';
import { messages as catalog } from '#renderer/i18n/catalog/all';
import { startHeadlessEngine, type HeadlessEngine, type HeadlessOptions } from './headlessEngine';
import { createMemoryLog } from './memoryLog';
import { isEntry } from './portClient';
import { startOnebotGateway, type OnebotGateway } from '../peers/onebot/gateway';

export type FaultDesk = HeadlessEngine & {
  readonly add: (channel: ChannelKind, settings: Settings, secrets?: Secrets) => Promise<AccountId>;
  readonly addGateway: (gateway: OnebotGateway, settings?: Settings, secrets?: Secrets) => Promise<AccountId>;
  /** Every state the account showed at the desk, in order. */
  readonly states: (account: AccountId) => readonly AccountStatus[];
  /** The present state once it is `state` (and has that reason). */
  readonly until: (account: AccountId, state: AccountStatus['state'], reason?: string) => Promise<AccountStatus>;
  /** The first state with this reason, past or coming. */
  readonly untilReason: (account: AccountId, reason: string) => Promise<AccountStatus>;
  /** Warnings and errors about this account. */
  readonly complaints: (account?: AccountId) => readonly LogLine[];
  /** The message with exactly these words, past or coming. */
  readonly message: (account: AccountId, text: string) => Promise<EntryOf<'message.received'>>;
  /** Words received, in order. */
  readonly texts: (account: AccountId) => Promise<readonly string[]>;
  readonly of: <T extends Entry['type']>(type: T, account?: AccountId) => Promise<readonly EntryOf<T>[]>;
  readonly reply: (account: AccountId, chat: string, text: string, client?: string) => Promise<string>;
};

const isDoubtful = ({ level }: LogLine): boolean => level !== 'info';

let clients = 0;

/** Starts the engine with every channel the app ships. End it with `stop`. */
export const startFaultDesk = async (options: Omit<HeadlessOptions, 'log'> = {}): Promise<FaultDesk> => {
  const log = createMemoryLog();
  const engine = await startHeadlessEngine({ channels: channelSources, ...options, log });
  const { desk, archive } = engine;
  const shown = new Map<string, AccountStatus[]>();
  const waiters = new Set<() => void>();
  desk.on('account.live', ({ account, status }) => {
    shown.set(account, [...shown.get(account) ?? [], status]);
    for (const wake of [...waiters]) wake();
  });
  const states = (account: AccountId): readonly AccountStatus[] => shown.get(account) ?? [];
  const wait = (look: () => AccountStatus | undefined): Promise<AccountStatus> => new Promise((resolve) => {
    const check = (): void => {
      const found = look();
      if (!found) return;
      waiters.delete(check);
      resolve(found);
    };
    waiters.add(check);
    check();
  });
  const fits = (reason: string | undefined) => (status: AccountStatus): boolean => reason === undefined || status.reason === reason;
  const of: FaultDesk['of'] = async (type, account) => (await archive.entries()).filter((entry): entry is EntryOf<typeof type> => entry.type === type && (account === undefined || entry.account === account));
  const nextClient = (): number => {
    clients += 1;
    return clients;
  };
  const add: FaultDesk['add'] = async (channel, settings, secrets = {}) =>
    (await desk.call('account.add', { channel, name: `账号${nextClient()}`, settings, secrets, mark: { code: '测', color: 1 } })).account;
  return {
    ...engine, states, of, add,
    addGateway: (gateway, settings = {}, secrets = {}) => add('onebot', { mode: 'forward', url: gateway.url, perMinute: 6_000, ...settings }, secrets),
    until: (account, state, reason) => wait(() => { const last = states(account).at(-1); return last?.state === state && fits(reason)(last) ? last : undefined; }),
    untilReason: (account, reason) => wait(() => states(account).find(fits(reason))),
    complaints: (account) => log.lines.filter((line) => isDoubtful(line) && (account === undefined || line['account'] === account)),
    message: (account, text) => archive.waitFor(isEntry('message.received', (entry) => entry.account === account && textOf(entry.data.parts) === text)),
    texts: async (account) => (await of('message.received', account)).map((entry) => textOf(entry.data.parts)),
    reply: async (account, chat, text, client = `client-fault-${nextClient()}`) => {
      await desk.call('reply.submit', { client, conversation: `${account}/${chat}` as ConversationId, parts: [{ kind: 'text', text }] } as never); // ids made here have the right form
      return client;
    },
  };
};

/** A state a person can use: it has its sentence in both languages and says what to do. */
export const expectClear = (status: AccountStatus, wanted: { readonly state: AccountStatus['state']; readonly reason: string; readonly action?: AccountStatus['action'] }): void => {
  expect(status).toMatchObject(wanted);
  for (const locale of ['zh-CN', 'en'] as const) {
    const sentence = catalog[locale][`error.${status.reason ?? ''}`];
    expect(sentence, `sentence of ${status.reason ?? ''} in ${locale}`).toBeTruthy();
    const blanks = [...(sentence ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
    for (const blank of blanks) expect(status.data, `fact {{${blank}}} of ${status.reason ?? ''}`).toHaveProperty(blank);
  }
  expect(status.action).not.toBe('none');
};

/** One log line for one cause, however often it came. */
export const expectOneLine = (desk: FaultDesk, account: AccountId, words?: RegExp): void => {
  const lines = desk.complaints(account);
  expect(lines.length, JSON.stringify(lines, null, 1)).toBe(1);
  if (words) expect(JSON.stringify(lines[0])).toMatch(words);
};

export type Bystander = { readonly account: AccountId; readonly gateway: OnebotGateway; readonly works: () => Promise<void>; readonly stop: () => Promise<void> };

/** A healthy account on the same engine; `works` proves that it still receives and sends. */
export const addBystander = async (desk: FaultDesk): Promise<Bystander> => {
  const gateway = await startOnebotGateway({ self: '66660000', heartbeatMs: 2_000 });
  const account = await desk.addGateway(gateway);
  await desk.until(account, 'online');
  let rounds = 0;
  return {
    account, gateway, stop: gateway.close,
    works: async () => {
      rounds += 1;
      const [said, answer] = [`旁边的客户 ${rounds}`, `给旁边的答复 ${rounds}`];
      gateway.write({ user: '66661111', message: said });
      await desk.message(account, said);
      const client = await desk.reply(account, 'private:66661111', answer);
      await desk.archive.waitFor(isEntry('reply.accepted', (entry) => entry.data.client === client));
      expect(gateway.sent().map((message) => message.text)).toContain(answer);
      expect(desk.states(account).filter(({ state }) => state !== 'connecting' && state !== 'online')).toEqual([]);
      expect(desk.complaints(account)).toEqual([]);
    },
  };
};
