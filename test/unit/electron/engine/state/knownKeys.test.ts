import { describe, expect, test } from 'vitest';
import type { ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { keyHash, KnownKeys } from '#electron/engine/state/knownKeys';
import { judgeMessage, keysOf } from '#electron/engine/state/knownMessages';

const conversation = 'onebot-a/private:1' as ConversationId; // test id
const T = 1_760_000_000_000;

const keep = (known: KnownKeys, id: string, at: number): void => {
  const data = { chat: { id: 'private:1', kind: 'private' }, id, at, direction: 'in', sender: { id: 'x' }, parts: [], source: 'live' };
  for (const [hash, second] of keysOf({ type: 'message.received', conversation, data } as never)) known.add(hash, second); // only what keysOf reads
};

describe('KnownKeys', () => {
  test('finds all of a hundred thousand keys after growing, and nothing else', () => {
    const known = new KnownKeys();
    for (let i = 0; i < 100_000; i += 1) known.add(keyHash('k', String(i)), i);
    expect(known.size).toBe(100_000);
    for (let i = 0; i < 100_000; i += 997) expect(known.second(keyHash('k', String(i)))).toBe(i);
    for (let i = 100_000; i < 101_000; i += 1) expect(known.has(keyHash('k', String(i)))).toBe(false);
  });

  test('a copy loaded from the packed keys is equal', () => {
    const known = new KnownKeys();
    for (let i = 0; i < 5_000; i += 1) known.add(keyHash(String(i)), i);
    const copy = new KnownKeys(5_000);
    const packed = known.takeFresh();
    copy.load(packed);
    expect(copy.dump()).toEqual(known.dump());
    const odd = new KnownKeys();
    odd.load(Buffer.concat([Buffer.from('x'), packed]).subarray(1)); // where no word begins
    expect(odd.dump()).toEqual(known.dump());
    expect(known.takeFresh().length).toBe(0);
  });
});

describe('judgeMessage', () => {
  const id = '77' as RemoteMessageId; // test id

  test('the same id within two minutes is the same message, later it is another under a suffix', () => {
    const known = new KnownKeys();
    keep(known, id, T);
    expect(judgeMessage(known, conversation, id, T + 119_000)).toEqual({ known: true });
    expect(judgeMessage(known, conversation, id, T - 119_000)).toEqual({ known: true });
    expect(judgeMessage(known, conversation, id, T + 600_000)).toEqual({ known: false, id: `77@${T + 600_000}` });
  });

  test('the second message of a reused id is known again although history tells a slightly different time', () => {
    const known = new KnownKeys();
    keep(known, id, T);
    keep(known, `77@${T + 600_000}`, T + 600_000);
    for (const shift of [0, -90_000, 90_000]) expect(judgeMessage(known, conversation, id, T + 600_000 + shift)).toEqual({ known: true });
    expect(judgeMessage(known, conversation, id, T + 1_200_000).known).toBe(false);
  });

  test('an id of our own reply is known at any time: the clocks of desk and platform may differ', () => {
    const known = new KnownKeys();
    for (const [hash, second] of keysOf({ type: 'reply.accepted', conversation, data: { client: 'client-01', id, at: T, proof: 'response' } } as never)) known.add(hash, second); // only what keysOf reads
    expect(judgeMessage(known, conversation, id, T + 86_400_000)).toEqual({ known: true });
  });

  test('the same id in another chat is another message', () => {
    const known = new KnownKeys();
    keep(known, id, T);
    expect(judgeMessage(known, 'onebot-a/private:2' as ConversationId, id, T).known).toBe(false); // test id
  });
});
