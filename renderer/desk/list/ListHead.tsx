import { useEffect, useRef } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import type { ListOrder } from '#shared/domain/listFilter';
import { listOrders } from '#shared/domain/listFilter';
import type { ValuesOf } from '../../archive/queries/conversationList';
import { useT } from '../../i18n/useT';
import { chooseOrder, chooseScope, closeListSearch, facets, openListSearch, typeListSearch, useFilters, useListSearch, type Facet, type Scope } from '../../state/filters';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { Popover, usePopover } from '../../ui/Popover';
import { BulkBar } from './BulkBar';
import { chipCount } from './chipCount';
import { FacetMenu } from './FacetMenu';
import styles from './ListHead.module.css';
import { MoreFilters } from './MoreFilters';
import { useSelection } from './selection';

/** Always in sight; the other chips are in the menu beside them. */
const chips: readonly Scope[] = ['all', 'unread', 'waiting', 'overdue', 'mine'];
const apart: readonly Facet[] = ['province', 'occupation', 'grade', 'tag'];
const rest: readonly Facet[] = facets.filter((facet) => !apart.includes(facet));

const OrderMenu = () => {
  const t = useT();
  const popover = usePopover();
  const order = useFilters((filters) => filters.order);
  const choose = (next: ListOrder): void => {
    chooseOrder(next);
    popover.setOpen(false);
  };
  return (
    <>
      <button ref={popover.anchor} type="button" className={styles.order} aria-haspopup="menu" aria-expanded={popover.isOpen} aria-label={`${t('sort.label')}: ${t(`sort.${order}`)}`} title={t(`sort.${order}`)} onClick={popover.toggle} data-testid="list-order">
        <Icon name="sort" size={12} /><span>{t(`sort.${order}`)}</span>
      </button>
      <Popover handle={popover} align="end" label={t('sort.label')} role="menu">
        {listOrders.map((each) => <MenuItem key={each} isChosen={order === each} onPress={() => choose(each)}>{t(`sort.${each}`)}</MenuItem>)}
      </Popover>
    </>
  );
};

/** Finds a customer by name, pinyin or initials; takes the place of the filters while it is open. */
const SearchField = () => {
  const t = useT();
  const text = useListSearch((search) => search.text);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className={styles.search}>
      <Icon name="search" size={14} />
      <input
        ref={field} type="search" value={text} placeholder={t('list.search')} aria-label={t('list.search')} data-testid="list-search"
        onChange={(event) => typeListSearch(event.target.value)}
        onKeyDown={(event) => { if (event.code === 'Escape' && !event.nativeEvent.isComposing) { event.stopPropagation(); closeListSearch(); } }}
      />
      <IconButton icon="close" size={18} label={t('list.searchClose')} onPress={closeListSearch} />
    </div>
  );
};

const FilterRow = ({ valuesOf }: { readonly valuesOf: ValuesOf }) => {
  const t = useT();
  return (
    <div className={styles.filters}>
      <span className={styles.apart}>{apart.map((facet) => <FacetMenu key={facet} name={facet} facets={[facet]} valuesOf={valuesOf} label={t(`filter.${facet}`)} />)}</span>
      <span className={styles.rest}><FacetMenu name="rest" facets={rest} valuesOf={valuesOf} label={t('filter.more')} isIcon /></span>
      <span className={styles.together}><FacetMenu name="all" facets={facets} valuesOf={valuesOf} label={t('filter.more')} /></span>
      <span className={styles.space} />
      <IconButton icon="search" size={24} label={t('list.search')} onPress={openListSearch} testId="list-search-open" />
      <OrderMenu />
    </div>
  );
};

/** Chips with counts of conversations, then facets, search and order. */
export const ListHead = ({ counts, valuesOf, shown }: { readonly counts: Readonly<Record<Scope, number>>; readonly valuesOf: ValuesOf; readonly shown: readonly ConversationId[] }) => {
  const t = useT();
  const chosen = useFilters((filters) => filters.scope);
  const isChoosing = useSelection((selection) => selection.ids.size > 0);
  const isSearching = useListSearch((search) => search.isOpen);
  return (
    <div className={styles.head}>
      <div className={styles.top}>
        <div className={styles.chips} role="group" aria-label={t('list.chips')}>
          {chips.map((chip) => (
            <button key={chip} type="button" className={styles.chip} aria-pressed={chip === chosen} data-chip={chip} data-hot={(chip === 'overdue' && counts.overdue > 0) || undefined} onClick={() => chooseScope(chip)}>
              {t(`chip.${chip}`)}<b>{chipCount(counts[chip])}</b>
            </button>
          ))}
        </div>
        <MoreFilters counts={counts} />
      </div>
      {isChoosing ? <BulkBar shown={shown} /> : isSearching ? <SearchField /> : <FilterRow valuesOf={valuesOf} />}
    </div>
  );
};
