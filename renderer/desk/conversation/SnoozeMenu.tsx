import { useState, type FormEvent } from 'react';
import { useRulePack } from '../../archive/queries/rulePack';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuItem, MenuLine } from '../../ui/Menu';
import { snoozePresets } from './snoozePresets';
import styles from './Hold.module.css';

const pad = (value: number): string => String(value).padStart(2, '0');

/** As a field for date and time wants it, in the time of this computer. */
const fieldValue = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
};

const OwnTime = ({ now, onPick }: { readonly now: number; readonly onPick: (until: number) => void }) => {
  const t = useT();
  const [value, setValue] = useState(() => fieldValue(now + 3_600_000));
  const until = Date.parse(value);
  const isRight = until > now;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isRight) onPick(until);
  };
  return (
    <form className={styles.own} onSubmit={submit}>
      <input type="datetime-local" value={value} min={fieldValue(now)} onChange={(event) => setValue(event.target.value)} aria-label={t('snooze.own')} data-testid="snooze-time" />
      <Button type="submit" size="small" isDisabled={!isRight} title={isRight ? undefined : t('snooze.past')} testId="snooze-set">{t('snooze.set')}</Button>
    </form>
  );
};

/** When to come back to it: when the customer speaks, or at a time. `undefined` = when the customer speaks. */
export const SnoozeMenu = ({ onPick }: { readonly onPick: (until: number | undefined) => void }) => {
  const t = useT();
  const pack = useRulePack();
  const [now] = useState(() => Date.now());
  return (
    <>
      <MenuItem start={<Icon name="user" size={14} />} onPress={() => onPick(undefined)}>{t('snooze.untilReply')}</MenuItem>
      {snoozePresets(pack, now).map(({ key, until }) => <MenuItem key={key} start={<Icon name="clock" size={14} />} aside={formatMoment(until, now)} onPress={() => onPick(until)}>{t(`snooze.${key}`)}</MenuItem>)}
      <MenuLine />
      <OwnTime now={now} onPick={onPick} />
      <p className={styles.hint}>{t('snooze.hint')}</p>
    </>
  );
};
