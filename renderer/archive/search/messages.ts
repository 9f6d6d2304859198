import type { WireError } from '#shared/domain/errors';
import type { SearchPage, SearchQuery } from './searchQuery';

/** Windows ask here, the one worker that holds the index answers. */
export const SEARCH_CHANNEL = 'zuoxi:search';

/** `opening`: not asked yet what is there. `filling`: lines read so far; answers may lack the rest. */
export type SearchState = { readonly phase: 'opening' | 'filling' | 'ready' | 'failed'; readonly docs: number; readonly bytes?: number; readonly code?: string };
export const openingSearch: SearchState = { phase: 'opening', docs: 0 };

export type SearchMessage =
  | { readonly kind: 'ask'; readonly id: string; readonly query: SearchQuery }
  /** Nobody waits for that answer any more. */
  | { readonly kind: 'drop'; readonly id: string }
  /** On the way to a long answer: every line behind that time (ms) was looked at. */
  | { readonly kind: 'covered'; readonly id: string; readonly behind: number }
  | { readonly kind: 'answer'; readonly id: string; readonly page?: SearchPage; readonly error?: WireError }
  | { readonly kind: 'askState' }
  | { readonly kind: 'state'; readonly state: SearchState };
