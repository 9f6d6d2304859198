/**
 * The durable set of everything already recorded: 64-bit hashes in an open-addressing table of typed arrays,
 * 12 bytes a key with the second it happened (0 = unknown). Nothing is ever taken out.
 */
import { createHash } from 'node:crypto';

export type KeyHash = { readonly lo: number; readonly hi: number };

/** First 64 bits of SHA-256 over the parts joined by NUL: a peer cannot aim at another key. Never 0. */
export const keyHash = (...parts: readonly string[]): KeyHash => {
  const digest = createHash('sha256').update(parts.join('\0')).digest();
  const lo = digest.readUInt32LE(0);
  const hi = digest.readUInt32LE(4);
  return lo === 0 && hi === 0 ? { lo: 1, hi } : { lo, hi };
};

/** Bytes of one key in a snapshot: lo, hi, second; little endian. */
export const KEY_BYTES = 12;
const WORDS = 3;

export class KnownKeys {
  /** Three words a slot (lo, hi, second) side by side: finding a key touches memory once. */
  #table: Uint32Array;
  #mask: number;
  #size = 0;
  #fresh: number[] = [];

  constructor(expected = 0) {
    const capacity = capacityFor(expected);
    this.#mask = capacity - 1;
    this.#table = new Uint32Array(capacity * WORDS);
  }

  get size(): number { return this.#size; }

  has({ lo, hi }: KeyHash): boolean { return this.#isUsed(this.#find(lo, hi)); }

  /** The second it was recorded with, 0 when that is unknown, undefined when the key is not there. */
  second({ lo, hi }: KeyHash): number | undefined {
    const at = this.#find(lo, hi);
    return this.#isUsed(at) ? this.#table[at + 2] : undefined;
  }

  /** A known key keeps its first second. */
  add(hash: KeyHash, second = 0): void {
    if (!this.#insert(hash.lo, hash.hi, second)) return;
    this.#fresh.push(hash.lo, hash.hi, second);
  }

  /** Keys added since the last call, packed for the snapshot. */
  takeFresh(): Buffer {
    const packed = Buffer.alloc(this.#fresh.length * 4);
    this.#fresh.forEach((word, i) => packed.writeUInt32LE(word, i * 4));
    this.#fresh = [];
    return packed;
  }

  /** Loads packed keys without counting them as fresh. Packed is little endian, as is every machine Electron runs on. */
  load(packed: Buffer): void {
    const isAligned = packed.byteOffset % 4 === 0;
    const { buffer, byteOffset } = isAligned ? packed : Uint8Array.from(packed);
    const words = new Uint32Array(buffer, byteOffset, Math.floor(packed.length / KEY_BYTES) * 3);
    for (let i = 0; i < words.length; i += 3) this.#insert(words[i] ?? 0, words[i + 1] ?? 0, words[i + 2] ?? 0);
  }

  /** Every key as `lo:hi:second`, sorted: for comparing two folds. */
  dump(): readonly string[] {
    const out: string[] = [];
    for (let at = 0; at < this.#table.length; at += WORDS) {
      if (this.#isUsed(at)) out.push(this.#table.slice(at, at + WORDS).join(':'));
    }
    return out.sort();
  }

  #isUsed(at: number): boolean { return this.#table[at] !== 0 || this.#table[at + 1] !== 0; }

  /** Where the key stands in the table, or the free place where it would. */
  #find(lo: number, hi: number): number {
    const table = this.#table;
    const mask = this.#mask;
    let slot = (lo ^ (hi >>> 7)) & mask;
    for (;;) {
      const at = slot * WORDS;
      const thisLo = table[at];
      const thisHi = table[at + 1];
      if ((thisLo === lo && thisHi === hi) || (thisLo === 0 && thisHi === 0)) return at;
      slot = (slot + 1) & mask;
    }
  }

  #insert(lo: number, hi: number, second: number): boolean {
    if ((this.#size + 1) * 10 > (this.#mask + 1) * 7) this.#grow();
    const at = this.#find(lo, hi);
    if (this.#isUsed(at)) return false;
    this.#table[at] = lo;
    this.#table[at + 1] = hi;
    this.#table[at + 2] = second;
    this.#size += 1;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    const capacity = (this.#mask + 1) * 2;
    this.#mask = capacity - 1;
    this.#table = new Uint32Array(capacity * WORDS);
    for (let from = 0; from < old.length; from += WORDS) {
      const lo = old[from] ?? 0;
      const hi = old[from + 1] ?? 0;
      if (lo === 0 && hi === 0) continue;
      const at = this.#find(lo, hi);
      this.#table[at] = lo;
      this.#table[at + 1] = hi;
      this.#table[at + 2] = old[from + 2] ?? 0;
    }
  }
}

const capacityFor = (expected: number): number => {
  let capacity = 4096;
  while (capacity * 7 < expected * 10) capacity *= 2;
  return capacity;
};
