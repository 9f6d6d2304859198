import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { AccountRow } from '../../archive/schema/accountRows';
import { useT } from '../../i18n/useT';
import { Tag } from '../../ui/Tag';
import { accountAdvice } from './accountAdvice';
import styles from './ConversationHeader.module.css';

/** How the link stands and what waits for it: `连接不稳，1 条排队`. Nothing while all is well. */
export const LinkChip = ({ conversation, account }: { readonly conversation: ConversationRow; readonly account: AccountRow | undefined }) => {
  const t = useT();
  const state = account?.status.state ?? 'offline';
  // The strip below the header says more; said twice it only takes the name's room.
  const isSaidBelow = account !== undefined && accountAdvice(state, account.status.action, account.removed) !== null;
  const words = [
    ...(state === 'online' || isSaidBelow ? [] : [t(`account.state.${state}`)]),
    ...(conversation.queued > 0 ? [t('header.queued', { count: conversation.queued })] : []),
  ];
  if (account === undefined || words.length === 0) return null;
  const isBad = state === 'badCredentials' || state === 'kicked' || state === 'loggedOut' || state === 'misconfigured';
  return <span className={styles.chip}><Tag tone={isBad ? 'fail' : 'warn'} icon={isBad ? 'alert' : 'link'} title={words.join(t('header.comma'))}>{words.join(t('header.comma'))}</Tag></span>;
};
