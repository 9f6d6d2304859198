/**
 * Keeps one account connected: dials, resumes or starts anew, backs off with jitter, watches for silence.
 * Says when a session is there and when it is gone; what is done with it is the channel's business.
 */
import { xml } from '@xmpp/client';
import type { AccountStatus } from '#shared/domain/account';
import { AppError } from '#shared/domain/errors';
import type { Clock, Logger } from '../contract/channel';
import { createBackoff, type Backoff } from '../kit/backoff';
import { createWatchdog, type Watchdog } from '../kit/watchdog';
import { endpointsOf } from './endpoints';
import { failureOf } from './failures';
import { NS } from './namespaces';
import { Session, type ResumeState } from './session';
import type { XmppConfig } from './settings';
import type { XmlNode } from './wire';

const SILENCE_MS = 30_000;
const PING_MS = 15_000;
const SLOW_MS = 300_000;

export type LinkParts = {
  readonly config: XmppConfig;
  readonly resource: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onStatus: (status: AccountStatus) => void;
  /** A stream is up. `isResumed`: the server kept everything, roster and presence included. */
  readonly onUp: (session: Session, isResumed: boolean) => void;
  readonly onDown: () => void;
  readonly onStanza: (node: XmlNode) => void;
  readonly onAck: (id: string) => void;
  readonly onUnsent: (id: string) => void;
};

export class Link {
  readonly #parts: LinkParts;
  readonly #backoff: Backoff;
  #session: Session | undefined;
  #resume: ResumeState | undefined;
  #watchdog: Watchdog | undefined;
  #stopTimer: (() => void) | undefined;
  #turn = 0;
  #isClosed = false;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#backoff = createBackoff({ baseMs: 1_000, capMs: 60_000, floorMs: 200, random: parts.clock.random });
  }

  start(): void {
    this.#parts.onStatus({ state: 'connecting', action: 'wait' });
    void this.#dial();
  }

  /** Drops the present connection and dials again, as a new stream. */
  restart(): void {
    const old = this.#session;
    if (!old?.isUp()) return;
    this.#fall(old, undefined);
    this.#resume = undefined;
    old.drop();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopTimer?.();
    this.#watchdog?.stop();
    await this.#session?.close();
  }

  /** Never rejects: a failure is a status and another try. */
  async #dial(): Promise<void> {
    const { config, log, onUp } = this.#parts;
    const candidates = await endpointsOf(config);
    const endpoint = candidates[this.#turn % candidates.length];
    if (this.#isClosed || !endpoint) return;
    const trying = this.#newSession();
    this.#session = trying;
    try {
      const kind = await trying.dial(endpoint);
      if (this.#isClosed) { await trying.close(); return; }
      this.#backoff.reset();
      this.#watchdog = this.#watch(trying);
      log.info('link up', { kind, host: endpoint.host, managed: trying.isManaged() });
      onUp(trying, kind === 'resumed');
    } catch (error) {
      this.#turn += 1;
      this.#session = undefined;
      if (!this.#isClosed) this.#later(error, endpoint.host);
    }
  }

  #newSession(): Session {
    const { config, resource, onAck, onUnsent, onStanza } = this.#parts;
    const made: Session = new Session(config, resource, {
      onTraffic: () => this.#watchdog?.touch(),
      onStanza: (node) => { if (this.#session === made && !this.#isClosed) onStanza(node); },
      onAck, onUnsent,
      onDown: (error) => this.#fall(made, error),
    }, this.#resume);
    return made;
  }

  #fall(fallen: Session, error: unknown): void {
    if (this.#session !== fallen) return;
    this.#watchdog?.stop();
    this.#session = undefined;
    this.#resume = fallen.resumeState();
    if (this.#isClosed) return;
    const { config, onDown } = this.#parts;
    onDown();
    this.#later(error, config.endpoint?.host ?? config.domain);
  }

  #later(error: unknown, host: string): void {
    const { clock, log, onStatus } = this.#parts;
    const { status, again } = failureOf(error, host);
    log.warn('link down', { reason: status.reason, state: status.state, again });
    onStatus(status);
    this.#stopTimer?.();
    if (again !== 'never') this.#stopTimer = clock.after(again === 'slow' ? SLOW_MS : this.#backoff.next(), () => { void this.#dial(); });
  }

  /** An open socket proves nothing: after a silence the server must answer a ping (XEP-0199) or the link is dropped. */
  #watch(live: Session): Watchdog {
    const { clock, config, log } = this.#parts;
    return createWatchdog(clock, SILENCE_MS, () => {
      const stopTimer = clock.after(PING_MS, () => {
        log.warn('link silent, dropped', { domain: config.domain });
        live.drop(new AppError('xmpp.silent', { host: config.domain }));
      });
      // Any answer is a sign of life, a refusal too; a cut link is reported by the session itself.
      live.request(xml('iq', { type: 'get', to: config.domain }, xml('ping', { xmlns: NS.ping }))).then(stopTimer, stopTimer);
    });
  }
}
