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

export class KnownKeys {
  #lo: Uint32Array;
  #hi: Uint32Array;
  #second: Uint32Array;
  #mask: number;
  #size = 0;
  #fresh: number[] = [];

  constructor(expected = 0) {
    const capacity = capacityFor(expected);
    this.#mask = capacity - 1;
    this.#lo = new Uint32Array(capacity);
    this.#hi = new Uint32Array(capacity);
    this.#second = new Uint32Array(capacity);
  }

  get size(): number { return this.#size; }

  has(hash: KeyHash): boolean { return this.#isUsed(this.#find(hash)); }

  /** The second it was recorded with, 0 when that is unknown, undefined when the key is not there. */
  second(hash: KeyHash): number | undefined {
    const slot = this.#find(hash);
    return this.#isUsed(slot) ? this.#second[slot] : undefined;
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

  /** Loads packed keys without counting them as fresh. */
  load(packed: Buffer): void {
    for (let i = 0; i + KEY_BYTES <= packed.length; i += KEY_BYTES) {
      this.#insert(packed.readUInt32LE(i), packed.readUInt32LE(i + 4), packed.readUInt32LE(i + 8));
    }
  }

  /** Every key as `lo:hi:second`, sorted: for comparing two folds. */
  dump(): readonly string[] {
    const out: string[] = [];
    for (let slot = 0; slot <= this.#mask; slot += 1) {
      if (this.#isUsed(slot)) out.push(`${this.#lo[slot]}:${this.#hi[slot]}:${this.#second[slot]}`);
    }
    return out.sort();
  }

  #isUsed(slot: number): boolean { return this.#lo[slot] !== 0 || this.#hi[slot] !== 0; }

  #find({ lo, hi }: KeyHash): number {
    let slot = (lo ^ (hi >>> 7)) & this.#mask;
    while (this.#isUsed(slot) && (this.#lo[slot] !== lo || this.#hi[slot] !== hi)) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #insert(lo: number, hi: number, second: number): boolean {
    if ((this.#size + 1) * 10 > (this.#mask + 1) * 7) this.#grow();
    const slot = this.#find({ lo, hi });
    if (this.#isUsed(slot)) return false;
    this.#lo[slot] = lo;
    this.#hi[slot] = hi;
    this.#second[slot] = second;
    this.#size += 1;
    return true;
  }

  #grow(): void {
    const old = { lo: this.#lo, hi: this.#hi, second: this.#second, mask: this.#mask };
    const capacity = (old.mask + 1) * 2;
    this.#mask = capacity - 1;
    this.#lo = new Uint32Array(capacity);
    this.#hi = new Uint32Array(capacity);
    this.#second = new Uint32Array(capacity);
    for (let slot = 0; slot <= old.mask; slot += 1) {
      const lo = old.lo[slot] ?? 0;
      const hi = old.hi[slot] ?? 0;
      if (lo === 0 && hi === 0) continue;
      const target = this.#find({ lo, hi });
      this.#lo[target] = lo;
      this.#hi[target] = hi;
      this.#second[target] = old.second[slot] ?? 0;
    }
  }
}

const capacityFor = (expected: number): number => {
  let capacity = 4096;
  while (capacity * 7 < expected * 10) capacity *= 2;
  return capacity;
};
