import { listMarks } from '#shared/domain/listFilter';
import { closeOutcomeSchema } from '#shared/rules/rulePack';
import type { Facet } from '../../state/filters';
import { channelName } from '../../state/forms';
import type { Translate } from '../../i18n/translate';
import { divisionMatches, divisionName } from '../../i18n/divisions';
import { occupationMatches, occupationName } from '../../i18n/occupations';

/** A value some conversation carries, and how many of them choosing it would show. */
export type FacetValue = { readonly value: string; readonly count: number };

/** How a value is named: language, words, and the people by id. */
export type FacetWords = { readonly locale: string; readonly t: Translate; readonly personName: (id: string) => string | undefined; /** Of a closing reason of the rules in force. */ readonly reasonName: (id: string) => string | undefined };

/** The most used first, grades by letter, spans by length; a chosen one stays even when nobody carries it now. */
export const facetValues = (facet: Facet, counts: ReadonlyMap<string, number>, chosen: string | null): readonly FacetValue[] => {
  const all = [...(chosen === null || counts.has(chosen) ? counts : new Map([...counts, [chosen, 0]]))].map(([value, count]) => ({ value, count }));
  if (facet === 'waitsOver') return all.sort((a, b) => Number(a.value) - Number(b.value));
  const byValue = (a: FacetValue, b: FacetValue): number => a.value.localeCompare(b.value, 'zh');
  return all.sort((a, b) => (facet === 'grade' ? byValue(a, b) : b.count - a.count || byValue(a, b)));
};

/** An outcome without a reason, or a reason the rules no longer have. */
const endingWords = (value: string, t: Translate): string => {
  const outcome = closeOutcomeSchema.options.find((each) => each === value);
  return outcome === undefined ? t('filter.ending.gone') : t(`close.outcome.${outcome}`);
};

/** The word a person reads for a value. */
export const facetLabel = (facet: Facet, value: string, { locale, t, personName, reasonName }: FacetWords): string => {
  switch (facet) {
    case 'province': return divisionName(value, locale);
    case 'occupation': return occupationName(value, locale);
    case 'platform': return channelName(value as Parameters<typeof channelName>[0]); // counted from rows of accounts
    case 'stage': return t(value === 'deal' ? 'filter.stage.deal' : 'filter.stage.potential');
    case 'kind': return t(value === 'group' ? 'filter.kind.group' : value === 'temporary' ? 'filter.kind.temporary' : 'filter.kind.private');
    case 'mark': return t(`filter.mark.${listMarks.find((mark) => mark === value) ?? 'starred'}`);
    case 'ending': return reasonName(value) ?? endingWords(value, t);
    case 'assignee': return personName(value) ?? t('filter.somebody');
    case 'trouble': return t(value === 'failed' ? 'row.failed' : 'row.uncertain');
    case 'waitsOver': return t('filter.minutes', { count: Number(value) });
    default: return value;
  }
};

/** Whether a value answers what was typed into the menu's search: its name, pinyin or initials. */
export const facetMatches = (facet: Facet, value: string, typed: string, words: FacetWords): boolean => {
  if (facet === 'province') return divisionMatches(value, typed);
  if (facet === 'occupation') return occupationMatches(value, typed);
  return facetLabel(facet, value, words).toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
};
