/** Ids that share one entry. */
const CHUNK = 256;

export type Chunk = { readonly id: number; readonly first: number; readonly last: number };

export const chunkOf = (doc: number): number => Math.floor(doc / CHUNK);

/**
 * Earliest and latest time (ms) of lines by their ids, a little wider than true where lines were taken away. Lines
 * come nearly in the order of their time; this says how nearly, so that a walk from the newest id down knows when
 * nothing newer can follow.
 */
export class ChunkTimes {
  private readonly first: number[] = [];
  private readonly last: number[] = [];
  /** Latest time in this chunk or any before it. */
  private latest: Float64Array | undefined;

  load(chunks: Iterable<Chunk>): void {
    this.first.length = 0;
    this.last.length = 0;
    for (const { id, first, last } of chunks) this.set(id, first, last);
    this.latest = undefined;
  }

  /** Widens the chunk of a line; gives it when that changed anything. */
  widen(doc: number, at: number): Chunk | undefined {
    const id = chunkOf(doc);
    const first = Math.min(this.first[id] ?? Infinity, at);
    const last = Math.max(this.last[id] ?? -Infinity, at);
    if (first === this.first[id] && last === this.last[id]) return undefined;
    this.set(id, first, last);
    this.latest = undefined;
    return { id, first, last };
  }

  /** No line with an id up to this one's chunk is later than this. */
  latestUpTo(doc: number): number {
    this.latest ??= this.running();
    const { latest } = this;
    return latest[Math.min(chunkOf(doc), latest.length - 1)] ?? -Infinity;
  }

  /** No line has a higher id. */
  get lastId(): number {
    return this.last.length * CHUNK - 1;
  }

  /** Ids between which every line of a span of time stands; `undefined` when there is none. */
  span(from: number, to: number): { readonly first: number; readonly last: number } | undefined {
    const isIn = (id: number): boolean => (this.first[id] ?? Infinity) <= to && (this.last[id] ?? -Infinity) >= from;
    let low = 0;
    let high = this.last.length - 1;
    while (low <= high && !isIn(low)) low += 1;
    while (high >= low && !isIn(high)) high -= 1;
    return low > high ? undefined : { first: low * CHUNK, last: high * CHUNK + CHUNK - 1 };
  }

  private set(id: number, first: number, last: number): void {
    // No holes: an array with holes is a slow one.
    for (let missing = this.first.length; missing < id; missing += 1) {
      this.first[missing] = Infinity;
      this.last[missing] = -Infinity;
    }
    this.first[id] = first;
    this.last[id] = last;
  }

  private running(): Float64Array {
    const made = new Float64Array(this.last.length);
    let latest = -Infinity;
    for (let id = 0; id < made.length; id += 1) {
      latest = Math.max(latest, this.last[id] ?? -Infinity);
      made[id] = latest;
    }
    return made;
  }
}
