/**
 * What became of the stanzas of our replies. A send is settled once; what the server says later about one that
 * ended in doubt is reported as `sendResult` and remembered for `confirm`.
 */
import type { ClientId } from '#shared/domain/ids';
import type { Clock, SendOutcome } from '../contract/channel';
import type { ChannelEvent } from '../contract/events';
import { ownMessageId } from './ids';

const SETTLE_MS = 20_000;
const REMEMBERED = 1_000;

type Waiting = {
  readonly client: ClientId;
  readonly count: number;
  readonly left: Set<string>;
  settle: ((outcome: SendOutcome) => void) | undefined;
};

export type Verdict = 'sent' | 'notSent';

export class Sends {
  readonly #clock: Clock;
  readonly #report: (event: ChannelEvent) => void;
  readonly #byStanza = new Map<string, Waiting>();
  readonly #verdicts = new Map<ClientId, Verdict>();

  constructor(clock: Clock, report: (event: ChannelEvent) => void) {
    this.#clock = clock;
    this.#report = report;
  }

  /** Watches the stanzas of one reply; resolves when all are taken, one is refused, the link falls or 20 s pass. */
  watch(client: ClientId, ids: readonly string[]): Promise<SendOutcome> {
    return new Promise((resolve) => {
      this.#verdicts.delete(client);
      const waiting: Waiting = { client, count: ids.length, left: new Set(ids), settle: undefined };
      const stopTimer = this.#clock.after(SETTLE_MS, () => this.#settle(waiting, { kind: 'uncertain', code: 'xmpp.noAck' }));
      waiting.settle = (outcome) => { stopTimer(); resolve(outcome); };
      for (const id of ids) this.#byStanza.set(id, waiting);
    });
  }

  /** Nothing was written after all. */
  unwatch(client: ClientId): void {
    for (const waiting of new Set(this.#byStanza.values())) {
      if (waiting.client !== client) continue;
      this.#forget(waiting);
      this.#settle(waiting, { kind: 'notSent' });
    }
  }

  taken(id: string): void {
    const waiting = this.#byStanza.get(id);
    if (!waiting) return;
    this.#byStanza.delete(id);
    waiting.left.delete(id);
    if (waiting.left.size > 0) return;
    this.#remember(waiting.client, 'sent');
    const proof = { id: ownMessageId(waiting.client), at: this.#clock.now() } as const;
    const wasWaiting = this.#settle(waiting, { kind: 'accepted', ...proof, proof: 'response' });
    if (!wasWaiting) this.#report({ kind: 'sendResult', client: waiting.client, outcome: 'accepted', ...proof });
  }

  /** True when a waiting send ended by it; else the refusal is news of its own. */
  refused(id: string, code: string): boolean {
    const waiting = this.#byStanza.get(id);
    if (!waiting) return false;
    this.#forget(waiting);
    return this.#settle(waiting, { kind: 'failed', code, retryable: true });
  }

  /** The server surely never got it (resumption). Some pieces may have arrived before: then only a person can tell. */
  unsent(id: string): void {
    const waiting = this.#byStanza.get(id);
    if (!waiting) return;
    this.#forget(waiting);
    if (waiting.left.size === waiting.count) this.#remember(waiting.client, 'notSent');
    this.#settle(waiting, { kind: 'uncertain', code: 'xmpp.cut' });
  }

  /** The link fell: everything waiting is in doubt until the stream is resumed or the archive asked. */
  down(): void {
    for (const waiting of new Set(this.#byStanza.values())) this.#settle(waiting, { kind: 'uncertain', code: 'xmpp.cut' });
  }

  /** A new stream counts from zero: no more will be heard of what the old one carried. */
  forgetDoubts(): void {
    for (const [id, waiting] of this.#byStanza) if (!waiting.settle) this.#byStanza.delete(id);
  }

  verdictOf(client: ClientId): Verdict | undefined { return this.#verdicts.get(client); }

  #settle(waiting: Waiting, outcome: SendOutcome): boolean {
    const { settle } = waiting;
    waiting.settle = undefined;
    settle?.(outcome);
    return settle !== undefined;
  }

  #forget(waiting: Waiting): void {
    for (const [id, each] of this.#byStanza) if (each === waiting) this.#byStanza.delete(id);
  }

  #remember(client: ClientId, verdict: Verdict): void {
    this.#verdicts.set(client, verdict);
    for (const oldest of this.#verdicts.keys()) {
      if (this.#verdicts.size <= REMEMBERED) break;
      this.#verdicts.delete(oldest);
    }
  }
}
