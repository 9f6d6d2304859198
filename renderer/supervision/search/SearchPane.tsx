import { useEffect, useRef } from 'react';
import { useLineSearch } from '../../archive/queries/useLineSearch';
import { useSearchState } from '../../archive/search/searchClient';
import { ExportSearchButton } from '../../evidence/EvidenceButtons';
import { formatShort } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { openRecord, parseRecordLink } from '../../state/recordLinks';
import { Icon } from '../../ui/Icon';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { useMarkedWords } from './Marked';
import { SavedSearches } from './SavedSearches';
import styles from './Search.module.css';
import { SearchFilters } from './SearchFilters';
import { SearchResults } from './SearchResults';
import { changeFilter, conditionCount, useSearchPlace } from './searchState';
import { useNotedSearch } from './useNotedSearch';

/** A pasted link to a moment of a record opens it; everything else is looked for. */
const typeOrOpen = (text: string): void => {
  const moment = parseRecordLink(text);
  if (moment === undefined) changeFilter({ text });
  else openRecord(moment);
};

/** Question, conditions and what was found. */
export const SearchPane = () => {
  const t = useT();
  const filter = useSearchPlace((place) => place.filter);
  const index = useSearchState();
  const search = useLineSearch(filter);
  const words = useMarkedWords(filter.text, filter.usesPinyin);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  useNotedSearch(filter, search);
  const isEmpty = search.lines.length === 0 && !search.isBusy;
  return (
    <section className={styles.pane} aria-label={t('search.label')}>
      <div className={styles.ask}>
        <Icon name="search" size={14} />
        <input ref={field} type="search" value={filter.text} placeholder={t('search.placeholder')} aria-label={t('search.label')} onChange={({ target }) => typeOrOpen(target.value)} data-testid="search-text" />
        <button type="button" className={styles.toggle} aria-pressed={filter.usesPinyin ?? false} title={t('search.pinyin.hint')} onClick={() => changeFilter({ usesPinyin: filter.usesPinyin === true ? undefined : true })} data-testid="search-pinyin">{t('search.pinyin')}</button>
      </div>
      <SearchFilters />
      <div className={styles.status} role="status">
        {search.error !== undefined ? <span data-tone="rose">{errorSentence(search.error.code, search.error.data)}</span>
          : index.phase === 'filling' ? <span>{t('search.filling', { count: index.docs })}</span>
          : index.phase === 'failed' ? <span data-tone="rose">{t('search.failed')}</span>
          : search.behind !== undefined ? <span>{t('search.behind', { date: formatShort(search.behind) })}</span>
          : search.took !== undefined && <span>{t(search.isMore ? 'search.countMore' : 'search.count', { count: search.lines.length, seconds: (search.took / 1000).toFixed(2) })}</span>}
        {search.lines.length > 0 && <ExportSearchButton query={filter} isDisabled={search.isBusy} />}
        <button type="button" className={styles.order} title={t('search.order.hint')} onClick={() => changeFilter({ order: filter.order === 'best' ? undefined : 'best' })} data-testid="search-order"><Icon name="sort" size={12} />{t(`search.order.${filter.order ?? 'newest'}`)}</button>
        <SavedSearches />
      </div>
      {search.lines.length === 0 && (search.isBusy || index.phase === 'filling') ? <SkeletonRows rows={8} label={t('search.busy')} />
        : isEmpty && search.error === undefined
          ? <p className={styles.empty}>{t(filter.text === '' && conditionCount(filter) === 0 ? 'search.nothingKept' : 'search.nothing')}</p>
          : <SearchResults search={search} words={words} />}
    </section>
  );
};
