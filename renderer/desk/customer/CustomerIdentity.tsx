import type { AccountRow, ConversationRow, CustomerRow } from '../../archive/schema/rows';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { channelName, useGlyph } from '../../state/forms';
import { AccountCode } from '../../ui/AccountCode';
import styles from './CustomerPanel.module.css';

/** As whom the platform knows this person, and since when we do. */
export const CustomerIdentity = ({ customer, account, conversation }: { readonly customer: CustomerRow; readonly account: AccountRow | undefined; readonly conversation: ConversationRow }) => {
  const t = useT();
  const glyph = useGlyph();
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{t('customer.identity')}{account !== undefined && <span>{channelName(account.channel)}</span>}</h2>
      {account !== undefined && (
        <p className={styles.identity}>
          <AccountCode glyph={glyph(account.channel)} color={account.mark.color} code={account.name} title={account.name} />
        </p>
      )}
      <dl className={styles.facts}>
        <dt>{t('customer.name')}</dt><dd>{customer.name}</dd><dd />
        <dt>{t('customer.contact')}</dt><dd>{customer.contact}</dd><dd />
        {conversation.kind === 'temporary' && <><dt>{t('customer.way')}</dt><dd>{t('row.temporary')}</dd><dd /></>}
        {customer.firstAt > 0 && <><dt>{t('customer.firstContact')}</dt><dd>{formatFull(customer.firstAt)}</dd><dd /></>}
      </dl>
    </section>
  );
};
