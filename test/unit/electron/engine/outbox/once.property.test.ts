/** Random lives of an outbox against the peer's own log: nothing lost, nothing doubled, order kept, one bubble each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClientId, ConversationId, RemoteMessageId } from '#shared/domain/ids';
import type { Draft, Entry } from '#shared/ledger/entry';
import type { SendOutcome } from '#electron/engine/channels/contract/channel';
import { startHeadlessEngine, type HeadlessEngine } from '#test/kit/headlessEngine';
import { createManualClock, type ManualClock } from '#test/kit/manualClock';
import { createMemoryDisk, openMemoryLedger, type MemoryLedger } from '#test/kit/memoryLedger';
import { createMemoryVault } from '#test/kit/memoryVault';
import { createScriptedPeer, messageFrom, privateChat, words, type OpenScript } from '#test/kit/scriptedChannel';

type Mode = 'ok' | 'lostAnswer' | 'lostRequest' | 'notSent' | 'refused' | 'hang' | 'echoFirst' | 'echoAfter' | 'cutDuring' | 'takesLate';
type Step =
  | { readonly do: 'submit'; readonly chat: number; readonly sameWords: boolean }
  | { readonly do: 'mode'; readonly mode: Mode }
  | { readonly do: 'link'; readonly up: boolean }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'crash' }
  | { readonly do: 'crashAtAppend'; readonly after: number; readonly isDurable: boolean }
  | { readonly do: 'decide' }
  | { readonly do: 'history' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('submit' as const), chat: fc.integer({ min: 0, max: 1 }), sameWords: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('mode' as const), mode: fc.constantFrom<Mode>('ok', 'lostAnswer', 'lostRequest', 'notSent', 'refused', 'hang', 'echoFirst', 'echoAfter', 'cutDuring', 'takesLate') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('link' as const), up: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(10, 3_000, 25_000, 130_000) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'crash' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crashAtAppend' as const), after: fc.integer({ min: 0, max: 4 }), isDurable: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'decide' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'history' as const }) },
);

const CHATS = ['li', 'wang'] as const;

/** One desk over all its crashes. */
class World {
  readonly disk = createMemoryDisk();
  readonly vault = createMemoryVault();
  readonly peer = createScriptedPeer();
  readonly submitted: { readonly client: ClientId; readonly conversation: ConversationId; readonly text: string }[] = [];
  readonly resends = new Map<string, number>();
  readonly retries = new Set<string>();
  mode: Mode = 'ok';
  isUp = true;
  clock: ManualClock = createManualClock();
  ledger: MemoryLedger | null = null;
  desk: HeadlessEngine | null = null;
  account = '';
  /** Said uncertain, and the peer takes it only later, if the link holds: a person who waits sees which. */
  readonly late = new Map<string, () => void>();
  #appendsLeft = -1;
  #isDurable = false;
  readonly #dir: string;

  constructor(dir: string, canConfirm: boolean) {
    this.#dir = dir;
    this.peer.answer = (message, script) => this.#answer(message, script);
    this.peer.onConnect = (script) => { if (this.isUp) void script.online().catch(() => undefined); };
    if (canConfirm) {
      this.peer.confirm = async ({ client }) => {
        const found = this.peer.log.findLast((got) => got.client === client);
        return found ? { kind: 'sent', id: found.id, at: this.clock.now() } : { kind: 'notSent' };
      };
    }
  }

  async start(): Promise<void> {
    this.clock = createManualClock(this.clock.now() + 1_000);
    this.#appendsLeft = -1;
    this.late.clear();
    this.peer.abandon();
    this.desk = await startHeadlessEngine({
      modules: [this.peer.module], dataDir: this.#dir, vault: this.vault, clock: this.clock,
      openLedger: async ({ now }) => {
        this.ledger = openMemoryLedger({ disk: this.disk, now, fate: (drafts) => this.#fate(drafts) });
        return this.ledger;
      },
    });
    if (this.account === '') await this.#firstStart();
    await this.clock.settle();
  }

  async run(next: Step): Promise<void> {
    switch (next.do) {
      case 'submit': this.#submit(next.chat, next.sameWords); break;
      case 'mode': this.mode = next.mode; break;
      case 'link': await this.#setLink(next.up); break;
      case 'advance': await this.clock.advance(next.ms); break;
      case 'crash': this.ledger?.kill(); break;
      case 'crashAtAppend': this.#appendsLeft = next.after; this.#isDurable = next.isDurable; break;
      case 'decide': await this.decide(false); break;
      case 'history': await this.#history(); break;
    }
    await this.clock.settle();
    if (this.ledger?.isDead()) await this.start();
  }

  /** A truthful person: what the peer has is delivered, what it lacks is sent again. */
  async decide(isFinal: boolean): Promise<void> {
    for (const { client, state } of this.states()) {
      if (this.late.has(client)) continue;
      const has = this.peer.log.some((got) => got.client === client);
      if (state === 'uncertain') {
        if (!has) this.resends.set(client, (this.resends.get(client) ?? 0) + 1);
        this.#command('reply.settle', { client, verdict: has ? 'delivered' : 'resend' });
      } else if (state === 'failed' && isFinal) {
        this.retries.add(client);
        this.#command('reply.retry', { client });
      }
      await this.clock.settle();
    }
  }

  /** Everything works at last, and the person answers what is asked. */
  async drain(): Promise<void> {
    this.mode = 'ok';
    for (let round = 0; round < 12; round += 1) {
      if (this.ledger?.isDead()) await this.start();
      await this.#setLink(true);
      for (const reply of this.submitted) this.#command('reply.submit', { client: reply.client, conversation: reply.conversation, parts: words(reply.text) });
      await this.clock.advance(150_000);
      await this.decide(true);
      await this.clock.advance(70_000);
    }
  }

  /** State of every reply, from the entries alone. */
  states(): readonly { readonly client: string; readonly state: string }[] {
    const found = new Map<string, string>();
    for (const entry of this.disk.entries) {
      if (!entry.type.startsWith('reply.') || !('client' in entry.data) || entry.data.client === undefined) continue;
      if (found.get(entry.data.client) !== 'accepted') found.set(entry.data.client, entry.type.slice('reply.'.length));
    }
    return [...found].map(([client, state]) => ({ client, state }));
  }

  #fate(_drafts: readonly Draft[]): 'ok' | 'dieBefore' | 'dieAfter' {
    if (this.#appendsLeft < 0) return 'ok';
    this.#appendsLeft -= 1;
    if (this.#appendsLeft >= 0) return 'ok';
    return this.#isDurable ? 'dieAfter' : 'dieBefore';
  }

  async #firstStart(): Promise<void> {
    const added = await this.desk?.desk.call('account.add', { channel: 'onebot', name: '店', settings: {}, secrets: {}, mark: { code: 'A', color: 1 } });
    this.account = added?.account ?? '';
    const script = await this.peer.opened();
    await script.emit(...CHATS.map((name) => messageFrom(name, '在吗')));
  }

  #submit(chat: number, sameWords: boolean): void {
    const n = this.submitted.length;
    const conversation = `${this.account}/${privateChat(CHATS[chat] ?? 'li').id}` as ConversationId; // as the host makes it
    const reply = { client: `client-${String(n).padStart(4, '0')}` as ClientId, conversation, text: sameWords ? '好的' : `答 ${n}` };
    this.submitted.push(reply);
    this.#command('reply.submit', { client: reply.client, conversation, parts: words(reply.text) });
  }

  /** The window asks and does not wait: the engine may die under it. */
  #command(method: string, input: unknown): void {
    this.desk?.desk.raw(method, input).catch(() => undefined); // refused because it changed meanwhile: the next round looks again
  }

  async #setLink(isUp: boolean): Promise<void> {
    this.isUp = isUp;
    const script = this.peer.current();
    if (!script) return;
    if (isUp) await Promise.race([script.online().catch(() => undefined), this.clock.settle()]);
    else this.#cut(script);
    await this.clock.settle();
  }

  #cut(script: OpenScript): void {
    for (const cancel of this.late.values()) cancel();
    this.late.clear();
    script.status('offline', 'link.cut');
  }

  #echoOf(script: OpenScript, id: RemoteMessageId, text: Parameters<typeof words>[0], chat: string, source: 'live' | 'history'): Promise<void> {
    const name = chat.slice('private:'.length);
    return script.emit(messageFrom(name, text, { id, direction: 'out', at: this.clock.now(), source }));
  }

  /** The platform's history gives back everything it has, ours included. */
  async #history(): Promise<void> {
    const script = this.peer.current();
    if (!script || !this.isUp) return;
    for (const got of this.peer.log) {
      const text = got.parts[0]?.kind === 'text' ? got.parts[0].text : '';
      await Promise.race([this.#echoOf(script, got.id, text, got.chat, 'history').catch(() => undefined), this.clock.settle()]);
    }
  }

  async #answer(message: Parameters<typeof this.peer.answer>[0], script: OpenScript): Promise<SendOutcome> {
    const text = message.parts[0]?.kind === 'text' ? message.parts[0].text : '';
    const take = (): RemoteMessageId => script.take(message);
    const accepted = (id: RemoteMessageId): SendOutcome => ({ kind: 'accepted', id, at: this.clock.now(), proof: 'response' });
    switch (this.mode) {
      case 'ok': return accepted(take());
      case 'lostAnswer': take(); return { kind: 'uncertain', code: 'link.lost' };
      case 'lostRequest': return { kind: 'uncertain', code: 'link.lost' };
      case 'notSent': return { kind: 'notSent' };
      case 'refused': return { kind: 'failed', code: 'send.refused', retryable: true };
      case 'hang': take(); return new Promise(() => undefined);
      case 'cutDuring': take(); this.isUp = false; this.#cut(script); return { kind: 'uncertain', code: 'link.lost' };
      case 'takesLate':
        this.late.set(message.client, this.clock.after(20_000, () => { this.late.delete(message.client); take(); }));
        return { kind: 'uncertain', code: 'send.slow' };
      case 'echoFirst': {
        const id = take();
        await this.#echoOf(script, id, text, message.chat.id, 'live');
        return accepted(id);
      }
      case 'echoAfter': {
        const id = take();
        void Promise.resolve().then(() => this.#echoOf(script, id, text, message.chat.id, 'live')).catch(() => undefined);
        return accepted(id);
      }
    }
  }
}

const ownBubbles = (entries: readonly Entry[]): number =>
  entries.filter((entry) => entry.type === 'message.received' && entry.data.direction === 'out').length;

let root = '';
beforeAll(async () => { root = await mkdtemp(join(tmpdir(), 'zuoxi-once-')); });
afterAll(async () => { await rm(root, { recursive: true, force: true, maxRetries: 5 }); });

const RUNS = Number(process.env['ZUOXI_RUNS'] ?? 120);

test('replies reach the peer once and in order, whatever is cut and whenever it dies', async () => {
  let n = 0;
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), fc.boolean(), async (steps, canConfirm) => {
    n += 1;
    const world = new World(join(root, String(n)), canConfirm);
    await world.start();
    for (const next of steps) await world.run(next);
    await world.drain();

    const { log } = world.peer;
    for (const { client, text } of world.submitted) {
      const got = log.filter((each) => each.client === client);
      expect(got.length, `${client} "${text}" at the peer`).toBe(1);
      expect(world.disk.entries.filter((entry) => entry.type === 'reply.queued' && entry.data.client === client).length, `${client} queued`).toBe(1);
    }
    expect(world.states().filter(({ state }) => state !== 'accepted')).toEqual([]);
    expect(ownBubbles(world.disk.entries), 'second bubbles').toBe(0);
    for (const chat of CHATS) {
      const order = log.filter((got) => got.chat === privateChat(chat).id && !world.retries.has(got.client)).map((got) => got.client);
      const queued = world.disk.entries.flatMap((entry) => entry.type === 'reply.queued' && entry.conversation?.endsWith(privateChat(chat).id) && !world.retries.has(entry.data.client) ? [entry.data.client] : []);
      expect(order).toEqual(queued);
    }
  }), { numRuns: RUNS, endOnFailure: false });
}, 120_000);
