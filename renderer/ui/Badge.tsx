import styles from './Badge.module.css';

/** Unread count, capped at 99+. `hot` only where it leads to an overdue conversation (rail). Nothing at 0. */
export const Badge = ({ count, hot = false }: { readonly count: number; readonly hot?: boolean }) =>
  count > 0 ? <span className={styles.badge} data-hot={hot || undefined}>{count > 99 ? '99+' : count}</span> : null;
