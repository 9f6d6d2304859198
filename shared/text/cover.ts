import type { MaskedField } from '../rules/customerPolicy';
import { maskWithin } from './mask';

export type Cover = (text: string) => string;

const KEPT = 4_000;
/** Nothing that is covered does without a digit or an @. */
const MAY_HOLD = /[\d@]/u;

/** Covers these kinds inside words; remembers what it answered, the same text is drawn again and again. */
export const createCover = (kinds: readonly MaskedField[]): Cover => {
  if (kinds.length === 0) return (text) => text;
  const set = new Set(kinds);
  const known = new Map<string, string>();
  return (text) => {
    if (!MAY_HOLD.test(text)) return text;
    const before = known.get(text);
    if (before !== undefined) return before;
    const covered = maskWithin(text, set);
    if (known.size >= KEPT) known.clear();
    known.set(text, covered);
    return covered;
  };
};
