import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { ruleWords, type CloseOutcome } from '#shared/rules/rulePack';
import { useRulePack } from '../../archive/queries/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { MenuGroup, MenuItem } from '../../ui/Menu';
import { OTHER_REASON, reasonOfKey, type Closing } from './closeReasons';
import styles from './Hold.module.css';

const LONGEST_NOTE = 500;
const outcomes: readonly CloseOutcome[] = ['sold', 'lost', 'other'];

const OwnWords = ({ onClose }: { readonly onClose: (closing: Closing) => void }) => {
  const t = useT();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onClose({ reason: OTHER_REASON, note: typed.trim() });
  };
  return (
    <form className={styles.own} onSubmit={submit}>
      <input value={typed} maxLength={LONGEST_NOTE} onChange={(event) => setTyped(event.target.value)} placeholder={t('close.own')} aria-label={t('close.own')} data-testid="close-note" />
      <Button type="submit" size="small" isDisabled={typed.trim() === ''}>{t('header.done')}</Button>
    </form>
  );
};

/** Why it ends: sold, not sold and why, or nothing about a sale. Number keys pick. */
export const ReasonMenu = ({ onClose }: { readonly onClose: (closing: Closing) => void }) => {
  const t = useT();
  const locale = useLocale();
  const { closing } = useRulePack();
  const shown = outcomes.flatMap((outcome) => closing.reasons.filter((reason) => reason.outcome === outcome));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement || event.altKey || event.ctrlKey || event.metaKey) return;
    const reason = reasonOfKey(event.code, shown);
    if (reason === undefined) return;
    event.preventDefault();
    onClose({ reason: reason.id });
  };
  return (
    <div className={styles.reasons} onKeyDown={onKeyDown} tabIndex={-1} data-autofocus data-testid="close-reasons">
      {closing.isRequired && <p className={styles.asks}>{t('close.needed')}</p>}
      {outcomes.map((outcome) => {
        const reasons = shown.filter((reason) => reason.outcome === outcome);
        return reasons.length > 0 && (
          <MenuGroup key={outcome} label={t(`close.outcome.${outcome}`)}>
            {reasons.map((reason) => {
              const digit = shown.indexOf(reason) + 1;
              return <MenuItem key={reason.id} start={<span className={styles.digit}>{digit <= 9 ? digit : ''}</span>} onPress={() => onClose({ reason: reason.id })}>{ruleWords(reason.title, locale)}</MenuItem>;
            })}
          </MenuGroup>
        );
      })}
      <OwnWords onClose={onClose} />
    </div>
  );
};
