import { useDeferredValue, useMemo, useState } from 'react';
import type { FoundFlag } from '#shared/rules/flags/compileFlags';
import { useFlagMatcher } from '../../archive/queries/useFlagMatcher';

export type FlagGuard = {
  /** What the company's rules find in the words, the gravest first; what is only logged is not told. */
  readonly found: readonly FoundFlag[];
  /** Sending was tried and wants a reason; `at` ms when it was to go out later. */
  readonly asked: { readonly at?: number } | undefined;
  /** Whether sending may go on; else it asks for a reason. The engine asks again, this only asks earlier. */
  readonly mayPass: (text: string, at?: number) => boolean;
  /** Ends the asking; the text stays. */
  readonly back: () => void;
};

const nothing: readonly FoundFlag[] = [];
const rank = { block: 0, warn: 1, log: 2 } as const;

/** Looks for forbidden words while they are typed; never blocks typing. */
export const useFlagGuard = (text: string): FlagGuard => {
  const matcher = useFlagMatcher();
  const [asked, setAsked] = useState<{ readonly text: string; readonly at?: number }>();
  // A keystroke is drawn first, the look follows.
  const seen = useDeferredValue(text);
  const found = useMemo(() => (matcher === undefined || seen.trim() === '' ? nothing
    : matcher.find(seen, 'ours').filter(({ rule }) => rule.severity !== 'log').toSorted((a, b) => rank[a.rule.severity] - rank[b.rule.severity])), [matcher, seen]);
  const mayPass = (now: string, at?: number): boolean => {
    if (matcher?.find(now, 'ours').some(({ rule }) => rule.severity === 'block') !== true) return true;
    setAsked({ text: now, ...(at !== undefined && { at }) });
    return false;
  };
  return { found, asked: asked?.text === text ? asked : undefined, mayPass, back: () => setAsked(undefined) };
};
