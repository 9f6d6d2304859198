/**
 * Snapshot of the fold: `known.bin` grows by the keys added since the last one, `state.json` (written last, by
 * rename) says how many of them count. Anything that does not fit together means: fold from zero.
 *
 * state.json: one line header {version, ledger, seq, keys, crc, body, recent}, one line body, then one line for each
 * account's recent messages, in the order of `recent`.
 */
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { AccountId } from '#shared/domain/ids';
import { readIfPresent, writeAtomic } from '../platform/atomicFile';
import { EngineState, type StateJson } from './engineState';
import { KEY_BYTES, KnownKeys } from './knownKeys';
import { RecentAccounts, type RecentPack } from './recentAccounts';

/** Raise it when the fold changes: older snapshots are then made again from the ledger. */
const VERSION = 9;

const headerSchema = z.object({ version: z.literal(VERSION), ledger: z.string(), seq: z.number(), keys: z.number(), crc: z.number(), body: z.number(), recent: z.array(z.string()) });

const LINE_END = Buffer.from('\n');

type Header = z.infer<typeof headerSchema>;

export type LoadedSnapshot = { readonly state: EngineState; readonly store: SnapshotStore };

/** Why a snapshot was not used; `none` is the first start. */
export type SnapshotMiss = 'none' | 'unreadable' | 'otherLedger' | 'ahead' | 'keysDamaged';

export class SnapshotStore {
  readonly #dir: string;
  readonly #ledger: string;
  #keys: number;
  #crc: number;
  #seq: number;
  #unsaved: Buffer[] = [];

  private constructor(dir: string, ledger: string, seq: number, keys: number, crc: number) {
    this.#dir = dir;
    this.#ledger = ledger;
    this.#seq = seq;
    this.#keys = keys;
    this.#crc = crc;
  }

  /** How far the saved fold reaches. */
  get seq(): number { return this.#seq; }

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
    return { state: new EngineState(read.body, known, new RecentAccounts(read.recent)), store: new SnapshotStore(dir, ledger.id, read.header.seq, read.header.keys, read.header.crc) };
  }

  static fresh(dir: string, ledger: string): SnapshotStore { return new SnapshotStore(dir, ledger, 0, 0, 0); }

  /** Takes the fold as it is at the call and resolves when it is durable. Calls must not overlap. */
  async save(state: EngineState): Promise<void> {
    const packs = state.recents.packs();
    const body = Buffer.concat([Buffer.from(JSON.stringify(state.toJson())), ...packs.flatMap(([, pack]) => [LINE_END, pack])]);
    const seq = state.seq;
    this.#unsaved.push(state.known.takeFresh());
    const fresh = Buffer.concat(this.#unsaved);
    this.#unsaved = [fresh];
    await this.#appendKeys(fresh);
    this.#keys += fresh.length / KEY_BYTES;
    this.#crc = crc32(fresh, this.#crc);
    this.#unsaved = [];
    const header = { version: VERSION, ledger: this.#ledger, seq, keys: this.#keys, crc: this.#crc, body: crc32(body), recent: packs.map(([account]) => account) } satisfies Header;
    await writeAtomic(join(this.#dir, 'state.json'), Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]));
    this.#seq = seq;
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

type Read = { readonly header: Header; readonly body: StateJson; readonly recent: readonly RecentPack[] };

const lineAt = (file: Buffer, from: number): Buffer => {
  const end = file.indexOf(10, from); // '\n': JSON text never holds one
  return file.subarray(from, end < 0 ? file.length : end);
};

const parse = (file: Buffer | null, ledger: { readonly id: string; readonly head: number }): Read | SnapshotMiss => {
  if (!file) return 'none';
  try {
    const first = lineAt(file, 0);
    const header = headerSchema.parse(JSON.parse(first.toString('utf8')));
    if (header.body !== crc32(file.subarray(first.length + 1))) return 'unreadable';
    if (header.ledger !== ledger.id) return 'otherLedger';
    if (header.seq > ledger.head) return 'ahead';
    const text = lineAt(file, first.length + 1);
    let at = first.length + 1 + text.length + 1;
    const recent = header.recent.map((account): RecentPack => {
      const line = lineAt(file, at);
      at += line.length + 1;
      return [account as AccountId, line]; // ids of accounts the fold knew
    });
    return { header, body: JSON.parse(text.toString('utf8')) as StateJson, recent }; // our own writing, proven by its checksum and version
  } catch {
    return 'unreadable';
  }
};
