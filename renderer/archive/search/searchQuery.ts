import type { DocKind } from './searchDoc';

/** What is looked for. Fields left out do not narrow. Times in ms, both ends included. */
export type SearchQuery = {
  readonly text: string;
  /** Only in these; made from whatever the archive knows of customers (tags, province, grade …). */
  readonly conversations?: readonly string[];
  readonly accounts?: readonly string[];
  readonly persons?: readonly string[];
  readonly direction?: 'in' | 'out';
  readonly kinds?: readonly DocKind[];
  readonly state?: 'recalled' | 'edited';
  readonly from?: number;
  readonly to?: number;
  /** Newest first, after this line (exclusive): the next page. */
  readonly before?: number;
  readonly limit: number;
};

/** One line that fits, with the key of its row in the archive: `[conversation, -place, -seq]`. */
export type SearchHit = { readonly doc: number; readonly conversation: string; readonly place: number; readonly seq: number };

/** Newest first. `isMore`: a further page may have something. */
export type SearchPage = { readonly hits: readonly SearchHit[]; readonly isMore: boolean };
