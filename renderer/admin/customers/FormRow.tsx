import type { ReactNode } from 'react';
import styles from './Customers.module.css';

/** A field of a dialog under its words; the field itself carries them as `aria-label`. */
export const FormRow = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={styles.row}><span aria-hidden>{label}</span>{children}</div>
);
