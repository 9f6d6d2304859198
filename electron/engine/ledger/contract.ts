/** What the engine's parts see of the ledger. The one writer lives behind it. */
import type { Draft, Entry } from '#shared/ledger/entry';
import type { BlobId } from '#shared/domain/ids';

export type StorageLevel = 'ok' | 'noMedia' | 'textOnly';

export type Ledger = {
  /** Origin and identity, e.g. `zuoxi.local/ledger/<uuid>`; never changes. */
  readonly id: string;
  readonly dir: string;
  /** Highest durable seq. */
  readonly head: () => number;
  /**
   * Appends in order, all or none, and resolves with the entries once they are on the disk (group commit with
   * fsync). Concurrent calls keep call order. Rejects with `ledger.full`, `ledger.closed`, `ledger.invalid`
   * (a draft that breaks its schema) or `ledger.unavailable`; after a rejection nothing of the call was kept.
   */
  readonly append: (drafts: readonly Draft[]) => Promise<readonly Entry[]>;
  /** Durable entries with `seq > after`, ascending, at most `limit`; see `ledger.read` in shared/ipc/archiveRoutes. */
  readonly read: (after: number, limit: number) => Promise<{ readonly entries: readonly Entry[]; readonly next: number; readonly unreadable: number }>;
  /** Entries of `registryTypes`, ascending. */
  readonly registry: () => Promise<readonly Entry[]>;
  /** Told once per durable commit, with the new head and the entries of the commit in order. Returns the disposer. */
  readonly onAdvanced: (listener: (head: number, entries: readonly Entry[]) => void) => () => void;
  readonly level: () => { readonly level: StorageLevel; readonly freeBytes: number };
  readonly onLevel: (listener: (level: StorageLevel, freeBytes: number) => void) => () => void;
  readonly blobs: BlobStore;
  /** Signs the present state now unless it is signed already; resolves with the C2SP note, `null` while `key()` gives none. */
  readonly checkpoint: () => Promise<string | null>;
  /** RFC 6962 audit path of an entry in the tree of `size` entries; only a ledger on a disk has it. */
  readonly proveInclusion?: (seq: number, size: number) => { readonly seq: number; readonly size: number; readonly leaf: Uint8Array; readonly root: Uint8Array; readonly proof: readonly Uint8Array[] };
  /** Only a ledger on a disk can erase. */
  readonly erasure?: Erasing;
  /** How many erasures this ledger went through: whoever made something from its entries makes it anew when this grew. */
  readonly erasures?: () => number;
  /** Flushes, signs a last checkpoint, closes files. Idempotent. */
  readonly close: () => Promise<void>;
};

export type Erasing = {
  /** The next append begins a new segment. To be called before the tombstone is appended, so that what it names can be rewritten. */
  readonly begin: () => void;
  /**
   * Takes the bodies of these records off the disk, idempotent and safe against a crash at any step; the tombstone must
   * be durable before. `marks`: bytes by which leftovers of torn writes are recognised. Resolves with how many went;
   * rejects with `ledger.unavailable` while one of them lies in a segment still written.
   */
  readonly bodies: (ranges: readonly (readonly [number, number])[], marks: readonly Uint8Array[]) => Promise<number>;
};

export type BlobStore = {
  /** Takes the file away; nothing when it is not there. Only for what a tombstone names. */
  readonly remove?: (blob: BlobId) => Promise<void>;
  /** Writes (or finds) the bytes and resolves when they are durable: before the entry that names them. `media.diskLow` below the first threshold. */
  readonly put: (bytes: Uint8Array) => Promise<BlobId>;
  /** `media.missing` when absent, `media.altered` when the bytes no longer match their name. */
  readonly get: (blob: BlobId) => Promise<Uint8Array>;
  readonly has: (blob: BlobId) => Promise<boolean>;
};

export type SigningKey = {
  /** PKCS#8 DER of an Ed25519 key, base64: sealed in the vault under `ledger.key`. */
  readonly pkcs8: string;
};

export type OpenLedgerOptions = {
  readonly dir: string;
  readonly seat: string;
  /** Wall clock, ms. When it goes back the ledger keeps the order and records `system.recovered {kind: clockBack}`. */
  readonly now: () => number;
  /** Signs checkpoints; without it (vault locked) entries are kept and checkpoints wait until it gives one. */
  readonly key: () => SigningKey | null;
  readonly segmentBytes?: number;
  readonly checkpointEveryMs?: number;
  readonly lowMediaBytes?: number;
  readonly lowTextBytes?: number;
  readonly free?: () => Promise<number>;
  readonly log?: { readonly warn: (message: string, facts?: Readonly<Record<string, unknown>>) => void };
};
