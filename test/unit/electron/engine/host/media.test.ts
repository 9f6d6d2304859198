import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { RemoteMessageId } from '#shared/domain/ids';
import type { Media, Part } from '#shared/domain/message';
import { createMediaStore } from '#electron/engine/host/mediaStore';
import { pictureMime, provenMime } from '#electron/engine/host/sniff';
import { startMemoryEngine, type MemoryEngine } from '#test/kit/memoryEngine';
import { createMemoryDisk, openMemoryLedger } from '#test/kit/memoryLedger';
import { createScriptedPeer, messageFrom, type ScriptedPeer } from '#test/kit/scriptedChannel';

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const rid = (text: string): RemoteMessageId => text as RemoteMessageId; // test ids
const remote = (ref: string, more: Partial<Media> = {}): Media => ({ name: `${ref}.png`, mime: 'image/png', state: 'remote', ref, ...more });
const picture = (ref: string, more: Partial<Media> = {}): Part => ({ kind: 'image', media: remote(ref, more) });

describe('sniffing', () => {
  test('pictures are known by their bytes, not by what a peer calls them', () => {
    expect(pictureMime(PNG)).toBe('image/png');
    expect(pictureMime(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(pictureMime(Buffer.from('GIF89a..'))).toBe('image/gif');
    expect(pictureMime(Buffer.from('RIFF1234WEBPVP8 '))).toBe('image/webp');
    expect(pictureMime(Buffer.from('BM....'))).toBe('image/bmp');
    expect(provenMime(Buffer.from('<svg onload=alert(1)>'), 'image/png')).toBe('application/octet-stream');
    expect(provenMime(PNG, 'text/html')).toBe('image/png');
    expect(provenMime(Buffer.from('RIFF'), 'audio/silk')).toBe('audio/silk');
    expect(provenMime(Buffer.from('x'), 'text/html; charset=<script>')).toBe('application/octet-stream');
  });
});

describe('store', () => {
  test('too large and low disk are refusals with a reason, names lose their folders', async () => {
    const ledger = openMemoryLedger({ disk: createMemoryDisk(), now: () => 1 });
    const store = createMediaStore(ledger, 20);
    expect(await store.store(new Uint8Array(21), { name: 'a' })).toMatchObject({ state: 'refused', reason: 'media.tooLarge', size: 21 });
    expect(await store.store(PNG, { name: '../../etc/passwd\u0000', mime: 'text/plain' })).toMatchObject({ state: 'stored', name: 'passwd', mime: 'image/png' });
    ledger.setLevel('noMedia');
    expect(await store.store(PNG, { name: 'a' })).toMatchObject({ state: 'refused', reason: 'media.diskLow' });
  });
});

describe('fetching', () => {
  let peer: ScriptedPeer;
  let engine: MemoryEngine;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    peer = createScriptedPeer();
    peer.fetchMedia = async (media) => { asked.push(media.ref ?? ''); return { bytes: PNG }; };
    engine = await startMemoryEngine({ peer });
  });
  afterEach(async () => { await engine.stop(); });
  const settled = async (count: number): Promise<void> => {
    for (let i = 0; i < 400 && engine.of('message.media').length < count; i += 1) await engine.clock.settle();
  };

  test('pictures come home by themselves, after their message is durable; files and large ones wait to be asked', async () => {
    const parts: readonly Part[] = [picture('p1'), picture('big', { size: 30 * 1024 * 1024 }), { kind: 'file', media: remote('f1', { name: 'a.pdf', mime: 'application/pdf' }) }];
    await engine.script.emit(messageFrom('li', '', { id: rid('m1'), parts }));
    await settled(1);
    expect(asked).toEqual(['p1']);
    expect(engine.of('message.media').map((entry) => [entry.data.part, entry.data.media.state, entry.data.media.mime, entry.data.media.ref])).toEqual([[0, 'stored', 'image/png', 'p1']]);
    await engine.desk.call('media.fetch', { conversation: engine.chat('li'), id: 'm1', part: 2 });
    expect(asked).toEqual(['p1', 'f1']);
    await expect(engine.desk.call('media.fetch', { conversation: engine.chat('li'), id: 'm1', part: 0 })).rejects.toMatchObject({ code: 'media.unknown' });
    await expect(engine.desk.call('media.fetch', { conversation: engine.chat('li'), id: 'm1', part: 9 })).rejects.toMatchObject({ code: 'media.unknown' });
  });

  test('at most two at a time per account', async () => {
    let now = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    peer.fetchMedia = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise<void>((resolve) => { waiting.push(resolve); });
      now -= 1;
      return { bytes: PNG };
    };
    await engine.desk.call('account.reconnect', { account: engine.account });
    const script = await peer.opened(engine.account);
    await engine.clock.settle();
    await script.emit(messageFrom('li', '', { parts: [picture('1'), picture('2'), picture('3'), picture('4'), picture('5')] }));
    for (let i = 0; i < 400 && engine.of('message.media').length < 5; i += 1) {
      await engine.clock.settle();
      for (const resolve of waiting.splice(0)) resolve();
    }
    expect([engine.of('message.media').length, most]).toEqual([5, 2]);
  });

  test('a failure is tried again with pauses, then kept with its reason; asking again may succeed', async () => {
    let isBroken = true;
    peer.fetchMedia = async (media) => {
      asked.push(media.ref ?? '');
      if (isBroken) throw new AppError('media.httpStatus', { status: 503 });
      return { bytes: PNG };
    };
    await engine.desk.call('account.reconnect', { account: engine.account });
    const script = await peer.opened(engine.account);
    await engine.clock.settle();
    await script.emit(messageFrom('li', '', { id: rid('m1'), parts: [picture('p1')] }));
    await engine.clock.advance(300_000);
    expect(asked.length).toBe(4);
    expect(engine.of('message.media').map((entry) => [entry.data.media.state, entry.data.media.reason])).toEqual([['failed', 'media.httpStatus']]);
    isBroken = false;
    await engine.desk.call('media.fetch', { conversation: engine.chat('li'), id: 'm1', part: 0 });
    expect(engine.of('message.media').at(-1)?.data.media).toMatchObject({ state: 'stored', ref: 'p1' });
    expect(engine.of('message.media').at(-1)?.data.media.reason).toBeUndefined();
  });

  test('a low disk refuses, the message stays', async () => {
    engine.ledger.setLevel('noMedia');
    await engine.script.emit(messageFrom('li', '', { parts: [picture('p1')] }));
    await settled(1);
    expect(engine.of('message.media').map((entry) => [entry.data.media.state, entry.data.media.reason])).toEqual([['refused', 'media.diskLow']]);
    await expect(engine.desk.call('blob.put', { name: 'a.png', mime: 'image/png', bytes: PNG })).rejects.toMatchObject({ code: 'media.diskLow' });
  });

  test('what was left while offline is fetched when the link opens', async () => {
    engine.script.status('offline');
    await engine.script.emit(messageFrom('li', '', { parts: [picture('p1')] }));
    await engine.clock.advance(1_000);
    expect(asked).toEqual([]);
    await engine.script.online();
    await settled(1);
    expect(asked).toEqual(['p1']);
  });

  test('an old message is found in the ledger, the last word on its media counts', async () => {
    await engine.script.emit(messageFrom('li', '', { id: rid('old'), parts: [{ kind: 'file', media: remote('f1') }] }));
    for (let i = 0; i < 3_100; i += 100) await engine.script.emit(...Array.from({ length: 100 }, (_, n) => messageFrom('li', 'x', { id: rid(`x${i + n}`) })));
    await engine.script.emit({ kind: 'media', chat: { id: 'private:li' as never, kind: 'private' }, id: rid('old'), part: 0, media: remote('f2') }); // test id
    for (let i = 0; i < 2_100; i += 100) await engine.script.emit(messageFrom('li', '', { id: rid(`p${i}`), parts: Array.from({ length: 100 }, (_, n) => ({ kind: 'file' as const, media: remote(`r${i + n}`) })) }));
    await engine.desk.call('media.fetch', { conversation: engine.chat('li'), id: 'old', part: 0 });
    expect(asked).toEqual(['f2']);
  });
});
