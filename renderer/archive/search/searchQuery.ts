import type { DocKind, Trust } from './searchDoc';

export type Place = { readonly place: number; readonly seq: number };

/** What is looked for. Fields left out do not narrow. Times in ms, both ends included. */
export type SearchQuery = {
  readonly text: string;
  /** Words of two and more Latin letters also find the Chinese text they spell: readings, their beginnings, initials. */
  readonly usesPinyin?: boolean;
  /** Only in these; made from whatever the archive knows of customers (tags, province, grade …). */
  readonly conversations?: readonly string[];
  /** Only these lines, by seq; made from whatever is known of single lines (flags). */
  readonly lines?: readonly number[];
  readonly accounts?: readonly string[];
  readonly persons?: readonly string[];
  readonly direction?: 'in' | 'out';
  readonly kinds?: readonly DocKind[];
  readonly state?: 'recalled' | 'edited';
  readonly trust?: readonly Trust[];
  readonly from?: number;
  readonly to?: number;
  /** Newest first when left out. `best`: of the newest `BEST_OF` hits, those that say the words most plainly first. */
  readonly order?: 'newest' | 'best';
  /** Newest first: only what stands before this line, the last one of the page before. */
  readonly before?: Place;
  /** Best first: how many were given already. */
  readonly skip?: number;
  readonly limit: number;
};

/** Hits among which the best are chosen. */
export const BEST_OF = 2000;

/** One line that fits, with the key of its row in the archive: `[conversation, -place, -seq]`. */
export type SearchHit = Place & { readonly conversation: string };

/** In the order asked for. `isMore`: a further page may have something. */
export type SearchPage = { readonly hits: readonly SearchHit[]; readonly isMore: boolean };
