import { useLooksAtMine } from '../../archive/queries/useLooksAtMine';
import { usePeople } from '../../archive/queries/usePeople';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { openTab } from '../../state/tabs';
import { showDesk } from '../../state/view';
import { Theme } from '../../ui/theme';
import page from '../../ui/Page.module.css';
import styles from './MyLooksPage.module.css';

/** Who read a conversation of the person signed in as a record. */
export const MyLooksPage = () => {
  const t = useT();
  const me = useMe();
  const looks = useLooksAtMine(me);
  const people = usePeople();
  return (
    <Theme>
      <section className={`${page.text} ${styles.looks}`} aria-label={t('mine.looks')}>
        <h1>{t('mine.looks')}</h1>
        <p className={page.lead}>{t('mine.looksHint')}</p>
        {looks?.length === 0 && <p className={styles.none}>{t('mine.noLooks')}</p>}
        {looks !== undefined && looks.length > 0 && (
          <ul>
            {looks.map(({ view, conversation }) => (
              <li key={view.back}>
                <time>{formatMoment(view.at)}</time>
                <span>{t('mine.lookedAt', { name: people?.get(view.person)?.name ?? t('timeline.somebody'), customer: conversation.title })}</span>
                <button type="button" onClick={() => { showDesk(); openTab(conversation.id); }}>{t('mine.openConversation')}</button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </Theme>
  );
};
