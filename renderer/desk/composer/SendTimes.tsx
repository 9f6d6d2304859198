import { useState, type FormEvent } from 'react';
import { formatTime } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MenuItem } from '../../ui/Menu';
import { fieldOf, sendTimes, timeOf } from './sendTimes';
import styles from './SendTimes.module.css';

/** Offered times and one of one's own. */
export const SendTimes = ({ onPick }: { readonly onPick: (at: number) => void }) => {
  const t = useT();
  const [now] = useState(() => Date.now());
  const [field, setField] = useState(() => fieldOf(now + 2 * 60 * 60_000));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const at = timeOf(field, Date.now());
    if (at !== undefined) onPick(at);
  };
  return (
    <div className={styles.times}>
      <div role="menu" aria-label={t('schedule.title')}>{sendTimes(now).map(({ key, at }) => (
        <MenuItem key={key} start={<Icon name="clock" size={14} />} aside={key === 'inHour' ? formatTime(at) : undefined} onPress={() => onPick(at)}>{t(`schedule.${key}`)}</MenuItem>
      ))}</div>
      <form className={styles.own} onSubmit={submit}>
        <input data-autofocus type="datetime-local" value={field} min={fieldOf(now)} onChange={(event) => setField(event.target.value)} aria-label={t('schedule.custom')} data-testid="schedule-field" />
        <Button type="submit" size="small" isDisabled={timeOf(field, now) === undefined} testId="schedule-set">{t('schedule.set')}</Button>
      </form>
    </div>
  );
};
