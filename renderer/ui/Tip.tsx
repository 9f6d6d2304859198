import { useId, type ReactNode } from 'react';
import styles from './Tip.module.css';

/**
 * Tooltip on hover and keyboard focus, above everything (top layer not needed: it stays inside its region).
 * Wraps something focusable, or becomes focusable itself with `focusable`.
 */
export const Tip = ({ content, children, align = 'start', focusable = false }: {
  readonly content: ReactNode; readonly children: ReactNode; readonly align?: 'start' | 'centre' | 'end'; readonly focusable?: boolean;
}) => {
  const id = useId();
  return (
    <span className={styles.tip} tabIndex={focusable ? 0 : undefined} aria-describedby={id}>
      {children}
      <span className={styles.bubble} data-align={align} role="tooltip" id={id}>{content}</span>
    </span>
  );
};
