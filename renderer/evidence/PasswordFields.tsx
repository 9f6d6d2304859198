import { useId } from 'react';
import { EVIDENCE_PASSWORD_MIN } from '#shared/domain/evidence';
import { useT } from '../i18n/useT';
import styles from './Evidence.module.css';

export type Passwords = { readonly password: string; readonly again: string };

/** None at all, or one long enough and typed twice alike. */
export const isPasswordFit = ({ password, again }: Passwords): boolean =>
  password === '' || ([...password].length >= EVIDENCE_PASSWORD_MIN && password === again);

export const PasswordFields = ({ value, onChange }: { readonly value: Passwords; readonly onChange: (value: Passwords) => void }) => {
  const t = useT();
  const id = useId();
  const { password, again } = value;
  return (
    <div className={styles.pair}>
      <div className={styles.field}><label htmlFor={`${id}-w`}>{t('evidence.password')}</label><input id={`${id}-w`} type="password" autoComplete="new-password" maxLength={256} value={password} placeholder={t('evidence.password.hint', { min: EVIDENCE_PASSWORD_MIN })} onChange={(event) => onChange({ password: event.target.value, again })} /></div>
      {password !== '' && <div className={styles.field}><label htmlFor={`${id}-a`}>{t('evidence.password.again')}</label><input id={`${id}-a`} type="password" autoComplete="new-password" maxLength={256} value={again} onChange={(event) => onChange({ password, again: event.target.value })} /></div>}
    </div>
  );
};
