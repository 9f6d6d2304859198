import type { Facet } from '../../state/filters';
import { divisionMatches, divisionName } from '../customer/divisions';
import { occupationMatches, occupationName } from '../customer/occupations';

/** A value some customer carries, and how many conversations choosing it would show. */
export type FacetValue = { readonly value: string; readonly count: number };

/** The most used first, grades by letter; a chosen one stays even when nobody carries it now. */
export const facetValues = (facet: Facet, counts: ReadonlyMap<string, number>, chosen: string | null): readonly FacetValue[] => {
  const all = [...(chosen === null || counts.has(chosen) ? counts : new Map([...counts, [chosen, 0]]))].map(([value, count]) => ({ value, count }));
  const byValue = (a: FacetValue, b: FacetValue): number => a.value.localeCompare(b.value, 'zh');
  return all.sort((a, b) => (facet === 'grade' ? byValue(a, b) : b.count - a.count || byValue(a, b)));
};

/** The word a person reads for a value. */
export const facetLabel = (facet: Facet, value: string, locale: string): string => {
  if (facet === 'province') return divisionName(value, locale);
  return facet === 'occupation' ? occupationName(value, locale) : value;
};

/** Whether a value answers what was typed into the menu's search: its name, pinyin or initials. */
export const facetMatches = (facet: Facet, value: string, typed: string): boolean => {
  if (facet === 'province') return divisionMatches(value, typed);
  if (facet === 'occupation') return occupationMatches(value, typed);
  return value.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
};
