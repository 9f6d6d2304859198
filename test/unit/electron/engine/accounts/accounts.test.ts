import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import type { AccountId } from '#shared/domain/ids';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { createScriptedPeer, messageFrom } from '#test/kit/scriptedChannel';

let engine: MemoryEngine;
beforeEach(async () => { engine = await startMemoryEngine(); });
afterEach(async () => { await engine.stop(); });

const mark = { code: 'B', color: 2 };
const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'ok', (error: unknown) => error instanceof AppError ? `${error.code} ${String(error.data['field'] ?? '')}`.trim() : 'bug');
const add = (input: Readonly<Record<string, unknown>> = {}): Promise<unknown> =>
  engine.desk.raw('account.add', { channel: 'onebot', name: '二店', settings: { host: 'h2' }, secrets: { token: 't2' }, mark, ...input });
const states = (account: AccountId = engine.account): readonly string[] =>
  engine.of('account.status').filter((entry) => entry.account === account).map((entry) => [entry.data.status.state, entry.data.status.reason].filter(Boolean).join(' '));

describe('settings and secrets', () => {
  test('secrets go to the vault before the entry, and nowhere else', async () => {
    expect([...engine.vault.kept.entries()].filter(([key]) => key.startsWith('account/'))).toEqual([[`account/${engine.account}/token`, 'geheim-7f3a']]);
    expect(JSON.stringify(engine.disk.entries)).not.toContain('geheim-7f3a');
    expect(engine.of('account.added')[0]?.data).toMatchObject({ settings: { host: 'h' }, secretKeys: ['token'] });
    expect(engine.script.context.secrets).toEqual({ token: 'geheim-7f3a' });
  });

  test('a secret among the settings or in an address is refused before anything is written', async () => {
    const before = engine.disk.entries.length;
    expect(await codeOf(add({ settings: { token: 'oops' } }))).toBe('account.badSetting token');
    expect(await codeOf(add({ settings: { host: 'ws://gate/?access_token=oops' } }))).toBe('account.badSetting host');
    expect(await codeOf(add({ settings: { host: 'ws://me:oops@gate/' } }))).toBe('account.badSetting host');
    expect(engine.disk.entries.length).toBe(before);
    expect(JSON.stringify([...engine.vault.kept])).not.toContain('oops');
  });

  test('an edit keeps secrets left out, reconnects only when it must', async () => {
    const opened = engine.peer.openCount();
    await engine.desk.call('account.edit', { account: engine.account, name: '改名', settings: { host: 'h' }, secrets: {}, mark });
    await engine.clock.settle();
    expect(engine.peer.openCount()).toBe(opened);
    await engine.desk.call('account.edit', { account: engine.account, name: '改名', settings: { host: 'h3' }, secrets: { token: '' }, mark });
    await engine.clock.settle();
    expect(engine.peer.openCount()).toBe(opened + 1);
    expect(engine.peer.current()?.context).toMatchObject({ settings: { host: 'h3' }, secrets: { token: 'geheim-7f3a' } });
  });

  test('removal takes the secrets out of the vault and keeps the records', async () => {
    await engine.script.emit(messageFrom('li', '在吗'));
    await engine.desk.call('account.remove', { account: engine.account });
    expect([...engine.vault.kept.keys()].filter((key) => key.startsWith('account/'))).toEqual([]);
    expect(engine.script.isClosed()).toBe(true);
    expect(engine.of('message.received').length).toBe(1);
    expect(await codeOf(engine.desk.call('account.pause', { account: engine.account }))).toBe('account.removed');
    expect(await codeOf(engine.desk.call('account.pause', { account: 'onebot-none' as AccountId }))).toBe('account.unknown'); // test id
  });

  test('a test tries without keeping, and takes left-out secrets from the vault', async () => {
    await engine.stop();
    const seen: unknown[] = [];
    engine = await startMemoryEngine({ peer: createScriptedPeer({ test: async (settings, secrets) => { seen.push([settings, secrets]); return { ok: true, self: 'me' }; } }) });
    const before = engine.disk.entries.length;
    expect(await engine.desk.call('account.test', { channel: 'onebot', settings: { host: 'n' }, secrets: {}, account: engine.account })).toEqual({ ok: true, self: 'me' });
    expect(seen).toEqual([[{ host: 'n' }, { token: 'geheim-7f3a' }]]);
    expect(engine.disk.entries.length).toBe(before);
  });

  test('a locked vault seals the account until it is opened', async () => {
    engine.vault.lock();
    await engine.desk.call('account.reconnect', { account: engine.account });
    expect(engine.of('account.status').at(-1)?.data.status).toEqual({ state: 'sealed', reason: 'vault.locked', action: 'unlockVault' });
    expect(await codeOf(add())).toBe('vault.locked');
    engine.vault.unlock();
    engine.engine.vaultOpened();
    await engine.clock.settle();
    expect(states().at(-1)).toBe('online');
  });

  test('settings the channel no longer takes leave the account misconfigured with the field named', async () => {
    engine.vault.kept.delete(`account/${engine.account}/token`);
    await engine.desk.call('account.reconnect', { account: engine.account });
    expect(engine.of('account.status').at(-1)?.data.status).toMatchObject({ state: 'misconfigured', reason: 'vault.secretMissing', action: 'changeSecret' });
    await engine.stop();
    const strict = createScriptedPeer({ config: z.union([z.object({ host: z.literal('a') }), z.object({ mode: z.literal('b'), host: z.string(), port: z.number() })]) });
    engine = await startMemoryEngine({ peer: createScriptedPeer() });
    const second = await startMemoryEngine({ peer: strict }).catch((error: unknown) => error);
    expect(second).toMatchObject({ code: 'account.badSetting', data: { field: 'host' } });
  });
});

describe('status', () => {
  test('trying again while offline is no news, its end is', async () => {
    for (let i = 0; i < 5; i += 1) {
      engine.script.status('offline', 'link.refused');
      engine.script.status('connecting');
    }
    engine.script.status('online');
    await engine.clock.settle();
    expect(states()).toEqual(['connecting', 'online', 'offline link.refused', 'online']);
  });

  test('an account that flaps without end does not flood the ledger, and its last state is told', async () => {
    for (let i = 0; i < 200; i += 1) engine.script.status(i % 2 ? 'online' : 'offline', i % 2 ? undefined : 'link.cut');
    engine.script.status('kicked', 'other.device');
    await engine.clock.advance(31_000);
    expect(states().length).toBeLessThan(20);
    expect(engine.of('account.status').at(-1)?.data.status).toMatchObject({ state: 'kicked', reason: 'other.device' });
    expect(engine.of('account.status').at(-1)?.data.status.data?.['changes']).toBeGreaterThan(100);
  });

  test('every change reaches the desk at once', async () => {
    const live = engine.desk.next('account.live');
    engine.script.status('degraded', 'link.slow');
    expect(await live).toMatchObject({ account: engine.account, status: { state: 'degraded' } });
  });

  test('a channel that throws when opened is tried again with growing pauses and hurts no other account', async () => {
    const second = await add() as { readonly account: AccountId }; // the route's own output
    await engine.clock.settle();
    engine.peer.onConnect = (script) => { if (script.context.account === second.account) throw new Error('bug'); void script.online(); };
    await engine.desk.call('account.reconnect', { account: second.account });
    const before = engine.peer.openCount();
    await engine.clock.advance(60_000);
    const tries = engine.peer.openCount() - before;
    expect(tries).toBeGreaterThan(2);
    expect(tries).toBeLessThan(10);
    expect(states(second.account).at(-1)).toBe('offline channel.crashed');
    await engine.script.emit(messageFrom('li', '在吗'));
    expect(engine.of('message.received').length).toBe(1);
  });

  test('what a closed channel still says is refused', async () => {
    await engine.desk.call('account.pause', { account: engine.account });
    await expect(engine.script.emit(messageFrom('li', '迟到'))).rejects.toMatchObject({ code: 'ledger.unavailable' });
    engine.script.status('online');
    await engine.clock.settle();
    expect(states().at(-1)).toBe('paused');
  });
});
