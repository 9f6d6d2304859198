import type { LineRow } from './lineWriter';

/** Lines that share one stretch of memory. */
const BLOCK = 65_536;
const NOBODY = -1;

class Block {
  readonly ids = new Float64Array(BLOCK);
  readonly times = new Float64Array(BLOCK);
  readonly convs = new Uint32Array(BLOCK);
  readonly bits = new Uint32Array(BLOCK);
  readonly persons = new Int32Array(BLOCK);
  readonly ends = new Uint32Array(BLOCK);
  bytes = new Uint8Array(BLOCK * 32);
  length = 0;

  add({ id, conv, bits, person, at, text }: LineRow): void {
    const place = this.length;
    const from = this.ends[place - 1] ?? 0;
    const end = from + text.length;
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.bytes.length * 2));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes.set(text, from);
    this.ids[place] = id;
    this.times[place] = at;
    this.convs[place] = conv;
    this.bits[place] = bits;
    this.persons[place] = person ?? NOBODY;
    this.ends[place] = end;
    this.length += 1;
  }

  row(place: number): LineRow {
    const person = this.persons[place] ?? NOBODY;
    return {
      id: this.ids[place] ?? 0, conv: this.convs[place] ?? 0, bits: this.bits[place] ?? 0, person: person === NOBODY ? null : person,
      at: this.times[place] ?? 0, text: this.bytes.subarray(this.ends[place - 1] ?? 0, this.ends[place] ?? 0),
    };
  }
}

/**
 * Every line of an archive in memory, some 65 bytes each, for as long as the index is made: they are read in the order
 * of their conversations and go in by their ids.
 */
export class StagedLines {
  private readonly blocks: Block[] = [];

  add(row: LineRow): void {
    let block = this.blocks.at(-1);
    if (block === undefined || block.length === BLOCK) {
      block = new Block();
      this.blocks.push(block);
    }
    block.add(row);
  }

  /** By ascending id, `size` at a time; of lines with the same id (one that moved meanwhile) the last counts. */
  * inOrder(size: number): Generator<readonly LineRow[]> {
    const places = this.places();
    let rows: LineRow[] = [];
    for (let slot = 0; slot < places.length; slot += 1) {
      const place = places[slot] ?? 0;
      if (place === 0) continue;
      const row = this.blocks[Math.floor((place - 1) / BLOCK)]?.row((place - 1) % BLOCK);
      if (row !== undefined) rows.push(row);
      if (rows.length === size) {
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
  }

  /** Where each id is kept, counted from 1; 0 = nowhere. Ids are seqs of one ledger: hardly any hole, so no sorting. */
  private places(): Uint32Array {
    let first = Infinity;
    let last = -Infinity;
    for (const { ids, length } of this.blocks) for (const id of ids.subarray(0, length)) {
      if (id < first) first = id;
      if (id > last) last = id;
    }
    const places = new Uint32Array(Math.max(0, last - first + 1));
    for (const [number, { ids, length }] of this.blocks.entries()) for (let at = 0; at < length; at += 1) places[(ids[at] ?? 0) - first] = number * BLOCK + at + 1;
    return places;
  }
}
