import { useState } from 'react';
import { useLocale, useT } from '../../i18n/useT';
import { chooseFacet, useFilters, type Facet } from '../../state/filters';
import { Icon } from '../../ui/Icon';
import { MenuItem, walkMenu } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { facetLabel, facetMatches, facetValues } from './facets';
import styles from './FacetMenu.module.css';

export type FacetCounts = Readonly<Record<Facet, ReadonlyMap<string, number>>>;

/** So many values get a search field. */
const MANY = 8;

const Values = ({ facet, counts, onChosen }: { readonly facet: Facet; readonly counts: ReadonlyMap<string, number>; readonly onChosen: () => void }) => {
  const t = useT();
  const locale = useLocale();
  const chosen = useFilters((filters) => filters[facet]);
  const [typed, setTyped] = useState('');
  const all = facetValues(facet, counts, chosen);
  const shown = all.filter(({ value }) => facetMatches(facet, value, typed));
  const choose = (value: string | null): void => {
    chooseFacet(facet, value);
    onChosen();
  };
  if (all.length === 0) return <p className={styles.none}>{t('filter.noValues')}</p>;
  return (
    <>
      {all.length > MANY && (
        <input
          className={styles.search} type="search" value={typed} placeholder={t('filter.search')} aria-label={t('filter.search')} data-menu-item data-autofocus
          onChange={(event) => setTyped(event.target.value)} onKeyDown={walkMenu}
        />
      )}
      <MenuItem isChosen={chosen === null} onPress={() => choose(null)}>{t('filter.any')}</MenuItem>
      {shown.map(({ value, count }) => (
        <MenuItem key={value} isChosen={chosen === value} aside={count} onPress={() => choose(value)}>{facetLabel(facet, value, locale)}</MenuItem>
      ))}
      {shown.length === 0 && <p className={styles.none}>{t('filter.noMatch')}</p>}
    </>
  );
};

/** A menu of one or more facets; its button names what is chosen. */
export const FacetMenu = ({ facets, counts, label }: { readonly facets: readonly Facet[]; readonly counts: FacetCounts; readonly label: string }) => {
  const t = useT();
  const locale = useLocale();
  const popover = usePopover();
  const filters = useFilters();
  const chosen = facets.flatMap((facet) => {
    const value = filters[facet];
    return value === null ? [] : [facetLabel(facet, value, locale)];
  });
  return (
    <>
      <button
        ref={popover.anchor} type="button" className={styles.opener} data-chosen={chosen.length > 0 || undefined} data-facet={facets.length === 1 ? facets[0] : 'all'}
        aria-haspopup="dialog" aria-expanded={popover.isOpen} onClick={popover.toggle} title={chosen.length > 0 ? `${label}: ${chosen.join(', ')}` : label}
      >
        <span>{chosen.length > 0 ? chosen.join(', ') : label}</span>
        <Icon name="chevronDown" size={12} />
      </button>
      <Popover handle={popover} label={label}>
        {facets.map((facet) => (
          <div key={facet} className={styles.section} role="group" aria-label={t(`filter.${facet}`)}>
            {facets.length > 1 && <div className={styles.head} aria-hidden>{t(`filter.${facet}`)}</div>}
            <Values facet={facet} counts={counts[facet]} onChosen={() => popover.setOpen(false)} />
          </div>
        ))}
      </Popover>
    </>
  );
};
