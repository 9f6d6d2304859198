/** Tells the host how the account is. A kick outlives the cuts that follow it until somebody signs in again. */
import type { AccountStatus } from '#shared/domain/account';

export class StatusBoard {
  readonly #tell: (status: AccountStatus) => void;
  #sticky: AccountStatus | undefined;
  #isClosed = false;

  constructor(tell: (status: AccountStatus) => void) { this.#tell = tell; }

  report(status: AccountStatus): void {
    if (this.#isClosed) return;
    const isTransient = status.state === 'connecting' || status.state === 'offline';
    this.#tell(this.#sticky && isTransient ? this.#sticky : status);
  }

  /** Reports a state that passing troubles of the link must not hide. */
  stick(status: AccountStatus): void {
    this.#sticky = status;
    this.report(status);
  }

  /** The sticky state, if any. */
  get sticky(): AccountStatus | undefined { return this.#sticky; }

  unstick(): void { this.#sticky = undefined; }

  /** Says no more. */
  close(): void { this.#isClosed = true; }
}
