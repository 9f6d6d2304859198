import type { Ref } from 'react';
import styles from './TextField.module.css';

/** A plain labelled field of the desk; what is wrong with it stands under it. */
export const TextField = ({ label, value, onChange, type = 'text', help, error, hasFocus = false, placeholder, ref }: {
  readonly label: string; readonly value: string; readonly onChange: (value: string) => void; readonly type?: 'text' | 'password';
  readonly help?: string; readonly error?: string; readonly hasFocus?: boolean; readonly placeholder?: string; readonly ref?: Ref<HTMLInputElement>;
}) => (
  <label className={styles.field}>
    <span>{label}</span>
    <input
      ref={ref} type={type} value={value} placeholder={placeholder} autoFocus={hasFocus} autoComplete="off" spellCheck={false}
      aria-invalid={error !== undefined || undefined} onChange={(event) => onChange(event.target.value)}
    />
    {(error ?? help) !== undefined && <small data-error={error !== undefined || undefined} role={error === undefined ? undefined : 'alert'}>{error ?? help}</small>}
  </label>
);
