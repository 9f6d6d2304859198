/**
 * Snapshot of the fold: `known.bin` grows by the keys added since the last one, `state.json` (written last, by
 * rename) says how many of them count. Anything that does not fit together means: fold from zero.
 *
 * state.json: one line header {version, ledger, seq, keys, crc, sha}, one line body.
 */
import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { readIfPresent, writeAtomic } from '../platform/atomicFile';
import { EngineState, type StateJson } from './engineState';
import { KEY_BYTES, KnownKeys } from './knownKeys';

/** Raise it when the fold changes: older snapshots are then made again from the ledger. */
const VERSION = 1;

const headerSchema = z.object({ version: z.literal(VERSION), ledger: z.string(), seq: z.number(), keys: z.number(), crc: z.number(), sha: z.string() });

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export type LoadedSnapshot = { readonly state: EngineState; readonly store: SnapshotStore };

/** Why a snapshot was not used; `none` is the first start. */
export type SnapshotMiss = 'none' | 'unreadable' | 'otherLedger' | 'ahead' | 'keysDamaged';

export class SnapshotStore {
  readonly #dir: string;
  readonly #ledger: string;
  #keys: number;
  #crc: number;
  #unsaved: Buffer[] = [];

  private constructor(dir: string, ledger: string, keys: number, crc: number) {
    this.#dir = dir;
    this.#ledger = ledger;
    this.#keys = keys;
    this.#crc = crc;
  }

  /** The saved fold, or an empty one and the reason. Never rejects because of what the files hold. */
  static async load(dir: string, ledger: { readonly id: string; readonly head: number }): Promise<LoadedSnapshot & { readonly miss?: SnapshotMiss }> {
    await mkdir(dir, { recursive: true });
    const read = parse(await readIfPresent(join(dir, 'state.json')), ledger);
    if (typeof read === 'string') return emptyFold(dir, ledger.id, read);
    const packed = await readIfPresent(join(dir, 'known.bin'));
    const counted = packed?.subarray(0, read.header.keys * KEY_BYTES);
    if (!counted || counted.length !== read.header.keys * KEY_BYTES || crc32(counted) !== read.header.crc) return emptyFold(dir, ledger.id, 'keysDamaged');
    const known = new KnownKeys(read.header.keys);
    known.load(counted);
    return { state: new EngineState(read.body, known), store: new SnapshotStore(dir, ledger.id, read.header.keys, read.header.crc) };
  }

  static fresh(dir: string, ledger: string): SnapshotStore { return new SnapshotStore(dir, ledger, 0, 0); }

  /** Takes the fold as it is at the call and resolves when it is durable. Calls must not overlap. */
  async save(state: EngineState): Promise<void> {
    const body = JSON.stringify(state.toJson());
    const seq = state.seq;
    this.#unsaved.push(state.known.takeFresh());
    const fresh = Buffer.concat(this.#unsaved);
    this.#unsaved = [fresh];
    await this.#appendKeys(fresh);
    this.#keys += fresh.length / KEY_BYTES;
    this.#crc = crc32(fresh, this.#crc);
    this.#unsaved = [];
    const header = { version: VERSION, ledger: this.#ledger, seq, keys: this.#keys, crc: this.#crc, sha: sha256(body) };
    await writeAtomic(join(this.#dir, 'state.json'), `${JSON.stringify(header)}\n${body}`);
  }

  async #appendKeys(fresh: Buffer): Promise<void> {
    const file = await open(join(this.#dir, 'known.bin'), this.#keys === 0 ? 'w' : 'r+');
    try {
      await file.truncate(this.#keys * KEY_BYTES);
      if (fresh.length > 0) await file.write(fresh, 0, fresh.length, this.#keys * KEY_BYTES);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

const emptyFold = (dir: string, ledger: string, miss: SnapshotMiss): LoadedSnapshot & { readonly miss: SnapshotMiss } =>
  ({ state: new EngineState(), store: SnapshotStore.fresh(dir, ledger), miss });

const parse = (file: Buffer | null, ledger: { readonly id: string; readonly head: number }): { readonly header: z.infer<typeof headerSchema>; readonly body: StateJson } | SnapshotMiss => {
  if (!file) return 'none';
  const text = file.toString('utf8');
  const cut = text.indexOf('\n');
  const body = text.slice(cut + 1);
  try {
    const header = headerSchema.parse(JSON.parse(text.slice(0, cut)));
    if (header.sha !== sha256(body)) return 'unreadable';
    if (header.ledger !== ledger.id) return 'otherLedger';
    if (header.seq > ledger.head) return 'ahead';
    return { header, body: JSON.parse(body) as StateJson }; // our own writing, proven by its digest and version
  } catch {
    return 'unreadable';
  }
};
