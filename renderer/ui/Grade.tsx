import styles from './Grade.module.css';

/** Grade box A..D (or a company's own letter): A filled, B outlined on grey, the rest outlined. */
export const Grade = ({ grade, title, small = false }: { readonly grade: string; readonly title?: string; readonly small?: boolean }) => (
  <span className={styles.grade} data-grade={grade} data-small={small || undefined} title={title}>{grade}</span>
);
