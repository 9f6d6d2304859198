import { useState } from 'react';
import type { PersonView } from '../../archive/queries/persons';
import { useCustomerLog } from '../../archive/queries/useCustomerLog';
import { usePeople } from '../../archive/queries/usePeople';
import { formatFull, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import panel from './CustomerPanel.module.css';
import { historyWords } from './historyText';
import styles from './Person.module.css';

const FEW = 5;
const MANY = 200;

/** Who changed what and when, over all files of the person. */
export const History = ({ person }: { readonly person: PersonView }) => {
  const t = useT();
  const [isLong, setLong] = useState(false);
  const people = usePeople();
  const rows = useCustomerLog(person.profile.files, isLong ? MANY : FEW + 1);
  if (rows === undefined || rows.length === 0) return null;
  const shown = isLong ? rows : rows.slice(0, FEW);
  return (
    <section className={panel.section}>
      <h2 className={panel.title}>{t('customer.history')}</h2>
      <ol className={styles.history} data-testid="customer-history">
        {shown.map((row) => (
          <li key={row.back}>
            <time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{formatShort(row.at)}</time>
            <span>{historyWords(row)}{row.by !== undefined && <small> {people?.get(row.by)?.name ?? ''}</small>}</span>
          </li>
        ))}
      </ol>
      {!isLong && rows.length > FEW && <LinkButton onPress={() => setLong(true)}>{t('customer.historyAll')}</LinkButton>}
    </section>
  );
};
