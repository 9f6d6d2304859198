/**
 * What the stream brings, in order: decoded, its references resolved, handed to the ledger, and only then
 * acknowledged to the sender (XEP-0184). Held while the archive tells what came before.
 */
import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { RemoteMessageId } from '#shared/domain/ids';
import type { Part } from '#shared/domain/message';
import type { ChannelContext } from '../contract/channel';
import type { ChannelEvent, MessageEvent } from '../contract/events';
import type { EventPump } from '../kit/eventPump';
import { encodeCursor, type ArchiveCursor } from './catchUp';
import { decodeMessage, type Decoded } from './decode';
import { encodeReceipt } from './encode';
import type { DecodeContext } from './envelope';
import type { References } from './references';
import type { Sends } from './sends';
import type { Session } from './session';
import { rawOf, type XmlNode } from './wire';

const CURSOR_EVERY_MS = 1_000;

export type InboxParts = {
  readonly context: ChannelContext;
  readonly pump: EventPump;
  readonly references: References;
  readonly sends: Sends;
  readonly decodeContext: (isFirstHistory: boolean) => DecodeContext;
  readonly session: () => Session | undefined;
  /** Server time minus ours, ms. */
  readonly clockOffset: () => number | undefined;
  /** Somebody on the other side showed up. */
  readonly met: (jid: string) => void;
};

export class Inbox {
  readonly #parts: InboxParts;
  readonly #queue: XmlNode[] = [];
  #isHeld = true;
  #isRunning = false;
  #isClosed = false;
  #place: ArchiveCursor | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(parts: InboxParts) { this.#parts = parts; }

  /** Keeps what comes until `release`: history goes first. Writes down how far we got. */
  hold(): void {
    this.#isHeld = true;
    this.#writePlace();
  }

  release(): void {
    this.#isHeld = false;
    void this.#drain();
  }

  take(node: XmlNode): void {
    this.#queue.push(node);
    void this.#drain();
  }

  /** Decodes an archive item for catch-up. */
  async history(item: XmlNode, isFirstHistory: boolean): Promise<readonly ChannelEvent[]> {
    const { items } = decodeMessage(item, this.#parts.decodeContext(isFirstHistory));
    return this.#eventsOf(items);
  }

  /** Forgets what waits (the archive brings it again) and writes the last place down. */
  close(): void {
    this.#isClosed = true;
    this.#queue.length = 0;
    this.#writePlace();
  }

  async #drain(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    while (!this.#isHeld && !this.#isClosed) {
      const node = this.#queue.shift();
      if (!node) break;
      await this.#handle(node);
    }
    this.#isRunning = false;
  }

  async #handle(node: XmlNode): Promise<void> {
    const { context, pump } = this.#parts;
    try {
      const decoded = decodeMessage(node, this.#parts.decodeContext(false));
      const events = await this.#eventsOf(decoded.items);
      if (decoded.archiveId !== undefined && decoded.archiveId !== '') this.#remember({ id: decoded.archiveId, at: Math.round(decoded.at + (this.#parts.clockOffset() ?? 0)) });
      if (events.length === 0) return;
      pump.push(events).then(() => this.#confirmToSenders(decoded.items), () => undefined); // the pump never rejects
    } catch (cause) {
      // A bug of ours must not cost the customer's words: they stay visible in raw form.
      context.log.error('stanza not decoded', { code: cause instanceof AppError ? cause.code : 'internal.bug' });
      void pump.push([{ kind: 'notice', type: 'xmpp.undecodable', at: context.clock.now(), raw: rawOf(node) }]);
    }
  }

  #confirmToSenders(items: readonly Decoded[]): void {
    for (const item of items) {
      const session = this.#parts.session();
      if (item.kind !== 'message' || item.receiptTo === undefined || this.#isClosed || !session?.isUp()) continue;
      const asked = item.wireIds[0];
      if (asked) session.send(encodeReceipt(item.receiptTo, asked, randomUUID())).catch(() => this.#parts.context.log.info('receipt not sent, link down'));
    }
  }

  async #eventsOf(items: readonly Decoded[]): Promise<readonly ChannelEvent[]> {
    const events: ChannelEvent[] = [];
    for (const item of items) events.push(...await this.#resolve(item));
    return events;
  }

  async #resolve(item: Decoded): Promise<readonly ChannelEvent[]> {
    const { references, sends, context } = this.#parts;
    switch (item.kind) {
      case 'event': return [item.event];
      case 'message': return [this.#learn(item)];
      case 'forged':
        context.log.warn('forged copy ignored', { from: item.from });
        return [];
      case 'refused': {
        const code = item.event.kind === 'sendResult' ? item.event.code : undefined;
        return sends.refused(item.wireId, code ?? 'xmpp.undefinedCondition') ? [] : [item.event];
      }
      case 'correction': {
        const id = await references.find(item.target);
        return id ? [{ kind: 'edit', chat: item.target.chat, id, parts: item.parts, at: item.at, by: item.otherwise.sender }] : [item.otherwise];
      }
      case 'retraction': {
        const id = await references.find(item.target);
        const { chat } = item.target;
        return [id ? { kind: 'recall', chat, id, at: item.at, by: { id: item.by } } : { kind: 'notice', chat, type: 'xmpp.retraction', at: item.at }];
      }
    }
  }

  #learn(item: Extract<Decoded, { readonly kind: 'message' }>): MessageEvent {
    const { references, met } = this.#parts;
    const { event, sender, wireIds } = item;
    references.learn(event.chat.id, sender, wireIds, event.id);
    if (event.direction === 'in' && event.chat.kind === 'private') met(sender);
    return { ...event, parts: event.parts.map((part) => this.#placeQuote(part, event)) };
  }

  /** A quote names the message as its author knows it; ours is the name the desk has. */
  #placeQuote(part: Part, event: MessageEvent): Part {
    if (part.kind !== 'quote') return part;
    const { references } = this.#parts;
    const authors = [this.#parts.decodeContext(false).self, event.chat.id];
    const found = authors.map((sender) => references.known({ chat: event.chat, sender, wireId: part.id })).find((id): id is RemoteMessageId => id !== undefined);
    return found ? { ...part, id: found } : part;
  }

  #remember(place: ArchiveCursor): void {
    this.#place = place;
    this.#stopTimer ??= this.#parts.context.clock.after(CURSOR_EVERY_MS, () => this.#writePlace());
  }

  /** After the messages it stands for: the pump keeps the order. */
  #writePlace(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (this.#place) void this.#parts.pump.push([encodeCursor(this.#place)]);
    this.#place = undefined;
  }
}
