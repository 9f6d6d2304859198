import { Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/useT';
import { Button, IconButton } from '../../ui/Button';
import { InputNumber } from '../../ui/InputNumber';
import { Select } from '../../ui/Select';
import styles from './Clocks.module.css';
import { withCalendar, withShifts, type PackDraft } from './packDraft';

type Props = { readonly pack: PackDraft; readonly mayChange: boolean; readonly onChange: (pack: PackDraft) => void };

/** Quarters of an hour, up to the end of the day. */
const times = Array.from({ length: 97 }, (_, quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
const options = times.map((value) => ({ value, label: value }));

/** Shifts of a day, and the days they are worked. */
export const ShiftsPart = ({ pack, mayChange, onChange }: Props) => {
  const t = useT();
  const { spans, days } = pack.shifts;
  const setSpan = (at: number, part: Partial<(typeof spans)[number]>): void => onChange(withShifts(pack, { spans: spans.map((span, place) => (place === at ? { ...span, ...part } : span)) }));
  return (
    <>
      <ul className={styles.shifts}>
        {spans.map((span, at) => (
          <li key={at}>
            <Select size="small" showSearch value={span.from} options={options} disabled={!mayChange} aria-label={t('clocks.from')} onChange={(from) => setSpan(at, { from })} />
            <span>–</span>
            <Select size="small" showSearch value={span.to} options={options} disabled={!mayChange} aria-label={t('clocks.to')} onChange={(to) => setSpan(at, { to })} data-testid={`shift-to-${at}`} />
            {mayChange && spans.length > 1 && <IconButton icon="close" size={22} label={t('clocks.removeShift', { from: span.from, to: span.to })} onPress={() => onChange(withShifts(pack, { spans: spans.filter((_, place) => place !== at) }))} />}
          </li>
        ))}
        {mayChange && <li><Button size="small" icon="plus" onPress={() => onChange(withShifts(pack, { spans: [...spans, { from: '09:00', to: '18:00' }] }))}>{t('clocks.addShift')}</Button></li>}
      </ul>
      <Radio.Group size="small" value={days} disabled={!mayChange} onChange={(event) => onChange(withShifts(pack, { days: event.target.value === 'workdays' ? 'workdays' : 'every' }))} options={[{ value: 'every', label: t('clocks.days.every') }, { value: 'workdays', label: t('clocks.days.workdays') }]} />
    </>
  );
};

/** Monday first, as a calendar here is read; 0 = Sunday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

const MOST_HOURS = 720;

/** After how long without a word the next question counts as a first one again. */
export const GapPart = ({ pack, mayChange, onChange }: Props) => {
  const t = useT();
  return (
    <div className={styles.switch}>
      <InputNumber size="small" min={1} max={MOST_HOURS} value={pack.sessionGapHours} disabled={!mayChange} aria-label={t('clocks.gap')} data-testid="session-gap" onChange={(hours) => { if (hours !== null) onChange({ ...pack, sessionGapHours: hours }); }} />
      <span>{t('clocks.gapHours')}</span>
    </div>
  );
};

/** Public holidays and make-up days: typed, or taken over as published. */
export const CalendarPart = ({ pack, mayChange, onChange }: Props) => {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const { holidays, makeUpDays, weekend } = pack.calendar;
  const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text));
  const sorted = (days: readonly string[]): string[] => [...new Set(days.filter(isDay))].sort();
  const takeOver = async (): Promise<void> => {
    setBusy(true);
    const { FIRST_YEAR, lastYear, publishedDays } = await import('./holidaysOf');
    onChange(withCalendar(pack, publishedDays(FIRST_YEAR, lastYear(Date.now()))));
    setBusy(false);
  };
  const dates = (label: string, value: readonly string[], take: (days: string[]) => void) => (
    <div className={styles.dates}><span aria-hidden>{label}</span><Select mode="tags" aria-label={label} size="small" value={[...value]} disabled={!mayChange} maxTagCount={8} tokenSeparators={[' ', '，', ',']} placeholder="2026-10-01" onChange={(days: string[]) => take(sorted(days))} /></div>
  );
  return (
    <>
      <div className={styles.dates}>
        <span aria-hidden>{t('clocks.weekend')}</span>
        <Checkbox.Group aria-label={t('clocks.weekend')} value={[...weekend]} disabled={!mayChange} options={WEEK.map((day) => ({ value: day, label: t(`clocks.weekday.${day}`) }))} onChange={(days) => onChange(withCalendar(pack, { weekend: days.slice(0, 6).sort((a, b) => a - b) }))} />
      </div>
      {dates(t('clocks.holidays'), holidays, (days) => onChange(withCalendar(pack, { holidays: days })))}
      {dates(t('clocks.makeUpDays'), makeUpDays, (days) => onChange(withCalendar(pack, { makeUpDays: days })))}
      {mayChange && <Button size="small" icon="download" isDisabled={isBusy} onPress={() => void takeOver()}>{t('clocks.takeHolidays')}</Button>}
    </>
  );
};
