import { useT } from '../../i18n/useT';
import { useTimelineScene } from './timelineScene';
import styles from './SystemLines.module.css';

/** Line above the first message that was unread when the conversation was opened. */
export const UnreadLine = ({ lineKey }: { readonly lineKey: string }) => {
  const t = useT();
  const { unreadKey } = useTimelineScene();
  return unreadKey === lineKey ? <div className={styles.unread} role="separator" data-testid="unread-line"><span>{t('jump.unreadLine')}</span></div> : null;
};
