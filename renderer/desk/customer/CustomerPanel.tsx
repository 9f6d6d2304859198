import { useCustomer } from '../../archive/queries/useCustomer';
import { useAccount } from '../../archive/queries/useAccount';
import type { ConversationRow } from '../../archive/schema/rows';
import { useT } from '../../i18n/useT';
import { closeCustomer } from '../../state/view';
import { EmptyLine } from '../../ui/EmptyLine';
import { IconButton } from '../../ui/Button';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { CustomerFacts } from './CustomerFacts';
import { CustomerHead } from './CustomerHead';
import { CustomerIdentity } from './CustomerIdentity';
import { GroupPanel } from './GroupPanel';
import styles from './CustomerPanel.module.css';

/** Who the conversation is with. The shell places it: a column, or a drawer below 1240 px. */
export const CustomerPanel = ({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  return (
    <div className={styles.panel} data-testid="customer-panel">
      <span className={styles.close}><IconButton icon="close" label={t('common.close')} onPress={closeCustomer} /></span>
      {conversation.kind === 'group' ? <GroupPanel conversation={conversation} /> : <PersonPanel conversation={conversation} />}
    </div>
  );
};

const PersonPanel = ({ conversation }: { readonly conversation: ConversationRow }) => {
  const t = useT();
  const customer = useCustomer(conversation.customer);
  const account = useAccount(conversation.account);
  if (conversation.customer === undefined) return <EmptyLine>{t('customer.none')}</EmptyLine>;
  if (customer === undefined) return <SkeletonRows rows={3} label={t('common.loading')} />;
  return (
    <>
      <CustomerHead customer={customer} />
      <CustomerFacts customer={customer} channel={account?.channel} />
      <CustomerIdentity customer={customer} account={account} conversation={conversation} />
    </>
  );
};
