import { describe, expect, it } from 'vitest';
import type { AccountStatus } from '#shared/domain/account';
import type { AccountId, BlobId, ClientId } from '#shared/domain/ids';
import type { ChannelContext, OutgoingMessage } from '#electron/engine/channels/contract/channel';
import type { ChannelEvent } from '#electron/engine/channels/contract/events';
import { demo } from '#electron/engine/channels/demo/module';
import { loadPicture, loadScript } from '#electron/engine/channels/demo/script';

type Timer = { readonly due: number; readonly run: () => void };

/** A shop on a clock the test turns by hand; cursors live on in `cursors`, as the ledger would keep them. */
const openShop = (cursors = new Map<string, string>(), start = 1_000_000) => {
  let now = start;
  const timers = new Set<Timer>();
  const events: ChannelEvent[] = [];
  const statuses: AccountStatus[] = [];
  const context: ChannelContext = {
    account: 'demo-1' as AccountId, settings: { speed: 1 }, secrets: {},
    emit: async (batch) => {
      events.push(...batch);
      for (const event of batch) if (event.kind === 'cursor') cursors.set(event.key, event.value);
    },
    status: (status) => { statuses.push(status); },
    cursor: (key) => cursors.get(key),
    cursors: () => cursors,
    store: async (bytes, hint) => ({ name: hint.name, mime: hint.mime ?? '', size: bytes.length, state: 'stored', blob: 'a'.repeat(64) as BlobId }),
    readBlob: async () => new Uint8Array(),
    clock: {
      now: () => now, random: () => 0.5,
      after: (ms, run) => { const timer = { due: now + ms, run }; timers.add(timer); return () => timers.delete(timer); },
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const settle = async (): Promise<void> => { for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); };
  const advance = async (seconds: number): Promise<void> => {
    const end = now + seconds * 1000;
    for (;;) {
      await settle();
      const next = [...timers].filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      timers.delete(next);
      now = next.due;
      next.run();
    }
    now = end;
  };
  const channel = demo.open(context);
  return { channel, events, statuses, timers, advance, settle, cursors, messages: () => events.filter((event) => event.kind === 'message') };
};

const replyTo = (chat: string, client: string): OutgoingMessage => ({
  client: client as ClientId, chat: { id: `demo:${chat}` as OutgoingMessage['chat']['id'], kind: 'private' }, parts: [{ kind: 'text', text: '您好' }], at: 0, attempt: 1,
});

describe('demonstration shop', () => {
  it('has a dozen customers who all wrote within a minute, else a newcomer sees an empty desk', async () => {
    const shop = openShop();
    shop.channel.connect();
    await shop.advance(60);
    expect(new Set(shop.messages().map((event) => event.chat.id)).size).toBeGreaterThanOrEqual(12);
    await shop.channel.close();
  });

  it('shows pictures, an order, a complaint and a recall: what the script promises', async () => {
    const script = loadScript();
    const steps = script.customers.flatMap((customer) => customer.steps);
    for (const step of steps) if (step.picture) expect(loadPicture(step.picture).bytes.subarray(1, 4)).toEqual(Buffer.from('PNG'));
    expect(steps.some((step) => step.order)).toBe(true);
    expect(steps.some((step) => step.recall !== undefined)).toBe(true);
    expect(steps.some((step) => step.text?.includes('投诉'))).toBe(true);
    for (const customer of script.customers) for (const step of customer.steps) if (step.recall !== undefined) expect(customer.steps[step.recall]?.text).toBeTruthy();
  });

  it('waits for the reply where the script says so, and goes on after it', async () => {
    const shop = openShop();
    shop.channel.connect();
    await shop.advance(40);
    const zhao = () => shop.messages().filter((event) => event.chat.id === 'demo:zhao').length;
    expect(zhao()).toBe(1);
    expect((await shop.channel.send(replyTo('zhao', 'client-zhao-1'))).kind).toBe('accepted');
    await shop.advance(6);
    expect(zhao()).toBe(2);
    await shop.channel.close();
  });

  it('does not nag somebody who was answered in time, and goes on with the answer', async () => {
    const shop = openShop();
    shop.channel.connect();
    await shop.advance(3);
    await shop.channel.send(replyTo('chen', 'client-chen-1'));
    await shop.advance(15);
    const words = shop.messages().filter((event) => event.chat.id === 'demo:chen').flatMap((event) => event.parts).map((part) => (part.kind === 'text' ? part.text : ''));
    expect(words.some((text) => text.startsWith('在吗'))).toBe(false);
    expect(words.some((text) => text.startsWith('我在杭州'))).toBe(true);
    await shop.channel.close();
  });

  it('hears an answer that comes while the customer is still speaking', async () => {
    const shop = openShop();
    shop.channel.connect();
    await shop.advance(9.9);
    const answered = shop.advance(0.2);
    await shop.channel.send(replyTo('chen', 'client-chen-2'));
    await answered;
    await shop.advance(10);
    expect(shop.messages().some((event) => event.parts.some((part) => part.kind === 'text' && part.text.startsWith('我在杭州')))).toBe(true);
    await shop.channel.close();
  });

  it('goes on where it was after a restart and never says a step twice', async () => {
    const cursors = new Map<string, string>();
    const first = openShop(cursors);
    first.channel.connect();
    await first.advance(30);
    await first.channel.close();
    expect(first.timers.size).toBe(0);
    const second = openShop(cursors, 2_000_000);
    second.channel.connect();
    await second.advance(60);
    const ids = [...first.messages(), ...second.messages()].map((event) => event.id);
    expect(new Set(ids).size).toBe(ids.length);
    await second.channel.close();
  });

  it('catches up after its outage: what was said meanwhile comes once, as history', async () => {
    const offline = openShop();
    offline.channel.connect();
    await offline.advance(149);
    await offline.channel.send(replyTo('he', 'client-he-000'));
    await offline.advance(20);
    expect(offline.statuses.map((status) => status.state)).toEqual(['connecting', 'online', 'offline', 'online']);
    const caught = offline.events.find((event) => event.kind === 'caughtUp');
    expect(caught?.kind === 'caughtUp' && caught.count).toBe(offline.messages().filter((event) => event.source === 'history').length);
    await offline.channel.close();
  });

  it('proves after a crash whether a reply arrived', async () => {
    const shop = openShop();
    shop.channel.connect();
    await shop.settle();
    await shop.channel.send(replyTo('sun', 'client-sun-01'));
    expect((await shop.channel.confirm?.(replyTo('sun', 'client-sun-01'), 0))?.kind).toBe('sent');
    expect((await shop.channel.confirm?.(replyTo('sun', 'client-sun-02'), 0))?.kind).toBe('notSent');
    await shop.channel.close();
  });

  it('refuses a frame that is none of its own instead of throwing', () => {
    for (const frame of [null, 3, 'x', {}, { customer: 'nobody', step: 0 }, { customer: 'chen', step: 99 }]) {
      expect(demo.decodeFrame(frame, 'demo-1' as AccountId)).toEqual({ kind: 'error', code: 'demo.badFrame' });
    }
    expect(demo.decodeFrame({ customer: 'chen', step: 0 }, 'demo-1' as AccountId).kind).toBe('events');
  });
});
