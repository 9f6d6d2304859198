import { useEffect } from 'react';
import { useT } from '../../i18n/useT';
import { VerifyButton } from '../../evidence/EvidenceButtons';
import { ConversationReader } from '../reader/ConversationReader';
import { ReaderAside } from '../reader/ReaderAside';
import { loadSavedSearches } from '../search/savedSearches';
import { SearchPane } from '../search/SearchPane';
import { takeRecordWish, useRecordWish } from '../../state/recordLinks';
import { chooseLine, useSearchPlace } from '../search/searchState';
import styles from './RecordsPage.module.css';

/** A moment that a link named is shown once, wherever the link was pasted. */
const useWishedRecord = (): void => {
  const wish = useRecordWish((wishes) => wishes.wish);
  useEffect(() => {
    if (wish === undefined) return;
    takeRecordWish();
    chooseLine({ conversation: wish.conversation, place: wish.at, seq: 0, moment: wish.at });
  }, [wish]);
};

/** Search over every record, and the conversation of the hit beside it. */
export const RecordsPage = () => {
  const t = useT();
  const chosen = useSearchPlace((place) => place.chosen);
  const text = useSearchPlace((place) => place.filter.text);
  useEffect(loadSavedSearches, []);
  useWishedRecord();
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
