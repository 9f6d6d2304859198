import { useEffect } from 'react';
import { useT } from '../../i18n/useT';
import { VerifyButton } from '../evidence/EvidenceButtons';
import { ConversationReader } from '../reader/ConversationReader';
import { ReaderAside } from '../reader/ReaderAside';
import { loadSavedSearches } from '../search/savedSearches';
import { SearchPane } from '../search/SearchPane';
import { useSearchPlace } from '../search/searchState';
import styles from './RecordsPage.module.css';

/** Search over every record, and the conversation of the hit beside it. */
export const RecordsPage = () => {
  const t = useT();
  const chosen = useSearchPlace((place) => place.chosen);
  const text = useSearchPlace((place) => place.filter.text);
  useEffect(loadSavedSearches, []);
  return (
    <div className={styles.supervision}>
      <SearchPane />
      {chosen === null
        ? <section className={styles.empty}><div><p>{t('reader.choose')}</p><VerifyButton /></div></section>
        : <ConversationReader key={chosen.conversation} chosen={chosen} query={text} />}
      {chosen !== null && <ReaderAside conversation={chosen.conversation} />}
    </div>
  );
};
