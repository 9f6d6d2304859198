/**
 * Signs what the ledger holds, soon after it grew. `ledger.pub` names the key. What is newer than the last
 * checkpoint is not yet signed, so the wait between two is short.
 */
import { AppError } from '#shared/domain/errors';
import { formatVkey, parseVkey, type Checkpoint, type Vkey } from '#shared/ledger/note';
import { openCheckpointLog } from './checkpointLog';
import type { OpenLedgerOptions } from './contract';
import { readIfPresent, writeDurable } from './durable';
import { createSigner, noteCrypto, type Signer } from './signer';

/** Keys named in `ledger.pub`, one per line; the last is the newest. */
export const readKeys = async (path: string): Promise<readonly Vkey[]> => {
  const text = (await readIfPresent(path))?.toString('utf8') ?? '';
  return text.split('\n').flatMap((line) => parseVkey(noteCrypto, line) ?? []);
};

export type TreeHead = { readonly size: number; readonly root: Uint8Array };

export type CheckpointOptions = {
  readonly path: string;
  readonly pubPath: string;
  readonly origin: string;
  readonly everyMs: number;
  readonly key: OpenLedgerOptions['key'];
  readonly state: () => TreeHead;
  /** Root of the tree as it was at a smaller size. */
  readonly rootAt: (size: number) => Uint8Array;
  /** The ledger is known as one that was signed; `mark` makes it so, after the first checkpoint is durable. */
  readonly isMarked: boolean;
  readonly mark: () => Promise<void>;
  readonly warn: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
};

export type Checkpoints = {
  /** Newest checkpoint whose signature holds, as found at open. */
  readonly newest: Checkpoint | undefined;
  /** Something was appended: sign now, or when the pause since the last one is over. */
  readonly touch: () => void;
  /** Signs the present state unless it is signed already; `null` while the vault is locked. */
  readonly write: () => Promise<string | null>;
  readonly close: () => Promise<void>;
};

type Throttle = { readonly touch: () => void; readonly stop: () => void };

const throttle = (everyMs: number, run: () => void): Throttle => {
  let timer: NodeJS.Timeout | undefined;
  let ranAt = Number.NEGATIVE_INFINITY;
  return {
    touch: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        ranAt = performance.now();
        run();
      }, Math.max(0, ranAt + everyMs - performance.now())).unref();
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};

/** The vault's key, once it gives one; its verifier key is in `ledger.pub` before anything is signed with it. */
const createKeyring = ({ key, origin, pubPath, warn }: CheckpointOptions, known: readonly Vkey[]): (() => Promise<Signer | undefined>) => {
  let signer: Signer | undefined;
  return async () => {
    const secret = signer ? null : key();
    if (!secret) return signer;
    const made = createSigner(secret, origin);
    if (!known.some(({ keyId }) => keyId === made.vkey.keyId)) {
      if (known.length > 0) warn('ledger key changed', { from: known.at(-1)?.keyId, to: made.vkey.keyId });
      await writeDurable(pubPath, `${[...known, made.vkey].map(formatVkey).join('\n')}\n`);
    }
    signer = made;
    return signer;
  };
};

export const openCheckpoints = async (options: CheckpointOptions): Promise<Checkpoints> => {
  const { path, pubPath, origin, state, rootAt, warn } = options;
  const keys = await readKeys(pubPath);
  const log = await openCheckpointLog({ path, origin, keys, rootAt, size: () => state().size });
  const currentSigner = createKeyring(options, keys);
  let last: TreeHead | undefined = log.newest;
  let { isMarked } = options;
  let working: Promise<unknown> = Promise.resolve();

  const write = async (): Promise<string | null> => {
    const signer = await currentSigner();
    if (!signer) return null;
    const { size, root } = state();
    const note = signer.sign({ origin, size, root });
    if (last?.size === size && Buffer.from(root).equals(last.root)) return note;
    await log.append(note);
    last = { size, root };
    if (!isMarked) await options.mark();
    isMarked = true;
    return note;
  };

  /** One at a time: each takes its place behind the one before. */
  const queued = (): Promise<string | null> => {
    const next = working.then(write);
    working = next.catch(() => undefined);
    return next;
  };

  const pause = throttle(options.everyMs, () => {
    queued().catch((error: unknown) => warn('checkpoint failed', { code: error instanceof AppError ? error.code : String(error) }));
  });

  return {
    newest: log.newest,
    touch: pause.touch,
    write: queued,
    close: async () => {
      pause.stop();
      await working;
      await log.close();
    },
  };
};
