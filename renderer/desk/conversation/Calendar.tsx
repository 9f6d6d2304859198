import { useState, type KeyboardEvent } from 'react';
import { useLocale, useT } from '../../i18n/useT';
import { IconButton } from '../../ui/Button';
import { monthDays, startOfDay, stepMonth } from './monthDays';
import styles from './Calendar.module.css';

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** One month; arrows walk the days, the page keys the months. Days after today cannot be chosen. */
export const Calendar = ({ onPick }: { readonly onPick: (day: number) => void }) => {
  const t = useT();
  const locale = useLocale();
  const [today] = useState(() => startOfDay(Date.now()));
  const [focused, setFocused] = useState(today);
  const days = monthDays(focused);
  const title = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' }).format(focused);
  const names = days.slice(0, 7).map(({ at }) => new Intl.DateTimeFormat(locale, { weekday: 'narrow' }).format(at));
  const move = (at: number, event: KeyboardEvent<HTMLElement>): void => {
    event.preventDefault();
    const day = Math.min(at, today);
    const table = event.currentTarget;
    setFocused(day);
    requestAnimationFrame(() => table.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = steps[event.key];
    const date = new Date(focused);
    if (step !== undefined) move(new Date(date.getFullYear(), date.getMonth(), date.getDate() + step).getTime(), event);
    else if (event.key === 'PageUp' || event.key === 'PageDown') move(stepMonth(focused, event.key === 'PageUp' ? -1 : 1), event);
  };
  return (
    <div className={styles.calendar} data-testid="calendar">
      <div className={styles.head}>
        <IconButton icon="chevronRight" size={24} label={t('calendar.previous')} onPress={() => setFocused(stepMonth(focused, -1))} />
        <b>{title}</b>
        <IconButton icon="chevronRight" size={24} label={t('calendar.next')} onPress={() => setFocused(Math.min(today, stepMonth(focused, 1)))} isDisabled={stepMonth(focused, 1) > today && days.some(({ at }) => at === today)} />
      </div>
      <div className={styles.days} role="group" aria-label={t('calendar.label')} onKeyDown={onKeyDown}>
        {names.map((name, at) => <span key={at} className={styles.weekday} aria-hidden>{name}</span>)}
        {days.map(({ at, isOutside }) => (
          <button
            key={at} type="button" className={styles.day} data-outside={isOutside || undefined} data-today={at === today || undefined} data-autofocus={at === focused || undefined}
            tabIndex={at === focused ? 0 : -1} disabled={at > today} onClick={() => onPick(at)} aria-label={new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(at)} data-day={new Date(at).getDate()}
          >{new Date(at).getDate()}</button>
        ))}
      </div>
    </div>
  );
};
