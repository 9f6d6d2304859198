import type { Part } from '#shared/domain/message';
import { useT } from '../../../i18n/useT';
import { Icon } from '../../../ui/Icon';
import styles from './Parts.module.css';

/** An order as the platform shows it: title, number, amount, state. */
export const OrderCard = ({ part }: { readonly part: Extract<Part, { readonly kind: 'order' }> }) => {
  const t = useT();
  return (
    <span className={styles.order}>
      <Icon name="box" />
      <span className={styles.cardWords}>
        <span className={styles.cardTitle}>{part.title}</span>
        <span className={styles.cardAside}>{t('timeline.order.number', { order: part.order })}</span>
      </span>
      <span className={styles.amount}>{part.amount}{part.state !== undefined && <span className={styles.cardAside}>{part.state}</span>}</span>
    </span>
  );
};
