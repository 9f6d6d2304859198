/** Map with a cap: the entry set longest ago leaves first. Setting a key again makes it the newest. */
export class BoundedMap<K, V> {
  readonly #map: Map<K, V>;
  readonly #cap: number;

  constructor(cap: number, entries: readonly (readonly [K, V])[] = []) {
    this.#cap = cap;
    this.#map = new Map(entries);
  }

  get size(): number { return this.#map.size; }
  get(key: K): V | undefined { return this.#map.get(key); }
  has(key: K): boolean { return this.#map.has(key); }
  delete(key: K): boolean { return this.#map.delete(key); }

  set(key: K, value: V): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size <= this.#cap) return;
    for (const oldest of this.#map.keys()) {
      this.#map.delete(oldest);
      return;
    }
  }

  entries(): readonly (readonly [K, V])[] { return [...this.#map.entries()]; }
}
