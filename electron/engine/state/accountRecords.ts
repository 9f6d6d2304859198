/** Accounts as the ledger tells them: settings, mark, paused, removed, last status, identity, cursors. */
import type { AccountMark, AccountStatus, ChannelKind, Settings } from '#shared/domain/account';
import type { AccountId, ContactId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';

export type AccountRecord = {
  readonly id: AccountId;
  readonly channel: ChannelKind;
  readonly name: string;
  readonly settings: Settings;
  readonly mark: AccountMark;
  readonly secretKeys: readonly string[];
  readonly paused: boolean;
  readonly removed: boolean;
  readonly status?: AccountStatus;
  readonly identity?: { readonly self: ContactId; readonly nickname?: string; readonly avatar?: string };
};

export type AccountsJson = {
  readonly accounts: readonly AccountRecord[];
  readonly cursors: readonly (readonly [AccountId, readonly (readonly [string, string])[]])[];
};

export class AccountRecords {
  readonly #accounts = new Map<AccountId, AccountRecord>();
  readonly #cursors = new Map<AccountId, Map<string, string>>();

  constructor(json?: AccountsJson) {
    for (const account of json?.accounts ?? []) this.#accounts.set(account.id, account);
    for (const [id, cursors] of json?.cursors ?? []) this.#cursors.set(id, new Map(cursors));
  }

  get(id: AccountId): AccountRecord | undefined { return this.#accounts.get(id); }
  all(): readonly AccountRecord[] { return [...this.#accounts.values()]; }
  cursors(id: AccountId): ReadonlyMap<string, string> { return this.#cursors.get(id) ?? new Map(); }

  apply(entry: Entry): void {
    const id = entry.account;
    if (id === undefined) return;
    switch (entry.type) {
      case 'account.added': this.#accounts.set(id, { id, ...entry.data, paused: false, removed: false }); break;
      case 'account.edited': this.#change(id, entry.data); break;
      case 'account.paused': this.#change(id, { paused: true }); break;
      case 'account.resumed': this.#change(id, { paused: false }); break;
      case 'account.removed': this.#change(id, { removed: true }); break;
      case 'account.status': this.#change(id, { status: entry.data.status }); break;
      case 'account.identity': {
        const { self, nickname, avatar } = entry.data;
        this.#change(id, { identity: { self, nickname, avatar: avatar?.ref ?? avatar?.blob } });
        break;
      }
      case 'channel.cursor': this.#setCursor(id, entry.data.key, entry.data.value); break;
      default: break;
    }
  }

  toJson(): AccountsJson {
    return { accounts: this.all(), cursors: [...this.#cursors].map(([id, cursors]) => [id, [...cursors]]) };
  }

  #change(id: AccountId, change: Partial<AccountRecord>): void {
    const account = this.#accounts.get(id);
    if (account) this.#accounts.set(id, { ...account, ...change });
  }

  #setCursor(id: AccountId, key: string, value: string): void {
    const cursors = this.#cursors.get(id) ?? new Map<string, string>();
    cursors.set(key, value);
    this.#cursors.set(id, cursors);
  }
}
