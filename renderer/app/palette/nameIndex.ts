import type { Readings } from '#shared/text/spelling';
import { rankName } from '../../state/nameMatch';

type ReadingsOf = (name: string) => Readings;

const noReadings: Readings = [];
/** Of one slice of warming up, ms: typing goes on in between. */
const SLICE_MS = 8;

const plainOf = (name: string): string => name.normalize('NFKC').toLowerCase();
const isLatin = (typed: string): boolean => /^[a-z0-9]+$/u.test(typed);

/**
 * Names prepared once: what they look like in small letters and with which letters their characters begin. Most names
 * are ruled out by one look at these, so that the ranking proper sees few. Names not warmed up match as written.
 */
export class NameIndex {
  readonly #plain = new Map<string, string>();
  readonly #initials = new Map<string, string>();
  #readingsOf: ReadingsOf | undefined;

  /** Reads the names in slices; resolves true when all are known, false when `isWanted` ended it. */
  async warm(readingsOf: ReadingsOf, names: Iterable<string>, isWanted: () => boolean, pause: () => Promise<void>): Promise<boolean> {
    this.#readingsOf = readingsOf;
    let until = performance.now() + SLICE_MS;
    for (const name of names) {
      if (this.#initials.has(name)) continue;
      this.#initials.set(name, readingsOf(name).map((spellings) => spellings.map((spelling) => spelling[0] ?? '').join('')).join(''));
      if (performance.now() < until) continue;
      await pause();
      if (!isWanted()) return false;
      until = performance.now() + SLICE_MS;
    }
    return true;
  }

  /** As `rankName`: 0 is best, undefined = not at all. */
  rank(typed: string, name: string, extra: readonly string[] = []): number | undefined {
    const query = plainOf(typed).replace(/\s+/gu, '');
    if (query === '') return 0;
    if (this.#couldMatch(query, name)) return rankName(query, name, this.#initials.has(name) ? this.#readingsOf?.(name) ?? noReadings : noReadings, extra);
    return extra.some((word) => plainOf(word).includes(query)) ? EXTRA : undefined;
  }

  #couldMatch(query: string, name: string): boolean {
    let plain = this.#plain.get(name);
    if (plain === undefined) {
      plain = plainOf(name).replace(/\s+/gu, '');
      this.#plain.set(name, plain);
    }
    return plain.includes(query) || (isLatin(query) && (this.#initials.get(name)?.includes(query[0] ?? '') ?? false));
  }
}

/** What `rankName` gives for an extra word. */
const EXTRA = 4;
