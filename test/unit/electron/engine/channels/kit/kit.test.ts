import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors';
import type { Clock } from '#electron/engine/channels/contract/channel';
import { isHouseHost, isLinkLocal, isLoopbackHost, isPrivateAddress } from '#electron/engine/channels/kit/address';
import { createBackoff } from '#electron/engine/channels/kit/backoff';
import { download } from '#electron/engine/channels/kit/download';
import { createEventPump } from '#electron/engine/channels/kit/eventPump';
import { parseGuarded } from '#electron/engine/channels/kit/guardedJson';
import { sniffMime } from '#electron/engine/channels/kit/mime';
import { rawJson } from '#electron/engine/channels/kit/rawJson';
import { createRequestTable } from '#electron/engine/channels/kit/requestTable';
import { createSleeper } from '#electron/engine/channels/kit/sleeper';
import { createTokenBucket } from '#electron/engine/channels/kit/tokenBucket';
import { createWatchdog } from '#electron/engine/channels/kit/watchdog';

type HandClock = Clock & { readonly advance: (ms: number) => void; readonly shiftWall: (ms: number) => void; readonly pending: () => number };

/** Time stands still until moved; the wall clock can be set without moving timers. */
const handClock = (): HandClock => {
  let now = 1_000_000;
  let shift = 0;
  const timers = new Map<object, { readonly at: number; readonly run: () => void }>();
  return {
    now: () => now + shift,
    after: (ms, run) => {
      const key = {};
      timers.set(key, { at: now + ms, run });
      return () => { timers.delete(key); };
    },
    random: () => 0.5,
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at);
        if (!next) break;
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].run();
      }
      now = end;
    },
    shiftWall: (ms) => { shift += ms; },
    pending: () => timers.size,
  };
};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('backoff', () => {
  it('stays between floor and the doubling ceiling, and starts anew (bug: all desks return in the same second)', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 50 }), (draws) => {
      let index = 0;
      const backoff = createBackoff({ baseMs: 500, capMs: 30_000, random: () => draws[index] ?? 0 });
      for (; index < draws.length; index += 1) {
        const ms = backoff.next();
        expect(ms).toBeGreaterThanOrEqual(50);
        expect(ms).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** index));
      }
      backoff.reset();
      expect(backoff.attempts()).toBe(0);
    }));
  });
});

describe('token bucket', () => {
  it('lets a burst through, then one per interval, in order (bug: the last asker goes first)', async () => {
    const clock = handClock();
    const bucket = createTokenBucket(clock, { perSecond: 2, burst: 2 });
    const granted: number[] = [];
    const asks = [0, 1, 2, 3].map(async (index) => { if (await bucket.take()) granted.push(index); });
    await Promise.resolve();
    expect(granted).toEqual([0, 1]);
    clock.advance(600);
    await Promise.resolve();
    expect(granted).toEqual([0, 1, 2]);
    clock.advance(600);
    await Promise.all(asks);
    expect(granted).toEqual([0, 1, 2, 3]);
    expect(clock.pending()).toBe(0);
  });

  it('sends everyone away on close or abort (bug: a removed account still sends)', async () => {
    const clock = handClock();
    const bucket = createTokenBucket(clock, { perSecond: 0.1, burst: 1 });
    expect(await bucket.take()).toBe(true);
    const gone = new AbortController();
    const [aborted, closed] = [bucket.take(gone.signal), bucket.take()];
    gone.abort();
    expect(await aborted).toBe(false);
    bucket.close();
    expect(await closed).toBe(false);
    expect(await bucket.take()).toBe(false);
    expect(clock.pending()).toBe(0);
  });
});

describe('request table', () => {
  it('ends each request once: answered, timed out, cut, not sent (bug: an answer settles the wrong request)', async () => {
    const clock = handClock();
    const table = createRequestTable<string>(clock, 'r');
    const ids: string[] = [];
    const ask = (sent = true): ReturnType<typeof table.request> => table.request({ timeoutMs: 100, send: (id) => { ids.push(id); return sent; } });
    const [a, b, c, d] = [ask(), ask(), ask(false), ask()];
    expect(table.answer(ids[1] ?? '', 'B')).toBe('settled');
    expect(await b).toEqual({ kind: 'answered', reply: 'B' });
    expect(await c).toEqual({ kind: 'notSent' });
    clock.advance(100);
    expect(await a).toEqual({ kind: 'timedOut' });
    expect(await d).toEqual({ kind: 'timedOut' });
    const e = ask();
    table.cutAll();
    expect(await e).toEqual({ kind: 'cut' });
    expect(table.answer('nobody', 'x')).toBe('unknown');
    expect([table.size(), clock.pending()]).toEqual([0, 0]);
  });

  it('hands a late answer over once, and parts renew the time-out (bug: a long download times out while it flows)', async () => {
    const clock = handClock();
    const table = createRequestTable<string>(clock, 'r');
    const late: string[] = [];
    const parts: string[] = [];
    const request = table.request({ timeoutMs: 100, send: () => true, onLate: (reply) => late.push(reply), onPart: (reply) => parts.push(reply) });
    clock.advance(80);
    expect(table.answer('r1', 'part', false)).toBe('part');
    clock.advance(80);
    expect(table.size()).toBe(1);
    clock.advance(30);
    expect(await request).toEqual({ kind: 'timedOut' });
    expect(table.answer('r1', 'late')).toBe('late');
    expect(table.answer('r1', 'again')).toBe('unknown');
    expect([parts, late]).toEqual([['part'], ['late']]);
  });
});

describe('watchdog', () => {
  it('counts silence from the last traffic, and a clock set back hides nothing (bug: never fires after the clock changed)', () => {
    const clock = handClock();
    let silences = 0;
    const watchdog = createWatchdog(clock, 100, () => { silences += 1; });
    clock.advance(90);
    watchdog.touch();
    clock.advance(90);
    expect(silences).toBe(0);
    clock.advance(20);
    expect(silences).toBe(1);
    clock.shiftWall(-3_600_000);
    clock.advance(300);
    expect(silences).toBeGreaterThan(1);
    watchdog.setLimit(1_000);
    watchdog.stop();
    expect(clock.pending()).toBe(0);
  });
});

describe('watchdog on a machine that was held up', () => {
  it('reads what waits before it calls the peer silent (bug: a busy or sleeping desk drops links that are well)', () => {
    const clock = handClock();
    let silences = 0;
    const watchdog = createWatchdog(clock, 4_000, () => { silences += 1; });
    // The whole process stood still: the timer comes long after its time, what the peer sent is still unread.
    clock.shiftWall(9_000);
    clock.advance(4_000);
    expect(silences).toBe(0);
    watchdog.touch();
    clock.advance(3_000);
    expect(silences).toBe(0);
    clock.advance(1_100);
    expect(silences).toBe(1);
    watchdog.stop();
  });
});

describe('sleeper', () => {
  it('wakes all at once without leaving timers (bug: closing waits half a minute)', async () => {
    const clock = handClock();
    const sleeper = createSleeper(clock);
    const sleeps = [sleeper.sleep(1_000), sleeper.sleep(60_000)];
    clock.advance(1_000);
    await sleeps[0];
    sleeper.wakeAll();
    await Promise.all(sleeps);
    expect(clock.pending()).toBe(0);
  });
});

describe('guarded JSON', () => {
  it('reads what JSON.parse reads (bug: the guard changes ordinary frames)', () => {
    // Integers beyond 2^53 are the one difference, by design.
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }).filter((value) => !/\d{16}/.test(JSON.stringify(value))), (value) => {
      const text = JSON.stringify(value);
      expect(parseGuarded(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }));
  });
  it('keeps long integers, refuses depth, takes brackets in words (bug: ids rounded; a customer’s “[[[[” refused)', () => {
    expect(parseGuarded('{"a":9007199254740993,"b":[-12345678901234567890],"c":1.5e300,"d":"12345678901234567890"}'))
      .toEqual({ ok: true, value: { a: '9007199254740993', b: ['-12345678901234567890'], c: 1.5e300, d: '12345678901234567890' } });
    expect(parseGuarded('['.repeat(201) + ']'.repeat(201))).toEqual({ ok: false, code: 'channel.deepJson' });
    expect(parseGuarded(JSON.stringify({ text: `${'['.repeat(500)}\\"${'{'.repeat(500)}` })).ok).toBe(true);
    expect(parseGuarded('{"a":')).toEqual({ ok: false, code: 'channel.badJson' });
  });
});

describe('raw JSON', () => {
  it('turns anything into JSON that survives a round trip (bug: one strange notice breaks the ledger)', () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (value) => {
      const raw = rawJson(value);
      expect(JSON.parse(JSON.stringify(raw))).toEqual(JSON.parse(JSON.stringify(raw)));
    }));
    expect(JSON.stringify(rawJson({ long: 'x'.repeat(3_000_000) })).length).toBeLessThan(300_000);
    expect(rawJson('\ud800a')).toBe('\ufffda');
  });
});

describe('addresses', () => {
  it('knows this machine, this house and the link (bug: a message makes us fetch from the cloud’s metadata)', () => {
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.1.1', '100.64.0.1', 'fd00::1', '0.0.0.0'].every(isPrivateAddress)).toBe(true);
    expect(['8.8.8.8', '172.32.0.1', '2400:3200::1', 'example.com'].some(isPrivateAddress)).toBe(false);
    expect([isLinkLocal('169.254.169.254'), isLinkLocal('fe80::1')]).toEqual([true, true]);
    expect([isLoopbackHost('localhost'), isLoopbackHost('[::1]'), isLoopbackHost('10.0.0.1')]).toEqual([true, true, false]);
    expect([isHouseHost('napcat'), isHouseHost('192.168.0.9'), isHouseHost('qq.example.com')]).toEqual([true, true, false]);
  });
});

describe('mime', () => {
  it('believes bytes before names (bug: an amr named jpg)', () => {
    expect(sniffMime(new TextEncoder().encode('#!AMR\n'), 'a.jpg')).toBe('audio/amr');
    expect(sniffMime(new TextEncoder().encode('PK\u0003\u0004'), 'a.docx')).toContain('wordprocessingml');
    expect(sniffMime(new Uint8Array([1, 2]), 'a.PNG')).toBe('image/png');
    expect(sniffMime(new Uint8Array([1, 2]), 'noname')).toBeUndefined();
  });
});

describe('event pump', () => {
  it('keeps order, waits out an absent ledger, and tells of an overflow once (bug: events lost while the disk is full)', async () => {
    const clock = handClock();
    const kept: number[] = [];
    let isAway = true;
    let overflows = 0;
    const pump = createEventPump({
      clock, log, limit: 20, onOverflow: () => { overflows += 1; },
      emit: (events) => {
        if (isAway) return Promise.reject(new AppError('ledger.unavailable'));
        kept.push(...events.map((event) => (event.kind === 'cursor' ? Number(event.value) : -1)));
        return Promise.resolve();
      },
    });
    const pushes = Array.from({ length: 30 }, (_, index) => pump.push([{ kind: 'cursor', key: 'n', value: String(index) }]));
    await new Promise((resolve) => { setImmediate(resolve); });
    isAway = false;
    clock.advance(1_000);
    await Promise.all(pushes);
    expect(kept).toEqual(Array.from({ length: 30 }, (_, index) => index));
    expect(overflows).toBe(1);
    await pump.close();
    expect(clock.pending()).toBe(0);
  });
});

describe('download', () => {
  const servers: Server[] = [];
  afterEach(async () => { for (const server of servers.splice(0)) { server.closeAllConnections(); const closed = once(server, 'close'); server.close(); await closed; } });
  const serve = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer);
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  };
  const options = { signal: new AbortController().signal, maxBytes: 100, timeoutMs: 2_000, allowPrivate: true } as const;
  const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'fetched', (error: unknown) => (error instanceof AppError ? error.code : String(error)));

  it('stops at the size, however it is told (bug: an endless picture fills the memory)', async () => {
    const lying = await serve((_request, response) => {
      const more = (): void => { while (response.write('x'.repeat(64))); };
      response.on('drain', more);
      more();
    });
    expect(await codeOf(download(lying, options))).toBe('media.tooLarge');
    const honest = await serve((_request, response) => { response.writeHead(200, { 'content-length': 101 }); response.end(); });
    expect(await codeOf(download(honest, options))).toBe('media.tooLarge');
  });

  it('follows few redirects and none into the house (bug: a public address leads to the router)', async () => {
    const loop = await serve((_request, response) => { response.writeHead(302, { location: '/again' }).end(); });
    expect(await codeOf(download(loop, options))).toBe('media.tooManyRedirects');
    expect(await codeOf(download(loop, { ...options, allowPrivate: false }))).toBe('media.blocked');
    expect(await codeOf(download(loop.replace('127.0.0.1', 'localhost'), { ...options, allowPrivate: false }))).toBe('media.blocked');
    const sly = await serve((_request, response) => { response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(); });
    expect(await codeOf(download(sly, options))).toBe('media.blocked');
  });

  it('names what went wrong (bug: every failure says “network”)', async () => {
    const silent = await serve(() => undefined);
    expect(await codeOf(download(silent, { ...options, timeoutMs: 50 }))).toBe('media.timeout');
    expect(await codeOf(download('file:///etc/passwd', options))).toBe('media.badAddress');
    expect(await codeOf(download('nonsense', options))).toBe('media.badAddress');
    const missing = await serve((_request, response) => { response.writeHead(404).end(); });
    expect(await codeOf(download(missing, options))).toBe('media.httpStatus');
    expect(await codeOf(download(silent, { ...options, signal: AbortSignal.abort() }))).toBe('media.aborted');
  });
});
