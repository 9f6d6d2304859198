import { memo } from 'react';
import { usePerson } from '../../archive/queries/usePerson';
import { useAccount } from '../../archive/queries/useAccount';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useT } from '../../i18n/useT';
import { closeCustomer } from '../../state/view';
import { EmptyLine } from '../../ui/EmptyLine';
import { IconButton } from '../../ui/Button';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { CustomerHead } from './CustomerHead';
import { FollowUps } from './FollowUps';
import { GroupPanel } from './GroupPanel';
import { History } from './History';
import { Identities } from './Identities';
import { Profile } from './Profile';
import styles from './CustomerPanel.module.css';

/** Who the conversation is with. The shell places it: a column, or a drawer below 1240 px. */
export const CustomerPanel = memo(({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  return (
    <div className={styles.panel} data-testid="customer-panel">
      <span className={styles.close}><IconButton icon="close" label={t('common.close')} onPress={closeCustomer} /></span>
      {conversation.kind === 'group' ? <GroupPanel conversation={conversation} /> : <PersonPanel conversation={conversation} />}
    </div>
  );
});
CustomerPanel.displayName = 'CustomerPanel';

const PersonPanel = ({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  const file = conversation.customer;
  const person = usePerson(file);
  const account = useAccount(conversation.account);
  if (file === undefined) return <EmptyLine>{t('customer.none')}</EmptyLine>;
  if (person === undefined) return <SkeletonRows rows={3} label={t('common.loading')} />;
  return (
    <>
      <CustomerHead person={person} file={file} />
      <FollowUps person={person} file={file} />
      <Profile person={person} file={file} channel={account?.channel} />
      <Identities person={person} file={file} conversation={conversation} />
      <History person={person} />
    </>
  );
};
