import type { ReactNode } from 'react';
import styles from './EmptyLine.module.css';

/** One sentence and at most one action, at the top left; no drawing. `flush`: on a page that has its own margin. */
export const EmptyLine = ({ children, action, flush = false }: { readonly children: ReactNode; readonly action?: ReactNode; readonly flush?: boolean }) => (
  <div className={styles.empty} data-flush={flush || undefined} role="status"><p>{children}</p>{action}</div>
);
