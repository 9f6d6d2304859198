/** The engine's timers over a restart: limits, second thresholds and what was put off, each on record once. */
import { afterEach, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { PersonId } from '#shared/domain/ids';
import { rulePackSchema } from '#shared/rules/rulePack';
import { createManualClock } from '#test/kit/manualClock';
import { startMemoryEngine, type MemoryEngine, type MemoryEngineOptions } from '#test/kit/memoryEngine';
import { messageFrom } from '#test/kit/scriptedChannel';
import shipped from '../../../resources/rules/default.json';

/** 2026-03-03 10:00 in Beijing, a Tuesday. */
const TEN = Date.parse('2026-03-03T10:00:00+08:00');
const MINUTE = 60_000;

let engine: MemoryEngine;
const start = async (options: MemoryEngineOptions = {}): Promise<void> => { engine = await startMemoryEngine({ clock: createManualClock(TEN), ...options }); };
afterEach(async () => { await engine.stop(); });

const says = (text: string, more: Parameters<typeof messageFrom>[2] = {}): Promise<void> => engine.script.emit(messageFrom('li', text, { at: engine.clock.now(), ...more }));
const answer = async (text: string): Promise<void> => {
  await engine.desk.call('reply.submit', { client: `client-${engine.clock.now()}`, conversation: engine.chat('li'), parts: [{ kind: 'text', text }] });
  await engine.clock.settle();
};
const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'ok', (error: unknown) => (error instanceof AppError ? error.code : 'no AppError'));
const restart = async (afterMs: number): Promise<void> => {
  const { disk, vault, clock } = engine;
  const later = clock.now() + afterMs;
  await engine.stop();
  await start({ disk, vault, clock: createManualClock(later) });
};

test('a limit and the second threshold are on record once each, also when the desk was off meanwhile', async () => {
  await start();
  await says('在吗');
  await engine.clock.advance(4 * MINUTE);
  expect(engine.of('wait.breached').map(({ data }) => data)).toEqual([{ clock: 'chat', clause: 'SVC-1', since: TEN, limit: 180_000, due: TEN + 180_000, pack: 1 }]);
  expect(engine.of('wait.escalated')).toEqual([]);
  await restart(20 * MINUTE);
  await engine.clock.advance(MINUTE);
  expect([engine.of('wait.breached').length, engine.of('wait.escalated').length]).toEqual([1, 1]);
  await restart(MINUTE);
  await engine.clock.advance(30 * MINUTE);
  expect([engine.of('wait.breached').length, engine.of('wait.escalated').length]).toEqual([1, 1]);
  expect(engine.of('wait.escalated')[0]?.data.due).toBe(TEN + 600_000);
});

test('an answer in time leaves nothing; the next question has its own clock', async () => {
  await start();
  await says('在吗');
  await engine.clock.advance(2 * MINUTE);
  await answer('在的');
  await engine.clock.advance(10 * MINUTE);
  await says('谢谢');
  await engine.clock.advance(10 * MINUTE);
  expect(engine.of('wait.breached')).toEqual([]);
  await says('什么时候发货');
  await engine.clock.advance(10 * MINUTE);
  expect(engine.of('wait.breached').length).toBe(1);
});

test('what waits at noon is late after lunch, not at it', async () => {
  await start({ clock: createManualClock(Date.parse('2026-03-03T11:59:00+08:00')) });
  await says('在吗');
  await engine.clock.advance(60 * MINUTE);
  expect(engine.of('wait.breached')).toEqual([]);
  await engine.clock.advance(34 * MINUTE);
  expect(engine.of('wait.breached')[0]?.data.due).toBe(Date.parse('2026-03-03T13:32:00+08:00'));
});

test('put off until a time it wakes by itself, after a restart too, and its clock begins anew', async () => {
  await start();
  await says('在吗');
  const until = TEN + 30 * MINUTE;
  await engine.desk.call('conversation.snooze', { conversation: engine.chat('li'), until });
  await engine.clock.advance(10 * MINUTE);
  expect(engine.of('wait.breached')).toEqual([]);
  await restart(25 * MINUTE);
  await engine.clock.advance(2 * MINUTE);
  expect(engine.of('conversation.woken').map(({ data, actor }) => [data.why, actor.kind])).toEqual([['time', 'system']]);
  await engine.clock.advance(4 * MINUTE);
  expect(engine.of('wait.breached').length).toBe(1);
  expect(await codeOf(engine.desk.call('conversation.snooze', { conversation: engine.chat('li'), until: TEN }))).toBe('conversation.past');
});

test('a word of the customer ends it at once; the tray counts only who was not put off', async () => {
  const counts: number[] = [];
  await start({ onWaiting: ({ all }) => counts.push(all) });
  await says('在吗');
  await engine.clock.advance(1_000);
  await engine.desk.call('conversation.snooze', { conversation: engine.chat('li') });
  await engine.clock.advance(1_000);
  await says('还在吗');
  await engine.clock.advance(4 * MINUTE);
  expect(counts).toEqual([0, 1, 0, 1]);
  expect(engine.of('conversation.woken')).toEqual([]);
  expect(engine.of('wait.breached').length).toBe(1);
});

test('an agent takes what is free; what is held is the supervisor\'s to give; many at once are one commit', async () => {
  await start();
  await engine.script.emit(messageFrom('li', '一'), messageFrom('wang', '二'), messageFrom('zhao', '三'));
  const [administrator] = engine.of('person.added').map(({ data }) => data.person);
  const agent = engine.openDesk({ id: 'agent-7', role: 'agent' });
  const [li, wang, zhao] = [engine.chat('li'), engine.chat('wang'), engine.chat('zhao')];
  await engine.desk.call('conversation.assign', { conversation: li, person: administrator ?? '' });
  expect(await codeOf(agent.call('conversation.assign', { conversation: li, person: null }))).toBe('conversation.taken');
  expect(await codeOf(agent.call('conversation.assign', { conversation: wang, person: administrator ?? '' }))).toBe('port.forbidden');
  expect(await codeOf(engine.desk.call('conversation.assign', { conversation: wang, person: 'nobody' }))).toBe('person.unknown');
  const before = engine.disk.entries.length;
  const unknown = engine.chat('nobody');
  expect(await codeOf(engine.desk.call('conversation.bulk', { steps: [{ action: { kind: 'close' }, conversations: [wang, unknown] }] }))).toBe('conversation.unknown');
  expect(engine.disk.entries.length).toBe(before);
  const answered = await engine.desk.call('conversation.bulk', { steps: [{ action: { kind: 'close', reason: 'priceTooHigh' }, conversations: [wang, zhao] }, { action: { kind: 'assign', person: administrator as PersonId }, conversations: [li, wang] }] }); // the id the ledger told
  expect(answered.changed).toEqual([wang, zhao]);
  expect(engine.of('conversation.closed').map(({ data }) => data)).toEqual([{ reason: 'priceTooHigh', outcome: 'lost' }, { reason: 'priceTooHigh', outcome: 'lost' }]);
});

test('the administrator\'s rules are in force at once: another limit, a reason that must be given, words that ask for nothing', async () => {
  await start();
  const pack = rulePackSchema.parse({
    ...shipped, closing: { ...shipped.closing, isRequired: true }, courtesy: { words: ['好的', '晓得啦'] },
    clocks: shipped.clocks.map((clock) => (clock.id === 'chat' ? { ...clock, limitSeconds: 60 } : clock)),
  });
  expect(await engine.desk.call('rulePack.save', { based: 1, pack })).toEqual({ version: 2 });
  expect(await codeOf(engine.desk.call('rulePack.save', { based: 1, pack }))).toBe('rulePack.stale');
  await says('在吗');
  await engine.clock.advance(90_000);
  expect(engine.of('wait.breached').map(({ data }) => [data.limit, data.pack])).toEqual([[60_000, 2]]);
  expect(await codeOf(engine.desk.call('conversation.close', { conversation: engine.chat('li') }))).toBe('conversation.reasonNeeded');
  await engine.desk.call('conversation.close', { conversation: engine.chat('li'), reason: 'other', note: '改天再来' });
  await says('晓得啦');
  await says('谢谢');
  expect(engine.of('message.received').map(({ data }) => data.courtesy)).toEqual([undefined, true, false]);
  await restart(MINUTE);
  await engine.clock.advance(5 * MINUTE);
  expect(engine.of('wait.breached').map(({ data }) => data.since)).toEqual([TEN, TEN + 90_000]);
});

test('a filter is its owner\'s, a shared one the supervisors\'', async () => {
  await start();
  const filter = { id: 'filter-0001', name: '浙江大单', place: 1, isShared: false, query: { province: '330000' } } as const;
  const [one, other] = [engine.openDesk({ id: 'agent-1', role: 'agent' }), engine.openDesk({ id: 'agent-2', role: 'agent' })];
  await one.call('listFilter.save', { filter });
  expect(await codeOf(other.call('listFilter.remove', { filter: filter.id }))).toBe('listFilter.notYours');
  expect(await codeOf(one.call('listFilter.save', { filter: { ...filter, isShared: true } }))).toBe('port.forbidden');
  await one.call('listFilter.remove', { filter: filter.id });
  expect(engine.of('listFilter.removed').length).toBe(1);
});
