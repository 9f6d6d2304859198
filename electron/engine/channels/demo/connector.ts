import type { ChatRef } from '#shared/domain/chat';
import { AppError } from '#shared/domain/errors';
import type { Channel, ChannelContext, OutgoingMessage, SendOutcome } from '../contract/channel';
import type { ChannelEvent } from '../contract/events';
import { demoConfig } from './config';
import { chatOfCustomer, decodeStep } from './decode';
import { closerMessageId, contactIdOf, customerOfChat, ownMessageId } from './ids';
import { createPlayer, type Player } from './player';
import { loadPicture, loadScript, type DemoCustomer } from './script';

const ONLINE = { state: 'online', action: 'none' } as const;
const DELIVERED_MS = 500;
const READ_MS = 1800;

/**
 * Opens the shop. Progress lives in cursors (`step:<customer>` = steps done, `got:<customer>` = last reply the
 * customer has), so a restart goes on where it was and `confirm` can always prove what arrived.
 */
export const openDemo = (context: ChannelContext): Channel => {
  const { speed } = demoConfig.parse(context.settings);
  const script = loadScript();
  const players = new Map<string, Player>();
  const timers = new Set<() => void>();
  let backlog: ChannelEvent[] | undefined;
  let closed = false;

  const later = (ms: number, run: () => void): void => {
    const cancel = context.clock.after(ms, () => { timers.delete(cancel); if (!closed) run(); });
    timers.add(cancel);
  };

  const say = async (events: readonly ChannelEvent[]): Promise<void> => {
    if (backlog) backlog.push(...events);
    else await context.emit(events);
  };

  const mediaOf = async (customer: DemoCustomer, index: number) => {
    const step = customer.steps[index];
    if (step?.picture) {
      const { bytes, name, mime } = loadPicture(step.picture);
      return context.store(bytes, { name, mime });
    }
    return step?.file ? context.store(Buffer.from(step.file.text), { name: step.file.name, mime: step.file.mime }) : undefined;
  };

  const playerOf = (customer: DemoCustomer): Player => createPlayer({
    customer,
    clock: context.clock,
    speed,
    done: Number(context.cursor(`step:${customer.id}`) ?? 0),
    replied: context.cursor(`step:${customer.id}`) !== undefined && context.cursor(`replied:${customer.id}`) === context.cursor(`step:${customer.id}`),
    closed: context.cursor(`closed:${customer.id}`) !== undefined,
    typing: (active) => { if (!backlog) void say([{ kind: 'typing', chat: chatOfCustomer(customer), active }]).catch(reportLost(context)); },
    perform: async (index) => {
      const media = await mediaOf(customer, index);
      const first: readonly ChannelEvent[] = index === 0 ? [{ kind: 'contact', contact: contactIdOf(customer.id), name: customer.name, facts: customer.facts }] : [];
      await say([...first, ...decodeStep(customer, index, context.clock.now(), backlog ? 'history' : 'live', media), { kind: 'cursor', key: `step:${customer.id}`, value: String(index + 1) }]);
    },
    closing: () => say([
      { kind: 'message', chat: chatOfCustomer(customer), id: closerMessageId(customer.id), at: context.clock.now(), direction: 'in', sender: { id: contactIdOf(customer.id), name: customer.name }, parts: [{ kind: 'text', text: closerOf(script.closers, customer) }], source: 'live' },
      { kind: 'cursor', key: `closed:${customer.id}`, value: '1' },
    ]),
  });

  const outage = (after: number, seconds: number, key: string): void => later((after * 1000) / speed, () => {
    backlog = [];
    context.status({ state: 'offline', reason: 'demo.outage', data: { seconds }, action: 'wait' });
    later((seconds * 1000) / speed, () => {
      const missed = backlog ?? [];
      backlog = undefined;
      context.status(ONLINE);
      const count = missed.filter((event) => event.kind === 'message').length;
      context.emit([...missed, { kind: 'caughtUp', upTo: context.clock.now(), count }, { kind: 'cursor', key, value: '1' }]).catch(reportLost(context));
    });
  });

  const open = async (): Promise<void> => {
    await context.emit([{ kind: 'identity', self: contactIdOf('shop'), nickname: script.shop }]);
    if (closed) return;
    context.status(ONLINE);
    for (const customer of script.customers) players.set(customer.id, playerOf(customer));
    for (const player of players.values()) player.start();
    script.outages.forEach((planned, index) => {
      const key = `outage:${index}`;
      if (context.cursor(key) === undefined) outage(planned.after, planned.seconds, key);
    });
  };

  const receipts = (chat: ChatRef, message: OutgoingMessage): void => {
    const receipt = (state: 'delivered' | 'read') => () => {
      say([{ kind: 'receipt', chat, state, clients: [message.client], at: context.clock.now() }]).catch(reportLost(context));
    };
    later(DELIVERED_MS, receipt('delivered'));
    later(READ_MS, receipt('read'));
  };

  const send = async (message: OutgoingMessage): Promise<SendOutcome> => {
    if (closed || backlog) return { kind: 'notSent' };
    const customer = customerOfChat(message.chat.id);
    const player = players.get(customer);
    if (!player) return { kind: 'failed', code: 'demo.noCustomer', retryable: false };
    const at = context.clock.now();
    await context.emit([
      { kind: 'cursor', key: `got:${customer}`, value: `${message.client}@${at}` },
      { kind: 'cursor', key: `replied:${customer}`, value: context.cursor(`step:${customer}`) ?? '0' },
    ]);
    player.reply();
    receipts(message.chat, message);
    return { kind: 'accepted', id: ownMessageId(message.client), at, proof: 'response' };
  };

  return {
    connect: () => {
      context.status({ state: 'connecting', action: 'wait' });
      open().catch((cause: unknown) => {
        context.log.error('demo.openFailed', { code: cause instanceof AppError ? cause.code : 'internal.bug' });
        context.status({ state: 'offline', reason: 'channel.crashed', action: 'wait' });
      });
    },
    close: async () => {
      closed = true;
      for (const player of players.values()) player.stop();
      for (const cancel of timers) cancel();
      timers.clear();
    },
    send,
    confirm: async (message) => {
      const [client, at] = (context.cursor(`got:${customerOfChat(message.chat.id)}`) ?? '').split('@');
      return client === message.client ? { kind: 'sent', id: ownMessageId(message.client), at: Number(at) } : { kind: 'notSent' };
    },
  };
};

const closerOf = (closers: readonly string[], customer: DemoCustomer): string =>
  closers[customer.name.length % closers.length] ?? '';

const reportLost = (context: ChannelContext) => (cause: unknown): void =>
  context.log.warn('demo.emitFailed', { code: cause instanceof AppError ? cause.code : 'internal.bug' });

