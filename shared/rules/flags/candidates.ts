/** Which of the places found are hits: allow-phrases first, then the longest of a kind. Pure. */
import type { FlagSpan } from '../../domain/flag';

/** A place where a rule's word, pattern or price was found; `rule` is its number in the pack. Units of the original text. */
export type Candidate = { readonly rule: number; readonly kind: string; readonly from: number; readonly to: number; readonly isPattern?: true };
/** A place where an allow-phrase of that rule was found. */
export type Allowed = { readonly rule: number; readonly from: number; readonly to: number };

const sizeOf = ({ from, to }: FlagSpan): number => to - from;
const overlaps = (a: FlagSpan, b: FlagSpan): boolean => a.from < b.to && b.from < a.to;
const covers = (a: FlagSpan, b: FlagSpan): boolean => a.from <= b.from && a.to >= b.to;

/** An allow-phrase wins over what it contains, over what it overlaps when it is longer, and over a pattern's hit it touches: patterns are broad. */
const isAllowed = (candidate: Candidate, allowed: readonly Allowed[]): boolean =>
  allowed.some((phrase) => phrase.rule === candidate.rule && overlaps(phrase, candidate) && (candidate.isPattern === true || covers(phrase, candidate) || sizeOf(phrase) > sizeOf(candidate)));

/** What lies within a longer one of its kind is a part of it, whichever rule found it. */
const isPart = (candidate: Candidate, all: readonly Candidate[]): boolean =>
  all.some((other) => other.kind === candidate.kind && sizeOf(other) > sizeOf(candidate) && covers(other, candidate));

export const joinSpans = (spans: readonly FlagSpan[]): readonly FlagSpan[] => {
  const joined: FlagSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last !== undefined && span.from < last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else joined.push({ from: span.from, to: span.to });
  }
  return joined;
};

/** Spans by rule number, overlapping ones of a rule joined, ascending. */
export const resolveCandidates = (candidates: readonly Candidate[], allowed: readonly Allowed[]): ReadonlyMap<number, readonly FlagSpan[]> => {
  const left = candidates.filter((candidate) => !isAllowed(candidate, allowed));
  const kept = left.filter((candidate) => !isPart(candidate, left));
  const byRule = new Map<number, Candidate[]>();
  for (const candidate of kept) {
    const known = byRule.get(candidate.rule);
    if (known === undefined) byRule.set(candidate.rule, [candidate]);
    else known.push(candidate);
  }
  return new Map([...byRule].sort(([a], [b]) => a - b).map(([rule, spans]) => [rule, joinSpans(spans)]));
};
