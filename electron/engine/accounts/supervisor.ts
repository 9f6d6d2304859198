/** Keeps one account's channel open as the person wishes, and tells how it is. One per account for the engine's life. */
import type { AccountStatus, Secrets } from '#shared/domain/account';
import { accountStatusSchema } from '#shared/domain/account';
import { AppError } from '#shared/domain/errors';
import type { AccountId } from '#shared/domain/ids';
import type { ChannelModule, Clock, Logger } from '../channels/contract/channel';
import { createContext, type ContextParts } from '../host/context';
import type { Link } from '../outbox/link';
import { backoffMs } from '../platform/backoff';
import { errorFacts } from '../platform/errorFacts';
import { createMutex, drop, withDeadline } from '../platform/promises';
import type { Recorder } from '../state/recorder';
import { GuardedChannel } from './guard';
import type { Modules } from './modules';
import { loadSecrets } from './secrets';
import { checkSettings } from './settings';
import { StatusLog } from './statusLog';
import type { Vault } from './vault';

const REOPEN = { baseMs: 1_000, maxMs: 60_000 };
/** Open this long, the next crash is a first one again. */
const STEADY_MS = 60_000;
const CLOSE_MS = 3_000;

export type SupervisorParts = {
  readonly account: AccountId;
  readonly recorder: Recorder;
  readonly modules: Modules;
  readonly vault: Vault;
  readonly inbox: ContextParts['inbox'];
  readonly ledger: ContextParts['ledger'];
  readonly media: ContextParts['media'];
  readonly clock: Clock;
  readonly log: Logger;
  readonly onLive: (status: AccountStatus) => void;
  readonly onOpened: () => void;
  readonly onLost: () => void;
};

type Opened = { readonly channel: GuardedChannel; readonly openedAt: number; isLive: boolean };

export class Supervisor {
  readonly link: Link;
  readonly #parts: SupervisorParts;
  readonly #statusLog: StatusLog;
  readonly #sequential = createMutex();
  #opened: Opened | null = null;
  #status: AccountStatus = { state: 'offline', action: 'none' };
  #epoch = 0;
  #isLinkTold = false;
  #crashes = 0;
  #cancelReopen: (() => void) | null = null;
  #isStopped = false;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
    this.#statusLog = new StatusLog(parts.account, parts.recorder, parts.clock, parts.log);
    this.link = {
      account: parts.account,
      isOpen: () => this.#isOpen(),
      epoch: () => this.#epoch,
      send: (message) => this.#opened ? this.#opened.channel.send(message) : Promise.resolve({ kind: 'notSent' }),
      confirm: () => this.#opened?.channel.confirm,
    };
  }

  get status(): AccountStatus { return this.#status; }
  get channel(): GuardedChannel | undefined { return this.#opened?.channel; }

  /** Opens unless paused or removed; an open channel is closed first. Resolves when it has been asked to connect. */
  open(isWish = true): Promise<void> {
    return this.#sequential(async () => {
      await this.#closeNow();
      const record = this.#parts.recorder.state.accounts.get(this.#parts.account);
      if (!record || record.removed || this.#isStopped) return;
      if (record.paused) {
        this.#tell({ state: 'paused', action: 'resume' }, true);
        return;
      }
      this.#tell({ state: 'connecting', action: 'wait' }, isWish);
      const prepared = await this.#prepare();
      if (prepared && !this.#isStopped) this.#start(prepared.module, prepared.secrets);
    });
  }

  /** Ends the connection; `status` says why, nothing is told without one. */
  close(status?: AccountStatus): Promise<void> {
    return this.#sequential(async () => {
      await this.#closeNow();
      if (status) this.#tell(status, true);
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.close();
    this.#statusLog.dispose();
  }

  /** Module and secrets, or null after telling what is in the way. */
  async #prepare(): Promise<{ readonly module: ChannelModule; readonly secrets: Secrets } | null> {
    const { account, recorder, modules, vault, log } = this.#parts;
    const record = recorder.state.accounts.get(account);
    if (!record) return null;
    try {
      const module = await modules.get(record.channel);
      const secrets = await loadSecrets(vault, account, record.secretKeys);
      checkSettings(module, record.settings, secrets);
      return { module, secrets };
    } catch (error) {
      log.warn('account cannot open', errorFacts(error));
      this.#tell(statusOf(error), true);
      return null;
    }
  }

  #start(module: ChannelModule, secrets: Secrets): void {
    const { account, recorder, inbox, ledger, media, clock, log } = this.#parts;
    const record = recorder.state.accounts.get(account);
    if (!record) return;
    let opened: Opened | null = null;
    const context = createContext({
      account, settings: record.settings, secrets, inbox, state: recorder.state, ledger, media, clock, log,
      onStatus: (status) => this.#report(status),
      isLive: () => opened === null || opened.isLive,
    });
    try {
      const channel = new GuardedChannel(module.open(context), (error) => { if (opened?.isLive) this.#crashed(error); });
      opened = { channel, openedAt: clock.now(), isLive: true };
      this.#opened = opened;
      channel.connect();
      this.#tellLink();
    } catch (error) {
      this.#crashed(error);
    }
  }

  #report(status: AccountStatus): void {
    const parsed = accountStatusSchema.safeParse(status);
    if (parsed.success) this.#tell(parsed.data, false);
    else this.#parts.log.error('channel reported an invalid status', { state: String(status.state) });
  }

  #tell(status: AccountStatus, isWish: boolean): void {
    const isSame = JSON.stringify(status) === JSON.stringify(this.#status);
    this.#status = status;
    if (!isSame) this.#parts.onLive(status);
    if (!isSame || isWish) this.#statusLog.tell(status, isWish);
    this.#tellLink();
  }

  /** Tells the outbox when the link opened or was lost, once each. */
  #tellLink(): void {
    if (this.#isLinkTold === this.#isOpen()) return;
    this.#isLinkTold = !this.#isLinkTold;
    if (this.#isLinkTold) {
      this.#parts.onOpened();
      return;
    }
    this.#epoch += 1;
    this.#parts.onLost();
  }

  #isOpen(): boolean {
    return this.#opened !== null && (this.#status.state === 'online' || this.#status.state === 'degraded');
  }

  #crashed(error: unknown): void {
    const { clock, log } = this.#parts;
    if (this.#isStopped || this.#cancelReopen) return;
    if (this.#opened && clock.now() - this.#opened.openedAt > STEADY_MS) this.#crashes = 0;
    this.#crashes += 1;
    log.error('channel crashed', { crashes: this.#crashes, ...errorFacts(error) });
    this.#tell({ state: 'offline', reason: 'channel.crashed', action: 'wait' }, false);
    this.#cancelReopen = clock.after(backoffMs(this.#crashes, REOPEN, clock), () => {
      this.#cancelReopen = null;
      drop(this.open(false), log, 'reopen');
    });
    drop(this.#sequential(() => this.#endChannel()), log, 'close after crash');
  }

  async #closeNow(): Promise<void> {
    this.#cancelReopen?.();
    this.#cancelReopen = null;
    await this.#endChannel();
  }

  /** Events go on being taken until the channel says it is closed, at most three seconds. */
  async #endChannel(): Promise<void> {
    const opened = this.#opened;
    if (!opened) return;
    await withDeadline(opened.channel.close(), CLOSE_MS, this.#parts.clock, () => this.#parts.log.warn('channel does not close'));
    opened.isLive = false;
    this.#opened = null;
    this.#tellLink();
  }
}

/** What an account that cannot open shows, and what the person may do. */
const statusOf = (error: unknown): AccountStatus => {
  if (!(error instanceof AppError)) return { state: 'offline', reason: 'internal.bug', action: 'wait' };
  if (error.code === 'vault.secretMissing' || error.code === 'vault.lost') return { state: 'misconfigured', reason: error.code, data: error.data, action: 'changeSecret' };
  if (error.code.startsWith('vault.')) return { state: 'sealed', reason: error.code, action: 'unlockVault' };
  return { state: 'misconfigured', reason: error.code, data: error.data, action: 'editSettings' };
};
