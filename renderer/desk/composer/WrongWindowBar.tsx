import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { WrongWindowGuard } from './useWrongWindow';
import styles from './Composer.module.css';

/** At most one warning over the foot: what is odd, and once sending was tried, the one key that sends all the same. */
export const WrongWindowBar = ({ guard, conversation, account, onSend }: {
  readonly guard: WrongWindowGuard; readonly conversation: ConversationRow; readonly account: AccountRow | undefined; readonly onSend: () => void;
}) => {
  const t = useT();
  const [first, ...more] = guard.signs;
  if (first === undefined) return null;
  return (
    <div className={styles.guard} data-asked={guard.isAsked || undefined} role={guard.isAsked ? 'alert' : 'status'} data-testid="wrong-window" data-kind={first.kind}>
      <Icon name="warning" size={14} />
      <span className={styles.contextWords}>
        {t(`guard.${first.kind}`, { word: first.word, title: conversation.title, shop: account?.name ?? '' })}
        {more.length > 0 && ` ${t('guard.more', { count: more.length })}`}
        {guard.isAsked && <span className={styles.guardKeys}> {t('guard.keys')}</span>}
      </span>
      {guard.isAsked && <LinkButton onPress={guard.back} testId="wrong-window-back">{t('guard.back')}</LinkButton>}
      {guard.isAsked && <LinkButton onPress={onSend} testId="wrong-window-send">{t('guard.send')}</LinkButton>}
    </div>
  );
};
