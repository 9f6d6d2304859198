import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppError } from '#shared/domain/errors';
import type { ClientId, ContactId, RemoteMessageId } from '#shared/domain/ids';
import type { ChannelEvent } from '#electron/engine/channels/contract/events';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { messageFrom, privateChat, words } from '#test/kit/scriptedChannel';

const T = 1_760_000_000_000;
const rid = (text: string): RemoteMessageId => text as RemoteMessageId; // test ids
const cid = (text: string): ClientId => text as ClientId; // test ids

let fate: 'ok' | 'full' = 'ok';
let engine: MemoryEngine;
beforeEach(async () => { fate = 'ok'; engine = await startMemoryEngine({ fate: () => fate }); });
afterEach(async () => { fate = 'ok'; await engine.stop(); });

const submit = async (client: string, text: string, name = 'li'): Promise<void> => {
  await engine.desk.call('reply.submit', { client, conversation: engine.chat(name), parts: words(text) });
  await engine.clock.settle();
};
const own = (text: string, id: string, more: Parameters<typeof messageFrom>[2] = {}): ChannelEvent => messageFrom('li', text, { id: rid(id), direction: 'out', ...more });

describe('duplicates', () => {
  test('a message comes once: within a batch, again by history, and after a restart', async () => {
    const message = messageFrom('li', '在吗', { id: rid('a') });
    await engine.script.emit(message, message);
    await engine.script.emit({ ...message, source: 'history', at: message.at + 2_000 });
    expect(engine.of('message.received').length).toBe(1);
  });

  test('an id used again ten minutes later is another message, and that one too comes once', async () => {
    await engine.script.emit(messageFrom('li', '一', { id: rid('9'), at: T }), messageFrom('li', '二', { id: rid('9'), at: T + 600_000 }));
    await engine.script.emit(messageFrom('li', '二', { id: rid('9'), at: T + 601_000, source: 'history' }));
    expect(engine.of('message.received').map((entry) => entry.data.id)).toEqual(['9', `9@${T + 600_000}`]);
  });

  test('edits and recalls told twice are written once', async () => {
    await engine.script.emit(messageFrom('li', '错', { id: rid('e') }));
    const edit: ChannelEvent = { kind: 'edit', chat: privateChat('li'), id: rid('e'), parts: words('对'), at: T };
    const recall: ChannelEvent = { kind: 'recall', chat: privateChat('li'), id: rid('e'), at: T };
    await engine.script.emit(edit, edit, recall);
    await engine.script.emit(edit, recall);
    expect(engine.of('message.edited').length).toBe(1);
    expect(engine.of('message.recalled').length).toBe(1);
  });
});

describe('own messages coming back', () => {
  beforeEach(async () => { await engine.script.emit(messageFrom('li', '在吗')); });

  test('echo before the response: one bubble, proven by the echo, the response adds nothing', async () => {
    engine.peer.answer = async (message, script) => {
      const id = script.take(message);
      await script.emit(own('好的', id));
      return { kind: 'accepted', id, at: T, proof: 'response' };
    };
    await submit('client-01', '好的');
    expect(engine.of('reply.accepted').map((entry) => entry.data.proof)).toEqual(['echo']);
    expect(engine.of('message.received').length).toBe(1);
  });

  test('echo after the response: dropped', async () => {
    await submit('client-01', '好的');
    await engine.script.emit(own('好的', engine.peer.log[0]?.id ?? ''));
    expect(engine.of('reply.accepted').map((entry) => entry.data.proof)).toEqual(['response']);
    expect(engine.of('message.received').length).toBe(1);
  });

  test('echo between the response and its entry: still one bubble', async () => {
    engine.peer.answer = async (message, script) => {
      const id = script.take(message);
      queueMicrotask(() => { void script.emit(own('好的', id)); }); // settled below
      return { kind: 'accepted', id, at: T, proof: 'response' };
    };
    await submit('client-01', '好的');
    expect(engine.of('message.received').length).toBe(1);
    expect(new Set(engine.of('reply.accepted').map((entry) => entry.data.id)).size).toBe(1);
  });

  test('an equal message of another device, taken for the echo, becomes a message of its own when the response says so', async () => {
    engine.peer.answer = async (message, script) => {
      await script.emit(own('好的', 'phone-1'));
      return { kind: 'accepted', id: script.take(message), at: T, proof: 'response' };
    };
    await submit('client-01', '好的');
    expect(engine.of('reply.accepted').map((entry) => entry.data.id)).toEqual(['phone-1', engine.peer.log[0]?.id]);
    expect(engine.of('message.received').filter((entry) => entry.data.direction === 'out').map((entry) => entry.data.id)).toEqual([`phone-1@${T}`]);
  });

  test('words of another device while ours are in flight are kept', async () => {
    engine.peer.answer = async (message, script) => {
      await script.emit(own('别的话', 'phone-2'));
      return { kind: 'accepted', id: script.take(message), at: T, proof: 'response' };
    };
    await submit('client-01', '好的');
    expect(engine.of('message.received').filter((entry) => entry.data.direction === 'out').length).toBe(1);
    expect(engine.of('reply.accepted').length).toBe(1);
  });

  test('last week\'s equal words in history prove nothing about an uncertain reply', async () => {
    engine.peer.answer = async () => ({ kind: 'uncertain', code: 'link.lost' });
    await submit('client-01', '好的');
    await engine.script.emit(own('好的', 'old-1', { source: 'history', at: T - 7 * 86_400_000 }));
    expect(engine.of('reply.accepted').length).toBe(0);
    await engine.script.emit(own('好的', 'new-1', { source: 'history', at: engine.clock.now() + 500 }));
    expect(engine.of('reply.accepted').map((entry) => [entry.data.id, entry.data.proof])).toEqual([['new-1', 'history']]);
  });

  test('with our client id, the second name of a reply is added once', async () => {
    await submit('client-01', '好的');
    const echo = own('好的', 'archive-1', { client: cid('client-01'), source: 'history' });
    await engine.script.emit(echo);
    await engine.script.emit(echo);
    expect(engine.of('reply.accepted').map((entry) => entry.data.id)).toEqual([engine.peer.log[0]?.id, 'archive-1']);
    expect(engine.of('message.received').length).toBe(1);
  });

  test('a client id we never gave is another desk of the same account', async () => {
    await engine.script.emit(own('你好', 'x-1', { client: cid('foreign-0001') }));
    expect(engine.of('message.received').length).toBe(2);
  });

  test('words and picture sent as one and coming back as two make no second bubble', async () => {
    const media = (await engine.desk.call('blob.put', { name: 'a.png', mime: 'image/png', bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]) })).media;
    await engine.desk.call('reply.submit', { client: 'client-02', conversation: engine.chat('li'), parts: [{ kind: 'text', text: '看图' }, { kind: 'image', media }] });
    await engine.clock.settle();
    const id = engine.peer.log[0]?.id ?? '';
    await engine.script.emit(own('看图', id));
    await engine.script.emit(messageFrom('li', '', { id: rid('second'), direction: 'out', parts: [{ kind: 'image', media: { name: 'x', mime: 'image/png', state: 'remote', ref: 'r' } }] }));
    await engine.script.emit(messageFrom('li', '看图', { id: rid('phone-3'), direction: 'out' }));
    expect(engine.of('message.received').filter((entry) => entry.data.direction === 'out').map((entry) => entry.data.id)).toEqual(['phone-3']);
  });
});

describe('recalls, receipts, facts', () => {
  test('a recall without a chat finds its message; one nobody knows is kept as a notice', async () => {
    await engine.script.emit(messageFrom('li', '撤', { id: rid('r1') }), { kind: 'recall', id: rid('r1'), at: T });
    await engine.script.emit({ kind: 'recall', id: rid('nobody'), at: T });
    expect(engine.of('message.recalled').map((entry) => [entry.conversation, entry.data.id])).toEqual([[engine.chat('li'), 'r1']]);
    expect(engine.of('notice.received').map((entry) => entry.data.type)).toEqual(['recall.unknown']);
  });

  test('receipts by client id become our remote ids, move forward only, and prove an uncertain reply', async () => {
    await engine.script.emit(messageFrom('li', '在吗'));
    await submit('client-01', '好的');
    const receipt = (state: 'delivered' | 'read'): ChannelEvent => ({ kind: 'receipt', chat: privateChat('li'), state, clients: [cid('client-01')], at: T });
    await engine.script.emit(receipt('delivered'), receipt('read'));
    await engine.script.emit(receipt('delivered'), receipt('read'));
    expect(engine.of('receipt.received').map((entry) => [entry.data.state, entry.data.ids])).toEqual([['delivered', [engine.peer.log[0]?.id]], ['read', [engine.peer.log[0]?.id]]]);
    engine.peer.answer = async () => ({ kind: 'uncertain', code: 'link.lost' });
    await submit('client-02', '还在');
    await engine.script.emit({ kind: 'receipt', chat: privateChat('li'), state: 'read', clients: [cid('client-02')], at: T });
    expect(engine.of('reply.accepted').map((entry) => entry.data.client)).toEqual(['client-01', 'client-02']);
  });

  test('facts that say nothing new are not written again', async () => {
    const facts: readonly ChannelEvent[] = [
      { kind: 'contact', contact: 'li' as ContactId, name: '李' }, // test id
      { kind: 'chat', chat: privateChat('li'), members: 2 },
      { kind: 'identity', self: 'me' as ContactId, nickname: '店' }, // test id
      { kind: 'cursor', key: 'k', value: '1' },
      { kind: 'gap', from: 1, to: 2, reason: 'history.limit' },
      { kind: 'receipt', chat: privateChat('li'), state: 'read', upTo: T, at: T },
    ];
    await engine.script.emit(...facts, ...facts);
    const before = engine.disk.entries.length;
    await engine.script.emit(...facts);
    expect(engine.disk.entries.length).toBe(before);
    await engine.script.emit({ kind: 'contact', contact: 'li' as ContactId, remark: '老客' }); // test id
    expect(engine.of('contact.seen').length).toBe(2);
    expect(engine.script.context.cursor('k')).toBe('1');
  });

  test('typing reaches the desk and never the ledger', async () => {
    const typing = engine.desk.next('peer.typing');
    const before = engine.disk.entries.length;
    await engine.script.emit({ kind: 'typing', chat: privateChat('li'), active: true });
    expect(await typing).toEqual({ conversation: engine.chat('li'), active: true });
    expect(engine.disk.entries.length).toBe(before);
  });

  test('a refusal after the peer had accepted stays visible', async () => {
    await engine.script.emit(messageFrom('li', '在吗'));
    await submit('client-01', '好的');
    await engine.script.emit({ kind: 'sendResult', client: cid('client-01'), outcome: 'failed', code: 'xmpp.blocked', at: T });
    expect(engine.of('reply.failed').map((entry) => entry.data)).toEqual([{ client: 'client-01', code: 'xmpp.blocked', retryable: false }]);
  });
});

describe('a disk or a channel that misbehaves', () => {
  test('a full disk refuses the channel instead of losing: it may emit again later', async () => {
    fate = 'full';
    const refused = engine.script.emit(messageFrom('li', '在吗', { id: rid('z') })).catch((error: unknown) => error);
    await engine.clock.advance(10_000);
    expect(await refused).toMatchObject({ code: 'ledger.unavailable' } satisfies Partial<AppError>);
    fate = 'ok';
    await engine.script.emit(messageFrom('li', '在吗', { id: rid('z') }));
    expect(engine.of('message.received').length).toBe(1);
  });

  test('one invalid event does not take its neighbours along', async () => {
    await engine.script.emit(messageFrom('li', '前', { id: rid('v1') }), messageFrom('li', '坏', { id: rid('v2'), at: Number.NaN }), messageFrom('li', '后', { id: rid('v3') }));
    expect(engine.of('message.received').map((entry) => entry.data.id)).toEqual(['v1', 'v3']);
    expect(engine.of('notice.received').map((entry) => entry.data.type)).toEqual(['channel.invalidEvent']);
  });
});
