import { scaleQuantize } from 'd3-scale';
import { useMemo } from 'react';
import { dayOfCase, figures, groupCases, hourOfCase, type Case } from '#shared/rules/figures/figureList';
import type { FigureAnswer } from '../archive/queries/useFigures';
import { useT } from '../i18n/useT';
import styles from './Figures.module.css';
import { weekdayOf } from './figureWords';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;
const LEVELS = [1, 2, 3, 4, 5] as const;

/** How many conversations ask in which hour of which weekday; the number stands in each cell, the tint only repeats it. */
export const HourTable = ({ answer, onShow }: { readonly answer: FigureAnswer; readonly onShow: (cases: readonly Case[], label: string) => void }) => {
  const t = useT();
  const groups = useMemo(() => groupCases(figures.contactHours.casesOf(answer.sheet), (one) => `${weekdayOf(dayOfCase(one))} ${hourOfCase(one)}`), [answer]);
  const most = Math.max(1, ...[...groups.values()].map((cases) => cases.length));
  const level = scaleQuantize<number>([0, most], [...LEVELS]);
  return (
    <div className={styles.scroll}>
      <table className={styles.heat} aria-label={t('figures.heat')}>
        <thead><tr><td />{hours.map((hour) => <th key={hour} scope="col">{hour}</th>)}</tr></thead>
        <tbody>
          {weekdays.map((day) => (
            <tr key={day}>
              <th scope="row">{t(`figures.weekday.${day}`)}</th>
              {hours.map((hour) => {
                const cases = groups.get(`${day} ${hour}`) ?? [];
                const words = t('figures.heat.cell', { day: t(`figures.weekday.${day}`), hour, count: cases.length });
                return <td key={hour}>{cases.length > 0 && <button type="button" data-level={level(cases.length)} aria-label={words} title={words} onClick={() => onShow(cases, `${t(`figures.weekday.${day}`)} ${hour}:00`)}>{cases.length}</button>}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
