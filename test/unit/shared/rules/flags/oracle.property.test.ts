import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFold } from '#shared/text/fold';
import { compiled, tables } from './shippedRules';

const { fold } = createFold(tables.simplified);

type Place = { readonly rule: number; readonly kind: string; readonly from: number; readonly to: number };

/** Every occurrence by plain search, then the rules of the house said once more, slowly. */
const slowly = (rules: readonly { readonly words: readonly string[]; readonly allow: readonly string[]; readonly kind: string }[], text: string): readonly string[] => {
  const folded = fold(text);
  const all = (word: string): readonly (readonly [number, number])[] => [...folded].flatMap((_, at) => (folded.startsWith(fold(word), at) ? [[at, at + word.length] as const] : []));
  const isAlone = (from: number, to: number): boolean => {
    const same = (a: string | undefined, b: string | undefined): boolean => [/^[a-z]$/u, /^[0-9]$/u].some((run) => run.test(a ?? '') && run.test(b ?? ''));
    return !same(folded[from - 1], folded[from]) && !same(folded[to - 1], folded[to]);
  };
  const hits: Place[] = rules.flatMap((rule, number) => rule.words.flatMap(all).filter(([from, to]) => isAlone(from, to)).map(([from, to]) => ({ rule: number, kind: rule.kind, from, to })));
  const left = hits.filter((hit) => !(rules[hit.rule]?.allow ?? []).flatMap(all).filter(([from, to]) => isAlone(from, to))
    .some(([from, to]) => from < hit.to && hit.from < to && ((from <= hit.from && to >= hit.to) || to - from > hit.to - hit.from)));
  const kept = left.filter((hit) => !left.some((other) => other.kind === hit.kind && other.from <= hit.from && other.to >= hit.to && other.to - other.from > hit.to - hit.from));
  return rules.flatMap((_, number) => {
    const units = new Set(kept.filter(({ rule }) => rule === number).flatMap(({ from, to }) => Array.from({ length: to - from }, (__, step) => from + step)));
    return units.size === 0 ? [] : [`r${number}: ${[...units].sort((a, b) => a - b).join(',')}`];
  });
};

/** No separators and nothing that folds to another length: there a unit of the text is a unit of its fold. */
const letters = fc.constantFrom('微', '信', '加', '妈', '他', '的', 'a', 'b', '1', '2', 'Ａ', '價', '价');
const textOf = (most: number) => fc.array(letters, { minLength: 1, maxLength: most }).map((units) => units.join(''));
const ruleOf = fc.record({ words: fc.uniqueArray(textOf(3), { maxLength: 5 }), allow: fc.uniqueArray(textOf(4), { maxLength: 3 }), kind: fc.constantFrom('impolite' as const, 'promise' as const) });

describe('the matcher', () => {
  it('finds what a slow search finds, whatever the words overlap (a wrong failure link loses hits silently)', () => {
    fc.assert(fc.property(fc.array(ruleOf, { minLength: 1, maxLength: 4 }), textOf(24), (rules, text) => {
      const found = compiled(rules).find(text, 'ours').map(({ rule, spans }) => `${rule.id}: ${spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)).join(',')}`);
      expect(found).toEqual(slowly(rules, text));
    }), { numRuns: 150 });
  });
});
