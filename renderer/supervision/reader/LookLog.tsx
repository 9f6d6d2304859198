import type { ConversationId } from '#shared/domain/ids';
import { usePeople } from '../../archive/queries/usePeople';
import { useRecordViews } from '../../archive/queries/useRecordViews';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import styles from './Reader.module.css';

/** Who read this conversation as a record, newest first. */
export const LookLog = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const views = useRecordViews(conversation);
  const people = usePeople();
  return (
    <section aria-label={t('reader.looks')}>
      <h2>{t('reader.looks')}</h2>
      {views?.length === 0 && <p>{t('reader.noLooks')}</p>}
      <ul>{views?.map((view) => <li key={view.back}><b>{people?.get(view.person)?.name ?? t('timeline.somebody')}</b><time>{formatMoment(view.at)}</time></li>)}</ul>
      <p className={styles.hint}>{t('reader.looksHint')}</p>
    </section>
  );
};
