/**
 * Which changes of an account's state become entries. The history stays true and small: trying again after `offline`
 * is no news until it leads elsewhere, facts like a countdown are none, and an account that flaps without end is
 * written at most every half minute, with the number of changes in between.
 */
import type { AccountStatus } from '#shared/domain/account';
import type { AccountId } from '#shared/domain/ids';
import type { Clock, Logger } from '../channels/contract/channel';
import { drop } from '../platform/promises';
import type { Recorder } from '../state/recorder';

const BURST = 12;
const REFILL_MS = 30_000;

export class StatusLog {
  readonly #account: AccountId;
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #log: Logger;
  #last: AccountStatus | undefined;
  #tokens = BURST;
  #refilledAt: number;
  #held: AccountStatus | null = null;
  /** Changes since the last entry that were not written. */
  #skipped = 0;
  #cancelHeld: (() => void) | null = null;

  constructor(account: AccountId, recorder: Recorder, clock: Clock, log: Logger) {
    this.#account = account;
    this.#recorder = recorder;
    this.#clock = clock;
    this.#log = log;
    this.#last = recorder.state.accounts.get(account)?.status;
    this.#refilledAt = clock.now();
  }

  /** `isWish`: a person or the start of the desk asked for it, so that even `connecting` is news. */
  tell(status: AccountStatus, isWish: boolean): void {
    if (isWish) this.#forgive();
    if (!this.#isNews(status, isWish)) {
      if (this.#held) this.#skipped += 1;
      this.#held = null; // back where the record stands
      return;
    }
    if (this.#takeToken()) this.#write(status);
    else this.#hold(status);
  }

  dispose(): void {
    this.#cancelHeld?.();
    this.#cancelHeld = null;
    if (this.#held) this.#write(this.#held);
  }

  /** A person at work is no flapping: what comes of it is written at once. */
  #forgive(): void {
    this.#tokens = BURST;
    this.#cancelHeld?.();
    this.#cancelHeld = null;
  }

  #isNews(status: AccountStatus, isWish: boolean): boolean {
    const last = this.#last;
    if (!last) return true;
    if (status.state === 'connecting' && last.state === 'offline') return isWish;
    return status.state !== last.state || status.reason !== last.reason || status.action !== last.action;
  }

  #takeToken(): boolean {
    const refill = Math.floor((this.#clock.now() - this.#refilledAt) / REFILL_MS);
    if (refill > 0) {
      this.#tokens = Math.min(BURST, this.#tokens + refill);
      this.#refilledAt += refill * REFILL_MS;
    }
    if (this.#tokens === 0 || this.#cancelHeld) return false;
    this.#tokens -= 1;
    return true;
  }

  #hold(status: AccountStatus): void {
    this.#held = status;
    this.#skipped += 1;
    this.#cancelHeld ??= this.#clock.after(REFILL_MS, () => {
      this.#cancelHeld = null;
      if (this.#held && this.#isNews(this.#held, false)) this.#write(this.#held);
    });
  }

  #write(status: AccountStatus): void {
    const told = this.#skipped === 0 ? status : { ...status, data: { ...status.data, changes: this.#skipped } };
    this.#held = null;
    this.#skipped = 0;
    this.#last = status;
    const entry = { type: 'account.status', actor: { kind: 'channel' }, account: this.#account, data: { status: told } } as const;
    drop(this.#recorder.record([entry]), this.#log, 'account status');
  }
}
