/** The operating system's key store as the vault needs it; made from safeStorage in `systemKeyStore`. */
export type KeyStore = {
  /** True only when the system really keeps a key: a hard-coded one (`basic_text`) does not count. */
  readonly isSecure: () => boolean;
  /** The system's own name for it, e.g. `gnome_libsecret`, `keychain`, `dpapi`, `basic_text`. */
  readonly backend: () => string;
  readonly seal: (text: string) => Buffer;
  /** Null when the system no longer has the key the bytes were sealed with. */
  readonly unseal: (bytes: Buffer) => string | null;
};
