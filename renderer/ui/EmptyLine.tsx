import type { ReactNode } from 'react';
import styles from './EmptyLine.module.css';

/** One sentence and at most one action, at the top left; no drawing. */
export const EmptyLine = ({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) => (
  <div className={styles.empty} role="status"><p>{children}</p>{action}</div>
);
