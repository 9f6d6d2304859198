import type { Readings } from '#shared/text/spelling';
import { plainName, rankPlain } from '../../state/nameMatch';

type ReadingsOf = (name: string) => Readings;
type Known = { readonly plain: string; readonly readings: Readings; readonly initials: string };
/** Ranks names against one query: 0 is best, undefined = not at all (as `rankName`). */
export type Rank = (name: string) => number | undefined;

const noReadings: Readings = [];
/** Of one slice of warming up, ms: typing goes on in between. */
const SLICE_MS = 8;
const LATIN = /^[a-z0-9]+$/u;

/**
 * Names prepared once: in small letters, spelled, and with which letters their characters begin. Most names are ruled
 * out by one look at these letters, so that the ranking proper sees few. Names not warmed up match as written.
 */
export class NameIndex {
  readonly #known = new Map<string, Known>();

  /** Reads the names in slices; resolves true when all are known, false when `isWanted` ended it. */
  async warm(readingsOf: ReadingsOf, names: Iterable<string>, isWanted: () => boolean, pause: () => Promise<void>): Promise<boolean> {
    let until = performance.now() + SLICE_MS;
    for (const name of names) {
      if (this.#known.get(name)?.readings.length) continue;
      const readings = readingsOf(name);
      this.#known.set(name, { plain: plainName(name), readings, initials: readings.map((spellings) => spellings.map((spelling) => spelling[0] ?? '').join('')).join('') });
      if (performance.now() < until) continue;
      await pause();
      if (!isWanted()) return false;
      until = performance.now() + SLICE_MS;
    }
    return true;
  }

  /** Prepared for one query; nothing typed ranks everything 0. */
  ranker(query: string): Rank {
    const typed = plainName(query);
    if (typed === '') return () => 0;
    const initial = LATIN.test(typed) ? typed.slice(0, 1) : undefined;
    return (name) => {
      const known = this.#of(name);
      const couldBe = (initial !== undefined && known.initials.includes(initial)) || known.plain.includes(typed);
      return couldBe ? rankPlain(typed, known.plain, known.readings) : undefined;
    };
  }

  #of(name: string): Known {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const fresh = { plain: plainName(name), readings: noReadings, initials: '' };
    this.#known.set(name, fresh);
    return fresh;
  }
}
