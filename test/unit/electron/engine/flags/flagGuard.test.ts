import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { RemoteMessageId } from '#shared/domain/ids';
import { flagIdOf, flaggedMessageOf } from '#shared/domain/flag';
import { createMemoryDisk } from '#test/kit/memoryLedger';
import { createMemoryVault } from '#test/kit/memoryVault';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { messageFrom, privateChat, words } from '#test/kit/scriptedChannel';
import { packOf, shippedPack } from '../../../shared/rules/flags/shippedRules';

let engine: MemoryEngine;
beforeEach(async () => {
  engine = await startMemoryEngine();
  await engine.script.emit(messageFrom('li', '在吗'));
});
afterEach(async () => { await engine.stop(); });

const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'ok', (error: unknown) => error instanceof AppError ? error.code : 'bug');
const flags = (): readonly string[] => engine.of('message.flagged').map(({ data }) => `${data.client ?? data.id} ${data.rule}`);
const submit = (client: string, text: string, override?: string): Promise<void> =>
  engine.desk.call('reply.submit', { client, conversation: engine.chat('li'), parts: words(text), ...(override !== undefined && { override }) });

describe('what arrives', () => {
  test('is flagged in the commit of the message itself, and history that comes again is not flagged again', async () => {
    const complaint = messageFrom('li', '我要投诉你们', { id: 'c-1' as RemoteMessageId });
    await engine.script.emit(complaint, messageFrom('li', '好的'));
    await engine.script.emit({ ...complaint, source: 'history' });
    expect(flags()).toEqual(['c-1 complaint-words']);
    const types = engine.disk.entries.map(({ type }) => type);
    expect(types[types.indexOf('message.flagged') - 1]).toBe('message.received');
    expect(engine.of('message.flagged')[0]?.data).toMatchObject({ side: 'customer', kind: 'complaint', clause: 'CMP-1', spans: [{ from: 0, to: 6 }], pack: 1 });
  });

  test('is flagged anew when it is edited, and our own words from another device are ours', async () => {
    await engine.script.emit(messageFrom('li', '你好', { id: 'e-1' as RemoteMessageId }), messageFrom('li', '加我微信吧', { id: 'o-1' as RemoteMessageId, direction: 'out' }));
    await engine.script.emit({ kind: 'edit', chat: privateChat('li'), id: 'e-1' as RemoteMessageId, parts: words('骗子'), at: 1_760_000_009_000 });
    expect(flags()).toEqual(['o-1 diversion-contact', 'e-1 complaint-words']);
    expect(engine.of('message.flagged')[1]?.data.edit).toBe(1_760_000_009_000);
  });

  test('is flagged once over a restart', async () => {
    const [dataDir, disk, vault] = [await mkdtemp(join(tmpdir(), 'zuoxi-flags-')), createMemoryDisk(), createMemoryVault()];
    const complaint = messageFrom('li', '我要投诉你们', { id: 'c-1' as RemoteMessageId });
    for (let start = 0; start < 2; start += 1) {
      const run = await startMemoryEngine({ dataDir, disk, vault });
      await run.script.emit(complaint);
      await run.stop();
    }
    expect(disk.entries.filter(({ type }) => type === 'message.flagged')).toHaveLength(1);
    await rm(dataDir, { recursive: true, force: true });
  });
});

describe('what is sent', () => {
  test('is refused where a rule blocks it, and nothing is kept; with a reason it goes and both are on record', async () => {
    expect(await codeOf(submit('client-10', '加我微信聊'))).toBe('flag.blocked');
    expect([engine.of('reply.queued'), engine.of('message.flagged')]).toEqual([[], []]);
    await submit('client-10', '加我微信聊', '客户要寄样品');
    expect(engine.of('guard.overridden').map(({ data }) => data)).toEqual([{ client: 'client-10', rules: ['diversion-contact'], reason: '客户要寄样品', pack: 1 }]);
    expect(engine.of('message.flagged')[0]?.data).toMatchObject({ client: 'client-10', override: '客户要寄样品', side: 'ours', severity: 'block' });
  });

  test('only warned of goes without a word, and is flagged', async () => {
    await submit('client-20', '这款全网最低价');
    expect(flags()).toEqual(['client-20 superlative']);
  });

  test('is refused by every other way too: planned, moved with other words, changed in the queue, tried again under new rules', async () => {
    const { desk, chat, clock } = engine;
    const at = clock.now() + 3_600_000;
    const bad = words('加我微信聊');
    expect(await codeOf(desk.call('reply.schedule', { client: 'client-30', conversation: chat('li'), parts: bad, at }))).toBe('flag.blocked');
    await desk.call('reply.schedule', { client: 'client-31', conversation: chat('li'), parts: words('您好'), at });
    expect(await codeOf(desk.call('reply.reschedule', { client: 'client-31', parts: bad }))).toBe('flag.blocked');
    engine.script.status('offline', 'link.cut');
    await submit('client-32', '您好呀');
    expect(await codeOf(desk.call('reply.edit', { client: 'client-32', parts: bad }))).toBe('flag.blocked');
    engine.peer.answer = async () => ({ kind: 'failed', code: 'send.tooLong', retryable: true });
    await engine.script.online();
    await clock.settle();
    await desk.call('flagRules.save', { based: 1, pack: packOf([{ id: 'hello', severity: 'block', words: ['您好呀'] }]) });
    expect(await codeOf(desk.call('reply.retry', { client: 'client-32' }))).toBe('flag.blocked');
    expect(await codeOf(desk.call('reply.retry', { client: 'client-32', override: '只是问候' }))).toBe('ok');
    // Once overridden it is not asked for again.
    await clock.settle();
    expect(await codeOf(desk.call('reply.retry', { client: 'client-32' }))).toBe('ok');
  });

  test('a plan overridden with a reason goes at its time with that reason; one that new rules block is held', async () => {
    const { desk, chat, clock } = engine;
    await desk.call('reply.schedule', { client: 'client-40', conversation: chat('li'), parts: words('加我微信聊'), at: clock.now() + 60_000, override: '客户要寄样品' });
    await desk.call('reply.schedule', { client: 'client-41', conversation: chat('li'), parts: words('祝好'), at: clock.now() + 61_000 });
    await desk.call('flagRules.save', { based: 1, pack: { ...shippedPack, rules: [...shippedPack.rules, ...packOf([{ id: 'wish', severity: 'block', words: ['祝好'] }]).rules], clauses: [...shippedPack.clauses, { id: 'TST-1', title: { 'zh-CN': '试' } }] } });
    await clock.advance(62_000);
    await clock.settle();
    expect(engine.of('guard.overridden').map(({ data }) => [data.client, data.reason])).toEqual([['client-40', '客户要寄样品']]);
    expect(engine.of('reply.held').map(({ data }) => [data.client, data.why, data.code])).toEqual([['client-41', 'refused', 'flag.blocked']]);
  });
});

describe('rules, prices and reviews', () => {
  test('a version is saved once, prices bind at once, and a flag is judged with a reason where it is dismissed', async () => {
    const { desk, chat } = engine;
    await desk.call('priceList.save', { based: 1, list: { version: 1, file: 'a.csv', rows: [{ name: '校服', aliases: [], lowest: 9_900, list: 12_900 }] } });
    expect(await codeOf(desk.call('priceList.save', { based: 1, list: { version: 1, file: 'a.csv', rows: [] } }))).toBe('priceList.stale');
    expect(await codeOf(submit('client-50', '校服 88 元给您'))).toBe('flag.blocked');
    await submit('client-51', '全网最低价');
    const message = flaggedMessageOf(chat('li'), { client: 'client-51' as never }); // test id
    if (message === undefined) throw new Error('no message');
    const flag = flagIdOf(message, 'superlative');
    const review = (verdict: 'stands' | 'dismissed', reason?: string) => desk.call('flag.review', { flag, conversation: chat('li'), verdict, ...(reason !== undefined && { reason }) });
    expect(await codeOf(review('dismissed'))).toBe('flag.reasonNeeded');
    expect(await codeOf(review('dismissed', '活动页就这么写'))).toBe('ok');
    expect(await codeOf(desk.call('flag.review', { flag: flagIdOf(message, 'no-such'), conversation: chat('li'), verdict: 'stands' }))).toBe('flag.unknown');
    expect(engine.of('flag.reviewed').map(({ data }) => data.verdict)).toEqual(['dismissed']);
  });

  test('nobody judges what they wrote while another supervisor can', async () => {
    const { desk, chat } = engine;
    await submit('client-60', '全网最低价');
    const message = flaggedMessageOf(chat('li'), { client: 'client-60' as never }); // test id
    if (message === undefined) throw new Error('no message');
    const judge = () => codeOf(desk.call('flag.review', { flag: flagIdOf(message, 'superlative'), conversation: chat('li'), verdict: 'stands' }));
    expect(await judge()).toBe('ok');
    await desk.call('person.add', { name: '周主管', role: 'supervisor', password: '另一个口令-2026', reason: '带班' });
    expect(await judge()).toBe('flag.own');
  });
});

describe('what we say was ordered', () => {
  test('is flagged for review where the customer asked otherwise, over a restart, and not once they agreed', async () => {
    const [dataDir, disk, vault] = [await mkdtemp(join(tmpdir(), 'zuoxi-flags-')), createMemoryDisk(), createMemoryVault()];
    const first = await startMemoryEngine({ dataDir, disk, vault });
    await first.script.emit(messageFrom('li', '我要黑色的，L码', { id: 'w-1' as RemoteMessageId }));
    await first.stop();
    const second = await startMemoryEngine({ dataDir, disk, vault });
    const say = (client: string, text: string): Promise<void> => second.desk.call('reply.submit', { client, conversation: second.chat('li'), parts: words(text) });
    await say('client-20', '已帮您下单：白色 L码');
    await say('client-21', '已帮您下单：黑色 L码');
    await second.script.emit(messageFrom('li', '对的，没问题', { id: 'w-2' as RemoteMessageId }));
    await say('client-22', '另外已帮您备注：白色礼袋');
    expect(second.of('message.flagged').map(({ data }) => [data.client, data.kind, data.clause, data.severity, data.spans])).toEqual([['client-20', 'wrongOrder', 'ORD-1', 'log', [{ from: 6, to: 8 }]]]);
    await second.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
});
