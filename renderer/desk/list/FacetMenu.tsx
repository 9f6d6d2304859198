import { useMemo, useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { closeReasonOf, ruleWords } from '#shared/rules/rulePack';
import type { ValuesOf } from '../../archive/queries/conversationList';
import { useRulePack } from '../../archive/queries/rulePack';
import { usePeople } from '../../archive/queries/usePeople';
import { useLocale, useT } from '../../i18n/useT';
import { chooseFacet, useFilters, type Facet, type Filters } from '../../state/filters';
import { Icon } from '../../ui/Icon';
import { MenuItem, walkMenu } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { facetLabel, facetMatches, facetValues, type FacetWords } from './facets';
import styles from './FacetMenu.module.css';

/** So many values get a search field. */
const MANY = 8;

/** How values are named for the person who looks. */
export const useFacetWords = (): FacetWords => {
  const t = useT();
  const locale = useLocale();
  const people = usePeople();
  const pack = useRulePack();
  return useMemo(() => ({
    t, locale, personName: (id) => people?.get(id as PersonId)?.name, // counted from rows of people
    reasonName: (id) => {
      const reason = closeReasonOf(pack, id);
      return reason && ruleWords(reason.title, locale);
    },
  }), [t, locale, people, pack]);
};

const chosenOf = (filters: Filters, facet: Facet): string | null => {
  const value = filters[facet] ?? null;
  return value === null ? null : String(value);
};

const Values = ({ facet, counts, words, isFirst, onChosen }: { readonly facet: Facet; readonly counts: ReadonlyMap<string, number>; readonly words: FacetWords; readonly isFirst: boolean; readonly onChosen: () => void }) => {
  const { t } = words;
  const chosen = useFilters((filters) => chosenOf(filters, facet));
  const [typed, setTyped] = useState('');
  const all = facetValues(facet, counts, chosen);
  const shown = all.filter(({ value }) => facetMatches(facet, value, typed, words));
  const choose = (value: string | null): void => {
    chooseFacet(facet, value);
    onChosen();
  };
  if (all.length === 0) return <p className={styles.none}>{t(`filter.none.${facet}`)}</p>;
  return (
    <>
      {all.length > MANY && (
        <input
          className={styles.search} type="search" value={typed} placeholder={t('filter.search')} aria-label={t('filter.search')} data-menu-item data-autofocus={isFirst || undefined}
          onChange={(event) => setTyped(event.target.value)} onKeyDown={walkMenu}
        />
      )}
      <MenuItem isChosen={chosen === null} onPress={() => choose(null)}>{t('filter.any')}</MenuItem>
      {shown.map(({ value, count }) => (
        <MenuItem key={value} isChosen={chosen === value} aside={count} onPress={() => choose(value)}>{facetLabel(facet, value, words)}</MenuItem>
      ))}
      {shown.length === 0 && <p className={styles.none}>{t('filter.noMatch')}</p>}
    </>
  );
};

const Sections = ({ facets, valuesOf, words, onChosen }: { readonly facets: readonly Facet[]; readonly valuesOf: ValuesOf; readonly words: FacetWords; readonly onChosen: () => void }) => {
  const filters = useFilters();
  // Among several, one without a value is only in the way.
  const useful = facets.filter((facet) => valuesOf(facet).size > 0 || chosenOf(filters, facet) !== null);
  const shown = useful.length === 0 ? facets.slice(0, 1) : useful;
  return (
    <div className={styles.panel}>
      {shown.map((facet, at) => (
        <div key={facet} className={styles.section} role="group" aria-label={words.t(`filter.${facet}`)}>
          {shown.length > 1 && <div className={styles.head} aria-hidden>{words.t(`filter.${facet}`)}</div>}
          <Values facet={facet} counts={valuesOf(facet)} words={words} isFirst={at === 0} onChosen={onChosen} />
        </div>
      ))}
    </div>
  );
};

/** A menu of one or more facets; its button names what is chosen. `isIcon` draws a funnel until something is. */
export const FacetMenu = ({ facets, valuesOf, label, isIcon = false, name }: {
  readonly facets: readonly Facet[]; readonly valuesOf: ValuesOf; readonly label: string; readonly isIcon?: boolean; readonly name: string;
}) => {
  const words = useFacetWords();
  const popover = usePopover();
  const filters = useFilters();
  const chosen = facets.flatMap((facet) => {
    const value = chosenOf(filters, facet);
    return value === null ? [] : [facetLabel(facet, value, words)];
  });
  const tip = chosen.length > 0 ? `${label}: ${chosen.join(', ')}` : label;
  const isBare = isIcon && chosen.length === 0;
  return (
    <>
      <button
        ref={popover.anchor} type="button" className={styles.opener} data-chosen={chosen.length > 0 || undefined} data-facet={name}
        aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} title={tip} aria-label={isBare ? label : undefined}
      >
        {isIcon && <Icon name="filter" size={14} />}
        {!isBare && <span>{chosen.length > 0 ? chosen.join(', ') : label}</span>}
        {!isIcon && <Icon name="chevronDown" size={12} />}
      </button>
      <Popover handle={popover} label={label}>
        <Sections facets={facets} valuesOf={valuesOf} words={words} onChosen={() => popover.setOpen(false)} />
      </Popover>
    </>
  );
};
