/** The open links of one account, at most one per role, and the watch over their silence. */
import type { Clock } from '../contract/channel';
import type { Link, LinkEnd } from '../kit/link';
import { createWatchdog, type Watchdog } from '../kit/watchdog';
import type { Api } from './api';
import type { LinkRole } from './transport';

/** Until a heartbeat says how often it comes. */
const SILENCE_MS = 75_000;
const PROBE_MS = 10_000;
/** A promise beyond this is none: silence must end in a new link some day. */
const MOST_BEAT_MS = 10 * 60_000;
/** Tolerated silence in heartbeats. */
const BEATS = 2.5;

export class Links {
  readonly #open = new Map<Link, LinkRole>();
  readonly #clock: Clock;
  readonly #api: Api;
  #watchdog: Watchdog | undefined;
  #hasHeartbeat = false;
  #isProbing = false;
  #lastTraffic: number | undefined;

  constructor(clock: Clock, api: Api) {
    this.#clock = clock;
    this.#api = api;
  }

  get size(): number { return this.#open.size; }
  /** Our time of the last frame; undefined before the first. */
  get lastTraffic(): number | undefined { return this.#lastTraffic; }

  has(link: Link): boolean { return this.#open.has(link); }

  /** Takes a link in; those it replaces are cut. True when it is the first one. */
  add(link: Link, role: LinkRole): boolean {
    for (const [other, held] of [...this.#open]) {
      if (held === role || held === 'universal' || role === 'universal') other.cut({ code: 'channel.replaced', data: {} });
    }
    const isFirst = this.#open.size === 0;
    if (isFirst) {
      this.#hasHeartbeat = false;
      this.#watchdog = createWatchdog(this.#clock, SILENCE_MS, () => { void this.#onSilent(); });
    }
    this.#open.set(link, role);
    if (role !== 'event') this.#api.attach(link);
    return isFirst;
  }

  /** Lets a link go; false when it was not ours (replaced, or never taken in). */
  remove(link: Link): boolean {
    const isOurs = this.#open.delete(link);
    if (this.#api.link() === link) this.#api.attach(undefined);
    if (this.#open.size === 0) this.#watchdog?.stop();
    return isOurs;
  }

  touch(): void {
    this.#lastTraffic = this.#clock.now();
    this.#watchdog?.touch();
  }

  heartbeat(interval: number | undefined): void {
    if (interval === undefined || interval < 100) return;
    this.#hasHeartbeat = true;
    this.#watchdog?.setLimit(Math.min(interval, MOST_BEAT_MS) * BEATS);
  }

  cutAll(end: LinkEnd): void { for (const link of [...this.#open.keys()]) link.cut(end); }
  closeAll(): void { for (const link of this.#open.keys()) link.close(1000); }

  stop(): void {
    this.#watchdog?.stop();
    this.#api.attach(undefined);
  }

  async #onSilent(): Promise<void> {
    if (this.#isProbing) return;
    // Without heartbeats silence may only mean that nobody writes: ask before cutting.
    if (!this.#hasHeartbeat && this.#api.link()) {
      this.#isProbing = true;
      const result = await this.#api.call('get_status', {}, { timeoutMs: PROBE_MS });
      this.#isProbing = false;
      if (result.kind === 'answered') return;
    }
    this.cutAll({ code: 'channel.silent', data: {} });
  }
}
