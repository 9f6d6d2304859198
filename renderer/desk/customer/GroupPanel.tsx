import { useAccount } from '../../archive/queries/useAccount';
import { useTimeline } from '../../archive/queries/useTimeline';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { useGlyph } from '../../state/forms';
import { AccountCode } from '../../ui/AccountCode';
import { Avatar } from '../../ui/Avatar';
import { speakersOf } from './speakersOf';
import styles from './CustomerPanel.module.css';

/** Lines looked through for who speaks here. */
const READ = 200;

/** A group is no customer: its name, its account, and who spoke lately. */
export const GroupPanel = ({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  const glyph = useGlyph();
  const account = useAccount(conversation.account);
  const { rows } = useTimeline(conversation.id, READ);
  const speakers = speakersOf(rows);
  return (
    <>
      <section className={styles.section}>
        <div className={styles.who}><h1 className={styles.name} title={conversation.title}>{conversation.title}</h1></div>
        <p className={styles.aside}>{t('row.group')} · {conversation.chat.id}</p>
        {account !== undefined && <p className={styles.identity}><AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.name} title={account.name} /></p>}
      </section>
      {speakers.length > 0 && (
        <section className={styles.section}>
          <h2 className={styles.title}>{t('customer.speakers')}<span>{t('customer.speakersAside', { count: speakers.length })}</span></h2>
          {speakers.map((speaker) => (
            <p key={speaker.id} className={styles.identity}><Avatar name={speaker.name} size={20} /><span>{speaker.name} · {t('customer.spoke', { count: speaker.count })}</span></p>
          ))}
        </section>
      )}
    </>
  );
};
