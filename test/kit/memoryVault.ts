import { AppError } from '#shared/domain/errors';
import type { Vault } from '#electron/engine/accounts/vault';

export type MemoryVault = Vault & { readonly kept: Map<string, string>; readonly lock: () => void; readonly unlock: () => void };

/** A vault in memory that a test can lock. */
export const createMemoryVault = (): MemoryVault => {
  const kept = new Map<string, string>();
  let isLocked = false;
  const checkOpen = (): void => { if (isLocked) throw new AppError('vault.locked'); };
  return {
    kept,
    lock: () => { isLocked = true; },
    unlock: () => { isLocked = false; },
    get: async (key) => { checkOpen(); return kept.get(key) ?? null; },
    set: async (key, value) => { checkOpen(); kept.set(key, value); },
    delete: async (key) => { checkOpen(); kept.delete(key); },
  };
};
