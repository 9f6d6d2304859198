import { useId, useState, type KeyboardEvent, type Ref } from 'react';
import { useT } from '../../i18n/useT';
import { Icon } from '../../ui/Icon';
import styles from './SignIn.module.css';

/** A password with what is wrong with it under it; says when Caps Lock is on, and shows itself on request. */
export const PasswordField = ({ label, value, onChange, hint, problem, isDisabled, hasFocus, isNew, onArrow, testId, ref }: {
  readonly label: string; readonly value: string; readonly onChange: (value: string) => void; readonly hint?: string; readonly problem?: string;
  readonly isDisabled?: boolean; readonly hasFocus?: boolean; readonly isNew?: boolean; readonly onArrow?: (by: 1 | -1) => void;
  readonly testId?: string; readonly ref?: Ref<HTMLInputElement>;
}) => {
  const t = useT();
  const id = useId();
  const [isShown, setShown] = useState(false);
  const [hasCaps, setCaps] = useState(false);
  const noteCaps = (event: KeyboardEvent): void => setCaps(event.getModifierState('CapsLock'));
  const onKeyDown = (event: KeyboardEvent): void => {
    noteCaps(event);
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : undefined;
    if (step === undefined || onArrow === undefined) return;
    event.preventDefault();
    onArrow(step);
  };
  const below = problem ?? (hasCaps ? t('signIn.caps') : hint);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.input} data-bad={problem !== undefined || undefined}>
        <input
          ref={ref} id={id} type={isShown ? 'text' : 'password'} value={value} autoFocus={hasFocus} disabled={isDisabled} maxLength={256} spellCheck={false}
          autoComplete={isNew ? 'new-password' : 'current-password'} aria-invalid={problem !== undefined || undefined} aria-describedby={`${id}-below`}
          onChange={(event) => onChange(event.target.value)} onKeyDown={onKeyDown} onKeyUp={noteCaps} data-testid={testId}
        />
        <button type="button" aria-label={t(isShown ? 'signIn.hide' : 'signIn.show')} title={t(isShown ? 'signIn.hide' : 'signIn.show')} aria-pressed={isShown} onClick={() => setShown(!isShown)}><Icon name="eye" /></button>
      </div>
      <p id={`${id}-below`} className={styles.below} data-bad={problem !== undefined || undefined} data-caps={(problem === undefined && hasCaps) || undefined} role={problem === undefined ? undefined : 'alert'}>{below}</p>
    </div>
  );
};
