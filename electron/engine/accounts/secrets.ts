import type { Secrets } from '#shared/domain/account';
import { AppError } from '#shared/domain/errors';
import type { AccountId } from '#shared/domain/ids';
import type { Vault } from './vault';

const keyOf = (account: AccountId, key: string): string => `account/${account}/${key}`;

/** Reads what the account needs. `vault.*` from the vault; `vault.secretMissing {key}` when it holds none any more. */
export const loadSecrets = async (vault: Vault, account: AccountId, keys: readonly string[]): Promise<Secrets> => {
  const entries = await Promise.all(keys.map(async (key) => {
    const value = await vault.get(keyOf(account, key));
    if (value === null) throw new AppError('vault.secretMissing', { key });
    return [key, value] as const;
  }));
  return Object.fromEntries(entries);
};

export const saveSecrets = async (vault: Vault, account: AccountId, secrets: Secrets): Promise<void> => {
  for (const [key, value] of Object.entries(secrets)) await vault.set(keyOf(account, key), value);
};

export const deleteSecrets = async (vault: Vault, account: AccountId, keys: readonly string[]): Promise<void> => {
  for (const key of keys) await vault.delete(keyOf(account, key));
};
