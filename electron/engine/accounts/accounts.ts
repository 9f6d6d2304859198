/** Commands on accounts, and one supervisor for each that is not removed. Resolves when the entry is durable. */
import { randomInt } from 'node:crypto';
import type { AccountMark, AccountStatus, ChannelKind, Secrets, Settings } from '#shared/domain/account';
import { AppError, toWireError } from '#shared/domain/errors';
import type { AccountId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import type { TestOutcome } from '#shared/ipc/deskRoutes';
import type { Clock, Logger } from '../channels/contract/channel';
import { errorFacts } from '../platform/errorFacts';
import { createMutex, drop, withDeadline } from '../platform/promises';
import type { AccountRecord } from '../state/accountRecords';
import type { Recorder } from '../state/recorder';
import type { Modules } from './modules';
import { deleteSecrets, loadSecrets, saveSecrets } from './secrets';
import { checkSettings, cleanSecrets, cleanSettings } from './settings';
import type { Supervisor } from './supervisor';
import type { Vault } from './vault';

const TEST_MS = 30_000;

export type AccountInput = { readonly name: string; readonly settings: Settings; readonly secrets: Secrets; readonly mark: AccountMark };

export type AccountsOptions = {
  readonly recorder: Recorder;
  readonly modules: Modules;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Logger;
  readonly supervise: (account: AccountId) => Supervisor;
  /** The account was removed: its waiting replies are given up. */
  readonly onRemoved: (account: AccountId, actor: Actor) => Promise<void>;
};

export class Accounts {
  readonly #options: AccountsOptions;
  readonly #supervisors = new Map<AccountId, Supervisor>();
  readonly #sequential = createMutex();

  constructor(options: AccountsOptions) { this.#options = options; }

  /** Makes the supervisors; nothing connects before `openAll`. */
  load(): void {
    for (const account of this.#options.recorder.state.accounts.all()) if (!account.removed) this.#supervise(account.id);
  }

  openAll(): void {
    for (const supervisor of this.#supervisors.values()) drop(supervisor.open(), this.#options.log, 'open account');
  }

  /** Opens what waited for the vault. */
  vaultOpened(): void {
    for (const supervisor of this.#supervisors.values()) {
      if (supervisor.status.state === 'sealed') drop(supervisor.open(), this.#options.log, 'open account');
    }
  }

  get(account: AccountId): Supervisor | undefined { return this.#supervisors.get(account); }

  async stop(): Promise<void> {
    await Promise.all([...this.#supervisors.values()].map((supervisor) => supervisor.stop()));
  }

  /** `account.badSetting`, `channel.unknown`, `vault.*`; then nothing was kept. */
  add(input: AccountInput & { readonly channel: ChannelKind }, actor: Actor): Promise<{ readonly account: AccountId }> {
    return this.#sequential(async () => {
      const { recorder, modules, vault } = this.#options;
      const module = await modules.get(input.channel);
      const settings = cleanSettings(module, input.settings);
      const secrets = cleanSecrets(module, input.secrets);
      checkSettings(module, settings, secrets);
      const account = this.#newId(input.channel);
      const secretKeys = Object.keys(secrets);
      try {
        await saveSecrets(vault, account, secrets);
        await recorder.record([{ type: 'account.added', actor, account, data: { channel: input.channel, name: input.name, settings, mark: input.mark, secretKeys } }]);
      } catch (error) {
        await this.#forgetSecrets(account, secretKeys);
        throw error;
      }
      drop(this.#supervise(account).open(), this.#options.log, 'open account');
      return { account };
    });
  }

  /** Secrets left out (or empty) keep their stored value. The connection is made anew only when it must. */
  edit(input: AccountInput & { readonly account: AccountId }, actor: Actor): Promise<void> {
    return this.#sequential(async () => {
      const { recorder, modules, vault } = this.#options;
      const record = this.#record(input.account);
      const module = await modules.get(record.channel);
      const settings = cleanSettings(module, input.settings);
      const secrets = cleanSecrets(module, input.secrets);
      const stored = await loadSecrets(vault, record.id, record.secretKeys.filter((key) => !(key in secrets)));
      checkSettings(module, settings, { ...stored, ...secrets });
      await saveSecrets(vault, record.id, secrets);
      const secretKeys = [...new Set([...record.secretKeys, ...Object.keys(secrets)])];
      const rotated = Object.keys(secrets);
      await recorder.record([
        { type: 'account.edited', actor, account: record.id, data: { name: input.name, settings, mark: input.mark, secretKeys } },
        ...(rotated.length === 0 ? [] : [{ type: 'account.secretRotated' as const, actor, account: record.id, data: { keys: rotated } }]),
      ]);
      const isConnectionSame = Object.keys(secrets).length === 0 && JSON.stringify(settings) === JSON.stringify(record.settings);
      if (!isConnectionSame && !record.paused) drop(this.#supervise(record.id).open(), this.#options.log, 'open account');
    });
  }

  /** Tries without keeping anything. Failures are the outcome, never a rejection but for an unknown account. */
  async test(input: { readonly channel: ChannelKind; readonly settings: Settings; readonly secrets: Secrets; readonly account?: AccountId }): Promise<TestOutcome> {
    const abort = new AbortController();
    const cancel = this.#options.clock.after(TEST_MS, () => abort.abort());
    try {
      const module = await this.#options.modules.get(input.channel);
      const settings = cleanSettings(module, input.settings);
      const given = cleanSecrets(module, input.secrets);
      const record = input.account === undefined ? undefined : this.#record(input.account);
      const stored = record ? await loadSecrets(this.#options.vault, record.id, record.secretKeys.filter((key) => !(key in given))) : {};
      const secrets = { ...stored, ...given };
      checkSettings(module, settings, secrets);
      const tested = module.test(settings, secrets, abort.signal);
      return await withDeadline<TestOutcome>(tested, TEST_MS + 2_000, this.#options.clock, () => ({ ok: false, error: { code: 'account.testTimeout', data: {} } }));
    } catch (error) {
      if (!(error instanceof AppError)) this.#options.log.error('channel test threw', errorFacts(error));
      return { ok: false, error: toWireError(error) };
    } finally {
      cancel();
    }
  }

  pause(account: AccountId, actor: Actor): Promise<void> {
    return this.#sequential(async () => {
      if (this.#record(account).paused) return;
      await this.#options.recorder.record([{ type: 'account.paused', actor, account, data: {} }]);
      await this.#supervise(account).close({ state: 'paused', action: 'resume' });
    });
  }

  resume(account: AccountId, actor: Actor): Promise<void> {
    return this.#sequential(async () => {
      if (!this.#record(account).paused) return;
      await this.#options.recorder.record([{ type: 'account.resumed', actor, account, data: {} }]);
      drop(this.#supervise(account).open(), this.#options.log, 'open account');
    });
  }

  /** Records stay; the secrets go, the connection ends for good. */
  remove(account: AccountId, actor: Actor): Promise<void> {
    return this.#sequential(async () => {
      const record = this.#record(account);
      const holder = this.#options.recorder.state.custody.holder(account);
      await this.#options.recorder.record([
        { type: 'account.removed', actor, account, data: {} },
        ...(holder === undefined ? [] : [{ type: 'account.returned' as const, actor, account, data: { person: holder } }]),
      ]);
      await this.#supervisors.get(account)?.stop();
      this.#supervisors.delete(account);
      await this.#options.onRemoved(account, actor);
      await this.#forgetSecrets(account, record.secretKeys);
    });
  }

  async reconnect(account: AccountId): Promise<void> {
    if (this.#record(account).paused) throw new AppError('account.paused', { account });
    await this.#supervise(account).open();
  }

  /** How every account is right now, also what is no entry (trying again). */
  statuses(): readonly (readonly [AccountId, AccountStatus])[] { return [...this.#supervisors].map(([account, { status }]) => [account, status]); }

  #record(account: AccountId): AccountRecord {
    const record = this.#options.recorder.state.accounts.get(account);
    if (!record) throw new AppError('account.unknown', { account });
    if (record.removed) throw new AppError('account.removed', { account });
    return record;
  }

  #supervise(account: AccountId): Supervisor {
    const supervisor = this.#supervisors.get(account) ?? this.#options.supervise(account);
    this.#supervisors.set(account, supervisor);
    return supervisor;
  }

  #newId(kind: ChannelKind): AccountId {
    const tail = Array.from({ length: 8 }, () => randomInt(36).toString(36)).join('');
    return `${kind}-${tail}` as AccountId; // the only maker of new account ids; fits accountIdSchema
  }

  async #forgetSecrets(account: AccountId, keys: readonly string[]): Promise<void> {
    await deleteSecrets(this.#options.vault, account, keys).catch((error: unknown) =>
      this.#options.log.warn('secrets not taken out of the vault', { account, ...errorFacts(error) }));
  }
}
