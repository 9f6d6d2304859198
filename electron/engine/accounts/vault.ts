/**
 * Main's vault as the engine sees it. Every call may reject with an `AppError` `vault.*` (`vault.locked` while the
 * passphrase is waited for, `vault.none`, `vault.lost`).
 */
export type Vault = {
  readonly get: (key: string) => Promise<string | null>;
  readonly set: (key: string, value: string) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
};
