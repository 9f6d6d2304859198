/** Replies for later over restarts, interruptions and doubts: once, or asked. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { ClientId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import { createManualClock } from '#test/kit/manualClock';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { createMemoryDisk } from '#test/kit/memoryLedger';
import { createScriptedPeer, messageFrom, words } from '#test/kit/scriptedChannel';
import { createMemoryVault } from '#test/kit/memoryVault';

const MINUTE = 60_000;
const client = 'later-0001' as ClientId; // test id
const text = (said: string) => words(said) as { kind: 'text'; text: string }[]; // a fresh array of text parts
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(() => 'ok', (error: unknown) => (error instanceof AppError ? error.code : String(error)));

const running: MemoryEngine[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const start = async (options: Parameters<typeof startMemoryEngine>[0] = {}): Promise<MemoryEngine> => {
  const engine = await startMemoryEngine(options);
  running.push(engine);
  await engine.script.online();
  return engine;
};
const begun = async (): Promise<MemoryEngine> => {
  const engine = await start();
  await engine.script.emit(messageFrom('li', '什么时候发货', { at: engine.clock.now() }));
  return engine;
};
const sentBy = (engine: MemoryEngine): readonly string[] => engine.peer.log.map((sent) => textOf(sent.parts));
const schedule = (engine: MemoryEngine, inMs: number): Promise<unknown> =>
  engine.desk.call('reply.schedule', { client, conversation: engine.chat('li'), parts: text('今天发出'), at: engine.clock.now() + inMs });

describe('a planned reply', () => {
  it('goes out at its time, once, however often it is told', async () => {
    const engine = await begun();
    await Promise.all([schedule(engine, 30 * MINUTE), schedule(engine, 30 * MINUTE)]);
    expect(engine.of('reply.scheduled')).toHaveLength(1);
    await engine.clock.advance(29 * MINUTE);
    expect(sentBy(engine)).toEqual([]);
    await engine.clock.advance(2 * MINUTE);
    await expect.poll(() => sentBy(engine)).toEqual(['今天发出']);
    await schedule(engine, 30 * MINUTE);
    await engine.clock.advance(60 * MINUTE);
    expect(sentBy(engine)).toEqual(['今天发出']);
  });

  it('is moved, changed, cancelled; none of it once it is in the queue, and no time in the past is taken', async () => {
    const engine = await begun();
    expect(await codeOf(schedule(engine, -10 * MINUTE))).toBe('schedule.past');
    await schedule(engine, 30 * MINUTE);
    await engine.desk.call('reply.reschedule', { client, at: engine.clock.now() + 60 * MINUTE, parts: text('明天发出') });
    await engine.clock.advance(31 * MINUTE);
    expect(sentBy(engine)).toEqual([]);
    await engine.clock.advance(30 * MINUTE);
    await expect.poll(() => sentBy(engine)).toEqual(['明天发出']);
    expect(await codeOf(engine.desk.call('reply.cancelSchedule', { client }))).toBe('schedule.notPending');
    const other = 'later-0002' as ClientId; // test id
    await engine.desk.call('reply.schedule', { client: other, conversation: engine.chat('li'), parts: text('不发了'), at: engine.clock.now() + MINUTE });
    await engine.desk.call('reply.cancelSchedule', { client: other });
    await engine.clock.advance(5 * MINUTE);
    expect(sentBy(engine)).toEqual(['明天发出']);
  });

  it('asks when the customer wrote again, but not for a thank-you; sending then is a person’s word', async () => {
    const engine = await begun();
    await schedule(engine, 30 * MINUTE);
    await engine.script.emit(messageFrom('li', '谢谢', { at: engine.clock.now() }));
    await engine.clock.settle();
    expect(engine.of('reply.held')).toEqual([]);
    await engine.script.emit(messageFrom('li', '算了我要退款', { at: engine.clock.now() }));
    await expect.poll(() => engine.of('reply.held').map((entry) => entry.data.why)).toEqual(['customerSpoke']);
    await engine.clock.advance(60 * MINUTE);
    expect(sentBy(engine)).toEqual([]);
    await engine.desk.call('reply.sendNow', { client });
    await engine.clock.settle();
    await expect.poll(() => sentBy(engine)).toEqual(['今天发出']);
  });

  it.each([
    { off: 2 * MINUTE, sent: ['今天发出'], held: [], tells: 'is sent when the desk was off for two minutes' },
    { off: 40 * MINUTE, sent: [], held: ['late'], tells: 'is asked about when it came due long before the desk was on again' },
  ])('over a restart $tells', async ({ off, sent, held }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'zuoxi-later-'));
    folders.push(dataDir);
    const kept = { dataDir, disk: createMemoryDisk(), vault: createMemoryVault() };
    const first = await startMemoryEngine(kept);
    await first.script.online();
    await first.script.emit(messageFrom('li', '什么时候发货', { at: first.clock.now() }));
    await schedule(first, MINUTE);
    const stopped = first.clock.now();
    await first.stop();
    const peer = createScriptedPeer();
    const engine = await start({ ...kept, peer, clock: createManualClock(stopped + MINUTE + off) });
    await engine.clock.advance(1000);
    await expect.poll(() => [sentBy(engine), engine.of('reply.held').map((entry) => entry.data.why)]).toEqual([sent, held]);
    await engine.clock.advance(60 * MINUTE);
    expect(sentBy(engine)).toEqual(sent);
  });

  it('is asked about, not lost, when the account is gone at its time', async () => {
    const engine = await begun();
    await schedule(engine, 30 * MINUTE);
    await engine.desk.call('account.remove', { account: engine.account });
    await engine.clock.advance(31 * MINUTE);
    await expect.poll(() => engine.of('reply.held').map((entry) => entry.data.code)).toEqual(['account.removed']);
  });
});
