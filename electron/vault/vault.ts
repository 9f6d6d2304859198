/**
 * Secrets of the seat. The only place that holds them; the engine asks for one at a time over its parent port.
 * Nothing here logs, and no error carries a value.
 */
import { AppError } from '#shared/domain/errors';
import type { VaultState } from '#shared/ipc/appRoutes';
import type { KeyStore } from './keyStore';
import { deriveKey, KEY_BYTES, newKdf, newKey, seal, unseal } from './sealing';
import { keepCopy, readVaultFile, writeVaultFile, type VaultFile } from './vaultFile';

/** Characters a passphrase must have at least. */
export const PASSPHRASE_MIN = 8;
const KEY_LABEL = 'zuoxi:data-key';
const openerLabel = (name: string): string => `zuoxi:opener:${name}`;

export type Vault = {
  readonly state: () => VaultState;
  /** True when values can be read and kept, now or at the first `set`. */
  readonly isOpen: () => boolean;
  /** Null when nothing was kept under the name. `vault.none`, `vault.locked`, `vault.lost` say why it cannot be read. */
  readonly get: (name: string) => Promise<string | null>;
  /** Durable when it resolves. `vault.none` when nothing can keep it yet, `vault.locked` before the passphrase. */
  readonly set: (name: string, value: string) => Promise<void>;
  readonly delete: (name: string) => Promise<void>;
  /** Chooses the passphrase. `vault.exists` where the system keeps keys or one was chosen, `vault.weak` when short. */
  readonly create: (passphrase: string) => Promise<void>;
  /** False for a wrong passphrase. Resolves true at once when nothing is locked. */
  readonly unlock: (passphrase: string) => Promise<boolean>;
  /** From here on this key (32 bytes) opens the vault too. Nothing where the system keeps keys or nothing is open. */
  readonly addOpener: (name: string, opener: Buffer) => Promise<void>;
  readonly removeOpener: (name: string) => Promise<void>;
  /** Opens a locked vault by a key added before; true when it is open afterwards. */
  readonly openWith: (name: string, opener: Buffer) => Promise<boolean>;
  readonly onState: (listener: (state: VaultState) => void) => void;
};

export type VaultOptions = { readonly path: string; readonly keyStore: KeyStore; readonly now: () => number };

type Held = { readonly file: VaultFile | null; readonly key: Buffer | null };

const openBySystem = (file: VaultFile | null, keyStore: KeyStore): Buffer | null => {
  if (file?.keyedBy.kind !== 'system' || !keyStore.isSecure()) return null;
  const text = keyStore.unseal(Buffer.from(file.keyedBy.key, 'base64'));
  const key = text === null ? null : Buffer.from(text, 'base64');
  // A wrong system key opens to noise once in a while instead of failing.
  return key?.length === KEY_BYTES ? key : null;
};

const without = <T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));

const lostNames = (file: VaultFile | null): readonly string[] => (file ? [...new Set([...file.lost, ...Object.keys(file.secrets)])] : []);

const stateKind = ({ file, key }: Held, keyStore: KeyStore): VaultState['kind'] => {
  if (file === null) return keyStore.isSecure() ? 'system' : 'none';
  if (file.keyedBy.kind === 'system') return key && file.lost.length === 0 ? 'system' : 'lost';
  return key ? 'passphrase' : 'locked';
};

class FileVault implements Vault {
  private readonly listeners = new Set<(state: VaultState) => void>();
  /** Changes go through one after the other: each reads what the one before it wrote. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: VaultOptions, private held: Held) {}

  readonly state = (): VaultState => ({ kind: stateKind(this.held, this.options.keyStore), backend: this.options.keyStore.backend() });

  readonly isOpen = (): boolean => {
    const { kind } = this.state();
    return kind === 'system' || kind === 'passphrase' || (kind === 'lost' && this.options.keyStore.isSecure());
  };

  readonly get = async (name: string): Promise<string | null> => {
    const { file, key } = this.held;
    const { kind } = this.state();
    if (kind === 'none' || kind === 'locked') throw new AppError(`vault.${kind}`);
    const sealed = file?.secrets[name];
    if (file?.lost.includes(name)) throw new AppError('vault.lost');
    if (!sealed) return null;
    const value = key ? unseal(key, name, sealed) : null;
    if (value === null) throw new AppError('vault.lost');
    return value;
  };

  readonly set = (name: string, value: string): Promise<void> => this.inTurn(async () => {
    const { file, key } = await this.writable();
    await this.keep({ file: { ...file, secrets: { ...file.secrets, [name]: seal(key, name, value) }, lost: file.lost.filter((each) => each !== name) }, key });
  });

  readonly delete = (name: string): Promise<void> => this.inTurn(async () => {
    const { file, key } = this.held;
    if (!file || !(name in file.secrets || file.lost.includes(name))) return;
    await this.keep({ file: { ...file, secrets: without(file.secrets, name), lost: file.lost.filter((each) => each !== name) }, key });
  });

  readonly create = (passphrase: string): Promise<void> => this.inTurn(async () => {
    const { kind } = this.state();
    if (this.options.keyStore.isSecure() || (kind !== 'none' && kind !== 'lost')) throw new AppError('vault.exists');
    if ([...passphrase.normalize('NFKC')].length < PASSPHRASE_MIN) throw new AppError('vault.weak', { min: PASSPHRASE_MIN });
    const lost = lostNames(this.held.file);
    if (kind === 'lost') await keepCopy(this.options.path, this.options.now());
    const key = newKey();
    const kdf = newKdf();
    const sealedKey = seal(await deriveKey(passphrase, kdf), KEY_LABEL, key.toString('base64'));
    await this.keep({ file: { version: 1, keyedBy: { kind: 'passphrase', kdf, key: sealedKey }, secrets: {}, lost }, key });
  });

  readonly unlock = (passphrase: string): Promise<boolean> => this.inTurn(async () => {
    const { file, key } = this.held;
    if (key || file?.keyedBy.kind !== 'passphrase') return this.isOpen();
    const text = unseal(await deriveKey(passphrase, file.keyedBy.kdf), KEY_LABEL, file.keyedBy.key);
    if (text === null) return false;
    this.hold({ file, key: Buffer.from(text, 'base64') });
    return true;
  });

  readonly addOpener = (name: string, opener: Buffer): Promise<void> => this.inTurn(async () => {
    const { file, key } = this.held;
    if (!file || !key || file.keyedBy.kind !== 'passphrase') return;
    const openers = { ...file.keyedBy.openers, [name]: seal(opener, openerLabel(name), key.toString('base64')) };
    await this.keep({ file: { ...file, keyedBy: { ...file.keyedBy, openers } }, key });
  });

  readonly removeOpener = (name: string): Promise<void> => this.inTurn(async () => {
    const { file, key } = this.held;
    if (file?.keyedBy.kind !== 'passphrase' || !file.keyedBy.openers?.[name]) return;
    await this.keep({ file: { ...file, keyedBy: { ...file.keyedBy, openers: without(file.keyedBy.openers, name) } }, key });
  });

  readonly openWith = (name: string, opener: Buffer): Promise<boolean> => this.inTurn(async () => {
    const { file, key } = this.held;
    const sealed = file?.keyedBy.kind === 'passphrase' ? file.keyedBy.openers?.[name] : undefined;
    if (key || !sealed) return this.isOpen();
    const text = unseal(opener, openerLabel(name), sealed);
    if (text === null) return false;
    this.hold({ file, key: Buffer.from(text, 'base64') });
    return true;
  });

  readonly onState = (listener: (state: VaultState) => void): void => { this.listeners.add(listener); };

  /** File and key to write with; makes them where the system keeps keys. */
  private async writable(): Promise<{ readonly file: VaultFile; readonly key: Buffer }> {
    const { file, key } = this.held;
    if (file && key) return { file, key };
    const { kind } = this.state();
    const { keyStore, path, now } = this.options;
    if (kind === 'locked') throw new AppError('vault.locked');
    if (!keyStore.isSecure()) throw new AppError(kind === 'lost' ? 'vault.lost' : 'vault.none');
    if (file) await keepCopy(path, now());
    const fresh = newKey();
    const sealedKey = keyStore.seal(fresh.toString('base64')).toString('base64');
    return { file: { version: 1, keyedBy: { kind: 'system', backend: keyStore.backend(), key: sealedKey }, secrets: {}, lost: lostNames(file) }, key: fresh };
  }

  private async keep(held: { readonly file: VaultFile; readonly key: Buffer | null }): Promise<void> {
    await writeVaultFile(this.options.path, held.file);
    this.hold(held);
  }

  private hold(held: Held): void {
    const before = this.state().kind;
    this.held = held;
    const state = this.state();
    if (state.kind !== before) for (const listener of this.listeners) listener(state);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

/** Opens the vault at `path`; a damaged file rejects with `vault.damaged` and is left untouched. */
export const openVault = async (options: VaultOptions): Promise<Vault> => {
  const file = await readVaultFile(options.path);
  return new FileVault(options, { file, key: openBySystem(file, options.keyStore) });
};
