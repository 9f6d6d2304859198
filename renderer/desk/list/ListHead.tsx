import { useT } from '../../i18n/useT';
import { chooseOrder, chooseScope, facets, useFilters, type Scope } from '../../state/filters';
import { Icon } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { FacetMenu, type FacetCounts } from './FacetMenu';
import styles from './ListHead.module.css';

const chips: readonly Scope[] = ['all', 'unread', 'waiting', 'overdue'];

const OrderMenu = () => {
  const t = useT();
  const popover = usePopover();
  const order = useFilters((filters) => filters.order);
  const choose = (next: typeof order): void => {
    chooseOrder(next);
    popover.setOpen(false);
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.order} aria-haspopup="menu" aria-expanded={popover.isOpen} aria-label={`${t('sort.label')}: ${t(`sort.${order}`)}`} title={t(`sort.${order}`)} onClick={popover.toggle}>
        <Icon name="sort" size={12} /><span>{t(`sort.${order}`)}</span>
      </button>
      <Popover handle={popover} align="end" label={t('sort.label')} role="menu">
        <MenuItem isChosen={order === 'waiting'} onPress={() => choose('waiting')}>{t('sort.waiting')}</MenuItem>
        <MenuItem isChosen={order === 'recent'} onPress={() => choose('recent')}>{t('sort.recent')}</MenuItem>
      </Popover>
    </>
  );
};

/** Chips with counts of conversations, then facets and order. */
export const ListHead = ({ counts, byFacet }: { readonly counts: Readonly<Record<Scope, number>>; readonly byFacet: FacetCounts }) => {
  const t = useT();
  const chosen = useFilters((filters) => filters.scope);
  return (
    <div className={styles.head}>
      <div className={styles.chips} role="group" aria-label={t('list.chips')}>
        {chips.map((chip) => (
          <button key={chip} type="button" className={styles.chip} aria-pressed={chip === chosen} data-chip={chip} data-hot={(chip === 'overdue' && counts.overdue > 0) || undefined} onClick={() => chooseScope(chip)}>
            {t(`chip.${chip}`)}<b>{counts[chip]}</b>
          </button>
        ))}
      </div>
      <div className={styles.filters}>
        <span className={styles.apart}>{facets.map((facet) => <FacetMenu key={facet} facets={[facet]} counts={byFacet} label={t(`filter.${facet}`)} />)}</span>
        <span className={styles.together}><FacetMenu facets={facets} counts={byFacet} label={t('filter.more')} /></span>
        <span className={styles.space} />
        <OrderMenu />
      </div>
    </div>
  );
};
