import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { SendOutcome } from '#electron/engine/channels/contract/channel';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { messageFrom, words } from '#test/kit/scriptedChannel';

let engine: MemoryEngine;
beforeEach(async () => {
  engine = await startMemoryEngine();
  await engine.script.emit(messageFrom('li', '在吗'), messageFrom('wang', '你好'));
});
afterEach(async () => { await engine.stop(); });

const submit = (n: number, name = 'li'): Promise<void> =>
  engine.desk.call('reply.submit', { client: `client-${n}0`, conversation: engine.chat(name), parts: words(`答${n}`) });
const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'ok', (error: unknown) => error instanceof AppError ? error.code : 'bug');
const replies = (): readonly string[] => engine.disk.entries.filter((entry) => entry.type.startsWith('reply.')).map((entry) => `${entry.type.slice(6)} ${'client' in entry.data ? entry.data.client : ''}`);
const arrived = (): readonly string[] => engine.peer.log.map((got) => got.client);

describe('sending', () => {
  test('offline is normal work: replies wait, and go in order when the link returns', async () => {
    engine.script.status('offline', 'link.cut');
    await submit(1);
    await submit(2);
    await engine.clock.advance(600_000);
    expect(arrived()).toEqual([]);
    await engine.script.online();
    await engine.clock.settle();
    expect(arrived()).toEqual(['client-10', 'client-20']);
  });

  test('the attempt is durable before the channel is asked', async () => {
    let seen: readonly string[] = [];
    engine.peer.answer = async (message, script) => {
      seen = replies();
      return { kind: 'accepted', id: script.take(message), at: 1, proof: 'response' };
    };
    await submit(1);
    await engine.clock.settle();
    expect(seen).toEqual(['queued client-10', 'attempted client-10']);
  });

  test('an uncertain reply holds its own conversation and no other; the person sets it free', async () => {
    engine.peer.answer = async (message, script) => {
      const id = script.take(message);
      return message.client === 'client-10' ? { kind: 'uncertain', code: 'link.lost' } : { kind: 'accepted', id, at: 1, proof: 'response' };
    };
    await submit(1);
    await submit(2);
    await submit(3, 'wang');
    await engine.clock.settle();
    expect(arrived()).toEqual(['client-10', 'client-30']);
    await engine.desk.call('reply.settle', { client: 'client-10', verdict: 'delivered' });
    await engine.clock.settle();
    expect(arrived()).toEqual(['client-10', 'client-30', 'client-20']);
    expect(engine.of('reply.accepted').find((entry) => entry.data.client === 'client-10')?.data.proof).toBe('person');
  });

  test('a failed reply lets later ones pass; its retry goes before what still waits', async () => {
    engine.peer.answer = async () => ({ kind: 'failed', code: 'send.tooLong', retryable: true });
    await submit(1);
    await engine.clock.settle();
    engine.peer.answer = async (message, script) => ({ kind: 'accepted', id: script.take(message), at: 1, proof: 'response' });
    await submit(2);
    await engine.clock.settle();
    expect(arrived()).toEqual(['client-20']);
    engine.script.status('offline');
    await submit(3);
    await engine.desk.call('reply.retry', { client: 'client-10' });
    await engine.script.online();
    await engine.clock.settle();
    expect(arrived()).toEqual(['client-20', 'client-10', 'client-30']);
  });

  test('a rate limit is tried again by itself a few times, then shown', async () => {
    let asked = 0;
    engine.peer.answer = async () => { asked += 1; return { kind: 'failed', code: 'onebot.rateLimited', retryable: true }; };
    await submit(1);
    await engine.clock.advance(1_000);
    expect([asked, replies().at(-1)]).toEqual([1, 'requeued client-10']);
    await engine.clock.advance(600_000);
    expect([asked, replies().at(-1)]).toEqual([4, 'failed client-10']);
  });

  test('a refusal that may need an edit is shown at once', async () => {
    engine.peer.answer = async () => ({ kind: 'failed', code: 'send.tooLong', retryable: true });
    await submit(1);
    await engine.clock.settle();
    expect(replies().at(-1)).toBe('failed client-10');
  });

  test('what never left goes again by itself, without a question and without a busy loop', async () => {
    let asked = 0;
    engine.peer.answer = async () => { asked += 1; return { kind: 'notSent' }; };
    await submit(1);
    await engine.clock.advance(1_500);
    expect(asked).toBe(1);
    engine.peer.answer = async (message, script) => ({ kind: 'accepted', id: script.take(message), at: 1, proof: 'response' });
    await engine.clock.advance(30_000);
    expect(arrived()).toEqual(['client-10']);
    expect(engine.of('reply.requeued').map((entry) => entry.data.why)).toEqual(['link']);
  });

  test('no answer for two minutes is uncertain; the late answer still settles it', async () => {
    let answer: (outcome: SendOutcome) => void = () => undefined;
    engine.peer.answer = (message, script) => { script.take(message); return new Promise((resolve) => { answer = resolve; }); };
    await submit(1);
    await engine.clock.advance(121_000);
    expect(replies().at(-1)).toBe('uncertain client-10');
    answer({ kind: 'accepted', at: 5, proof: 'response' });
    await engine.clock.settle();
    expect(replies().at(-1)).toBe('accepted client-10');
  });

  test('a channel that throws while sending leaves the reply uncertain and comes back', async () => {
    engine.peer.answer = async (message, script) => { script.take(message); throw new Error('bug'); };
    await submit(1);
    await engine.clock.settle();
    expect(engine.of('reply.uncertain').map((entry) => entry.data.code)).toEqual(['channel.crashed']);
    expect(engine.of('account.status').at(-1)?.data.status).toMatchObject({ state: 'offline', reason: 'channel.crashed' });
    engine.peer.answer = async (message, script) => ({ kind: 'accepted', id: script.take(message), at: 1, proof: 'response' });
    await engine.clock.advance(5_000);
    expect(engine.peer.openCount()).toBe(2);
    await submit(2, 'wang');
    await engine.clock.settle();
    expect(arrived()).toEqual(['client-10', 'client-20']);
  });
});

describe('commands', () => {
  test('the same client id again is no second reply, also at the same moment and after it arrived', async () => {
    await Promise.all([submit(1), submit(1)]);
    await engine.clock.settle();
    await submit(1);
    await engine.clock.settle();
    expect(replies()).toEqual(['queued client-10', 'attempted client-10', 'accepted client-10']);
  });

  test('edit and withdraw while queued; the peer gets the edited words only', async () => {
    engine.script.status('offline');
    await submit(1);
    await submit(2);
    await engine.desk.call('reply.edit', { client: 'client-10', parts: words('改') });
    await engine.desk.call('reply.withdraw', { client: 'client-20' });
    await engine.script.online();
    await engine.clock.settle();
    expect(engine.peer.log.map((got) => got.parts)).toEqual([words('改')]);
  });

  test('an edit at the moment the link opens is either sent or refused, never lost', async () => {
    engine.script.status('offline');
    await submit(1);
    const [edited] = await Promise.all([codeOf(engine.desk.call('reply.edit', { client: 'client-10', parts: words('改') })), engine.script.online()]);
    await engine.clock.settle();
    expect(engine.peer.log.map((got) => got.parts)).toEqual([edited === 'ok' ? words('改') : words('答1')]);
  });

  test('commands in the wrong state are refused by code', async () => {
    await submit(1);
    await engine.clock.settle();
    expect(await codeOf(engine.desk.call('reply.edit', { client: 'client-10', parts: words('x') }))).toBe('reply.notQueued');
    expect(await codeOf(engine.desk.call('reply.withdraw', { client: 'client-10' }))).toBe('reply.notQueued');
    expect(await codeOf(engine.desk.call('reply.retry', { client: 'client-10' }))).toBe('reply.notFailed');
    expect(await codeOf(engine.desk.call('reply.settle', { client: 'client-10', verdict: 'resend' }))).toBe('reply.notUncertain');
    expect(await codeOf(engine.desk.call('reply.withdraw', { client: 'client-none' }))).toBe('reply.notQueued');
    expect(await codeOf(engine.desk.call('reply.submit', { client: 'client-90', conversation: engine.chat('nobody'), parts: words('x') }))).toBe('conversation.unknown');
    expect(await codeOf(engine.desk.call('reply.submit', { client: 'client-91', conversation: engine.chat('li'), parts: [] }))).toBe('reply.empty');
    const media = { name: 'a', mime: 'image/png', state: 'stored' as const, blob: 'a'.repeat(64) };
    expect(await codeOf(engine.desk.call('reply.submit', { client: 'client-92', conversation: engine.chat('li'), parts: [{ kind: 'image', media }] }))).toBe('media.missing');
  });

  test('pausing keeps the queue, removing gives up what waits and takes no more', async () => {
    await engine.desk.call('account.pause', { account: engine.account });
    await submit(1);
    await engine.clock.advance(60_000);
    expect(arrived()).toEqual([]);
    await engine.desk.call('account.resume', { account: engine.account });
    await engine.clock.settle();
    expect(arrived()).toEqual(['client-10']);
    await engine.desk.call('account.pause', { account: engine.account });
    await submit(2);
    await engine.desk.call('account.remove', { account: engine.account });
    expect(engine.of('reply.failed').map((entry) => [entry.data.client, entry.data.code])).toEqual([['client-20', 'account.removed']]);
    expect(await codeOf(submit(3))).toBe('account.removed');
  });
});

describe('after a crash', () => {
  const crashInFlight = async (): Promise<void> => {
    engine.peer.answer = (message, script) => { script.take(message); return new Promise(() => undefined); };
    await submit(1);
    await engine.clock.settle();
    engine.ledger.kill();
    engine.peer.abandon();
    engine.peer.answer = async (message, script) => ({ kind: 'accepted', id: script.take(message), at: 1, proof: 'response' });
    engine.peer.onConnect = null;
    engine = await startMemoryEngine({ disk: engine.disk, peer: engine.peer, vault: engine.vault });
  };

  test('an attempt without an outcome waits for catch-up; history is the proof', async () => {
    await crashInFlight();
    engine.script.status('online');
    await engine.clock.advance(3_000);
    expect(replies().at(-1)).toBe('attempted client-10');
    await engine.script.emit(messageFrom('li', '答1', { id: engine.peer.log[0]?.id, direction: 'out', source: 'history', at: engine.clock.now() }));
    await engine.script.emit({ kind: 'caughtUp', upTo: 1, count: 1 });
    await engine.clock.advance(60_000);
    expect(replies().slice(2)).toEqual(['accepted client-10']);
    expect(arrived()).toEqual(['client-10']);
  });

  test('without proof it asks, and nothing is sent again by itself', async () => {
    await crashInFlight();
    await engine.script.online();
    await engine.clock.advance(600_000);
    expect(replies().slice(2)).toEqual(['uncertain client-10']);
    expect(arrived()).toEqual(['client-10']);
  });

  test('a channel that never says it caught up is asked after twenty seconds', async () => {
    await crashInFlight();
    engine.script.status('online');
    await engine.clock.advance(21_000);
    expect(replies().at(-1)).toBe('uncertain client-10');
  });

  test('without a link for two minutes the person is asked', async () => {
    await crashInFlight();
    await engine.clock.advance(125_000);
    expect(replies().at(-1)).toBe('uncertain client-10');
  });

  test('confirm decides: not there means it goes again, once', async () => {
    engine.peer.confirm = async () => ({ kind: 'notSent' });
    await crashInFlight();
    engine.peer.log.length = 0;
    await engine.script.online();
    await engine.clock.settle();
    expect(replies().slice(2)).toEqual(['requeued client-10', 'attempted client-10', 'accepted client-10']);
    expect(arrived()).toEqual(['client-10']);
  });
});
