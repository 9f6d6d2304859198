/** One suite for every channel. Each case names the bug it would catch. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Secrets, Settings } from '#shared/domain/account';
import type { ChatRef } from '#shared/domain/chat';
import type { AccountId } from '#shared/domain/ids';
import { textOf, type Parts } from '#shared/domain/message';
import type { ChannelModule, SendOutcome } from '#electron/engine/channels/contract/channel';
import { fastClock, openChannel, type ChannelHarness, type HarnessOptions } from '#test/kit/channelHarness';

/** One running peer with one customer, as a test plays it. Optional members are what a platform may not have. */
export type ConformancePeer = {
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** Settings and secrets the peer refuses as credentials. */
  readonly wrong?: { readonly settings: Settings; readonly secrets: Secrets };
  /** The private chat with the customer. */
  readonly chat: ChatRef;
  /** The customer writes; resolves when the peer took it. */
  readonly write: (text: string) => Promise<void>;
  /** We write from another device; resolves when the peer took it. */
  readonly writeElsewhere?: (text: string) => Promise<void>;
  /** The customer sends something of no known kind. */
  readonly writeUnknown?: () => Promise<void>;
  /** Words of everything the customer got from us, in order, by the peer's own record. */
  readonly got: () => readonly string[];
  /** The next send is refused for good. */
  readonly refuseNext?: () => void;
  /** The next send is carried out, but the link is cut before the answer. */
  readonly loseAnswerNext?: () => void;
  /** The link is cut when the next send arrives; it is not carried out. */
  readonly cutBeforeNext?: () => void;
  /** Something no parser can read arrives. */
  readonly malformed?: () => void;
  /** Cuts the link once; the peer takes new ones. */
  readonly cut: () => void;
  /** Cuts and takes no link until `up`. What customers write meanwhile stays on the platform. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  /** Links the peer holds right now. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
};

export type ConformanceDriver = {
  readonly name: string;
  readonly module: ChannelModule;
  /** How many times faster than real the channel's clock runs (default 1); the peer gets the same `now`. */
  readonly speed?: number;
  /** The platform gives back what was missed; else a gap is due. */
  readonly hasHistory: boolean;
  readonly start: (now: () => number) => Promise<ConformancePeer>;
};

/** Words that look like code somewhere: they must come and go as they are. */
export const treacherousTexts: readonly string[] = [
  '[CQ:image,file=http://evil.invalid/x.png]', '&#91;CQ:at,qq=all&#93;', '&amp;#91;', '<img src=x onerror=alert(1)>', '<b>粗</b> & "引号"', '[CQ:at,qq=all] 全体',
  '一行\n两行\n\t三行', '价格 1,234.50 元 = 便宜', '😀👨‍👩‍👧‍👦🇨🇳', '{{7*7}} ${x} %s \\u0000', 'a'.repeat(3_000), '０１２ ﷽ ‮abc',
];

const isUncertainOrProven = (outcome: SendOutcome): boolean => outcome.kind === 'uncertain' || (outcome.kind === 'accepted' && outcome.proof !== 'response');

export const runConformance = (driver: ConformanceDriver): void => {
  describe(`conformance: ${driver.name}`, () => {
    const cleanups: (() => Promise<void>)[] = [];
    afterEach(async () => { for (const cleanup of cleanups.splice(0).reverse()) await cleanup(); });

    const setUp = async (): Promise<{ readonly peer: ConformancePeer; readonly open: (options?: Partial<HarnessOptions>) => ChannelHarness }> => {
      const clock = fastClock(driver.speed);
      const peer = await driver.start(clock.now);
      cleanups.push(peer.close);
      const open = (options: Partial<HarnessOptions> = {}): ChannelHarness => {
        const harness = openChannel(driver.module, { settings: peer.settings, secrets: peer.secrets, clock, ...options });
        cleanups.push(harness.close);
        return harness;
      };
      return { peer, open };
    };
    const online = async (): Promise<{ readonly peer: ConformancePeer; readonly desk: ChannelHarness; readonly open: (options?: Partial<HarnessOptions>) => ChannelHarness }> => {
      const { peer, open } = await setUp();
      const desk = open();
      await desk.state('online');
      return { peer, desk, open };
    };

    it('says who we are and that it is online (bug: a link without a login counts as online)', async () => {
      const { desk } = await online();
      await desk.event('identity', (event) => event.self !== '');
      expect(desk.statuses()[0]?.state).toBe('connecting');
    });

    it('brings a message once, with its words untouched (bug: text read as code or markup)', async () => {
      const { peer, desk } = await online();
      for (const text of treacherousTexts) await peer.write(text);
      for (const text of treacherousTexts) {
        const event = await desk.message(textOf([{ kind: 'text', text }]));
        expect(event.parts).toEqual([{ kind: 'text', text }]);
        expect(event).toMatchObject({ direction: 'in', chat: { id: peer.chat.id, kind: peer.chat.kind } });
      }
      expect(desk.messages()).toHaveLength(treacherousTexts.length);
    });

    it('keeps the order of a burst (bug: decoding awaits overtake each other)', async () => {
      const { peer, desk } = await online();
      const texts = Array.from({ length: 120 }, (_, index) => `第${index}条`);
      for (const text of texts) await peer.write(text);
      await desk.message('第119条');
      expect(desk.messages().map((event) => textOf(event.parts))).toEqual(texts);
    });

    it('sends words as they are, once, in order (bug: reply escaped twice or read as code)', async () => {
      const { peer, desk } = await online();
      for (const text of treacherousTexts) expect(await desk.send(peer.chat, text)).toMatchObject({ kind: 'accepted' });
      expect(peer.got()).toEqual(treacherousTexts);
    });

    it('never shows its own echo as a second message (bug: echo taken for a message from another device)', async () => {
      const { peer, desk } = await online();
      const outcome = await desk.send(peer.chat, '马上为您查一下', 'client-echo-1');
      expect(outcome.kind).toBe('accepted');
      await peer.write('好的');
      await desk.message('好的');
      for (const event of desk.messages().filter((one) => one.direction === 'out')) {
        const isProof = event.client === 'client-echo-1' || (outcome.kind === 'accepted' && outcome.id === event.id);
        expect(isProof).toBe(true);
      }
    });

    it('shows what we wrote on another device as ours (bug: own words counted as the customer’s)', async () => {
      const { peer, desk } = await online();
      if (!peer.writeElsewhere) return;
      await peer.writeElsewhere('手机上回的');
      const event = await desk.message('手机上回的');
      expect(event).toMatchObject({ direction: 'out', chat: { id: peer.chat.id } });
      expect(event.client).toBeUndefined();
    });

    it('reports a refusal as failed (bug: refused reply shown as sent)', async () => {
      const { peer, desk } = await online();
      if (!peer.refuseNext) return;
      peer.refuseNext();
      const outcome = await desk.send(peer.chat, '发不出去');
      expect(outcome.kind).toBe('failed');
      expect(peer.got()).toEqual([]);
      expect(await desk.send(peer.chat, '再来')).toMatchObject({ kind: 'accepted' });
    });

    it('does not guess when the answer is lost, and finds the proof (bug: sent twice after a cut)', async () => {
      const { peer, desk } = await online();
      if (!peer.loseAnswerNext) return;
      peer.loseAnswerNext();
      const message = desk.outgoing(peer.chat, '答案丢了');
      const attemptedAt = desk.clock.now();
      const outcome = await desk.channel.send(message);
      expect(isUncertainOrProven(outcome)).toBe(true);
      await desk.state('online');
      if (outcome.kind === 'uncertain' && desk.channel.confirm && driver.hasHistory) {
        const isProvenByEcho = desk.messages().some((event) => event.client === message.client);
        const confirmed = await desk.channel.confirm(message, attemptedAt);
        expect(isProvenByEcho || confirmed.kind === 'sent').toBe(true);
      }
      expect(peer.got()).toEqual(['答案丢了']);
    });

    it('never claims that something arrived which did not (bug: a cut taken for success)', async () => {
      const { peer, desk } = await online();
      if (!peer.cutBeforeNext) return;
      peer.cutBeforeNext();
      const message = desk.outgoing(peer.chat, '没有到');
      const attemptedAt = desk.clock.now();
      const outcome = await desk.channel.send(message);
      expect(['uncertain', 'notSent']).toContain(outcome.kind);
      await desk.state('online');
      const confirmed = await desk.channel.confirm?.(message, attemptedAt);
      expect(confirmed?.kind).not.toBe('sent');
      expect(peer.got()).toEqual([]);
    });

    it('comes back after a cut and loses nothing (bug: messages of the outage are gone without a word)', async () => {
      const { peer, desk } = await online();
      await peer.write('断线前');
      await desk.message('断线前');
      await peer.down();
      await desk.state('offline');
      for (const text of ['断线中一', '断线中二', '断线中三']) await peer.write(text);
      await peer.up();
      await desk.state('online');
      if (!driver.hasHistory) {
        const gap = await desk.event('gap');
        expect(gap.from).toBeLessThan(gap.to);
        return;
      }
      for (const text of ['断线中一', '断线中二', '断线中三']) expect((await desk.message(text)).source).not.toBe('live');
      await desk.event('caughtUp', (event) => event.count >= 3);
      await peer.write('恢复后');
      expect((await desk.message('恢复后')).source).toBe('live');
    });

    it('catches up after the desk was closed (bug: cursor kept only in memory)', async () => {
      const { peer, desk, open } = await online();
      await peer.write('关机前');
      await desk.message('关机前');
      await desk.close();
      await peer.write('关机时');
      const again = open({ cursors: desk.cursors });
      await again.state('online');
      if (driver.hasHistory) await again.message('关机时');
      else await again.event('gap');
    });

    it('asks for the right secret and stops knocking (bug: account locked by endless wrong logins)', async () => {
      const { peer, open } = await setUp();
      if (!peer.wrong) return;
      const desk = open(peer.wrong);
      const status = await desk.state('badCredentials');
      expect(['changeSecret', 'editSettings']).toContain(status.action);
      await expect.poll(desk.clock.pending).toBe(0);
    });

    it('keeps what it does not understand in sight (bug: unknown content silently dropped)', async () => {
      const { peer, desk } = await online();
      if (!peer.writeUnknown) return;
      await peer.writeUnknown();
      const event = await desk.event('message', (one) => one.parts.some((part) => part.kind === 'unsupported'));
      const part = event.parts.find((one): one is Extract<Parts[number], { kind: 'unsupported' }> => one.kind === 'unsupported');
      expect(part?.raw).toBeTruthy();
    });

    it('survives an unreadable frame (bug: one bad frame ends the account)', async () => {
      const { peer, desk } = await online();
      if (!peer.malformed) return;
      peer.malformed();
      await peer.write('还在');
      await desk.message('还在');
      await desk.state('online');
    });

    it('waits for a peer that is away and goes online when it comes (bug: gives up after the first refusal)', async () => {
      const { peer, open } = await setUp();
      await peer.down();
      const desk = open();
      await desk.state('offline');
      await peer.up();
      await desk.state('online');
    });

    it('holds on to messages while the ledger is away (bug: an emit that failed is forgotten)', async () => {
      const { peer, desk } = await online();
      desk.setLedgerAway(true);
      await peer.write('磁盘满时');
      await peer.write('磁盘满时二');
      desk.setLedgerAway(false);
      await desk.message('磁盘满时');
      await desk.message('磁盘满时二');
    });

    it('leaves no socket and no timer behind (bug: a removed account goes on reconnecting)', async () => {
      const { peer, desk } = await online();
      await peer.write('最后一句');
      await desk.message('最后一句');
      await desk.close();
      expect(desk.clock.pending()).toBe(0);
      await expect.poll(peer.connections).toBe(0);
      await desk.close();
    });

    it('closes while it cannot connect (bug: close waits for a link that never comes)', async () => {
      const { peer, open } = await setUp();
      await peer.down();
      const desk = open();
      await desk.state('offline');
      await desk.close();
      expect(desk.clock.pending()).toBe(0);
    });

    it('decodes any recorded frame without throwing (bug: replay dies on a strange file)', () => {
      const account = 'replay' as AccountId; // a literal of the right form
      fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(['events', 'response', 'ignored', 'error']).toContain(driver.module.decodeFrame(value, account).kind);
      }), { numRuns: 300 });
    });
  });
};
