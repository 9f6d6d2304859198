import { useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import { requestJump } from '../../state/jumpRequests';
import styles from './Timeline.module.css';

/** Above the newest lines: how many came since one last looked, and the way to the first of them. Gone once it was seen. */
export const UnreadPill = ({ conversation, count, isSeen }: { readonly conversation: ConversationId; readonly count: number; readonly isSeen: boolean }) => {
  const t = useT();
  const [isDone, setDone] = useState(false);
  if (isSeen && !isDone) setDone(true);
  if (isDone || count === 0) return null;
  return (
    <button type="button" className={styles.unreadPill} onClick={() => { setDone(true); requestJump(conversation, { kind: 'unread' }); }} data-testid="to-unread">
      <Icon name="chevronUp" size={14} />{t('jump.unread', { count })}
    </button>
  );
};
