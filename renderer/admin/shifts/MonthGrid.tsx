import type { KeyboardEvent } from 'react';
import { dayNumber, weekdayOf, workdayTest } from '#shared/rules/schedule';
import { dayOfWork, type DayOfWork } from '#shared/rules/duties/workSchedule';
import type { WorkBook } from '../../archive/queries/workFacts';
import type { PersonRow } from '../../archive/schema/personRows';
import { useRulePack } from '../../archive/queries/rulePack';
import { dayWords } from '../../duties/dayWords';
import { useT } from '../../i18n/useT';
import styles from './Shifts.module.css';

const HOUR = 3_600_000;

const kindOf = (work: DayOfWork): 'work' | 'off' | 'leave' | 'part' => {
  if (work.off === 'leave') return 'leave';
  if (work.off !== undefined) return 'off';
  return work.hasLeave ? 'part' : 'work';
};

const hoursOf = ({ spans }: DayOfWork): string => String(Math.round(spans.reduce((sum, [from, to]) => sum + (to - from) / HOUR, 0) * 10) / 10);

/** Arrow keys walk the days and people. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const step = steps[event.code];
  const at = document.activeElement?.getAttribute('data-at')?.split(' ').map(Number);
  if (step === undefined || at?.[0] === undefined || at[1] === undefined) return;
  const next = event.currentTarget.querySelector<HTMLElement>(`[data-at="${at[0] + step[0]} ${at[1] + step[1]}"]`);
  if (next === null) return;
  event.preventDefault();
  next.focus();
};

/** A month of everybody: hours worked, days off, leave; a frame where a day was set by itself. */
export const MonthGrid = ({ people, days, today, book, onDay, onPerson }: {
  readonly people: readonly PersonRow[]; readonly days: readonly string[]; readonly today: string; readonly book: WorkBook;
  readonly onDay: (person: PersonRow, day: string) => void; readonly onPerson: (person: PersonRow) => void;
}) => {
  const t = useT();
  const { calendar } = useRulePack();
  const isWorkday = workdayTest(calendar);
  const label = (person: PersonRow, day: string, work: DayOfWork): string => `${person.name} ${day} ${dayWords(work, book.offsetMinutes)}${work.isOverridden ? ` ${t('shifts.single')}` : ''}`;
  return (
    <table className={styles.grid} onKeyDown={walk}>
      <thead><tr><th />{days.map((day) => <th key={day} scope="col" data-rest={!isWorkday(dayNumber(day)) || undefined} data-today={day === today || undefined}>{Number(day.slice(8))}<br />{t(`shifts.short.${weekdayOf(dayNumber(day)) as 0 | 1 | 2 | 3 | 4 | 5 | 6}`) /* a weekday is 0 to 6 */}</th>)}</tr></thead>
      <tbody>
        {people.map((person, row) => (
          <tr key={person.id}>
            <th scope="row"><button type="button" onClick={() => onPerson(person)} title={t('shifts.patternOf', { name: person.name })} data-testid="shift-person">{person.name}</button></th>
            {days.map((day, column) => {
              const work = dayOfWork(book.of(person.id), day);
              const kind = kindOf(work);
              return (
                <td key={day}>
                  <button
                    type="button" className={styles.cell} data-kind={kind} data-other={work.isOverridden || undefined} data-today={day === today || undefined} data-at={`${row} ${column}`} aria-disabled={day < today || undefined}
                    title={label(person, day, work)} aria-label={label(person, day, work)} onClick={() => { if (day >= today) onDay(person, day); }} data-testid="shift-cell"
                  >{kind === 'off' ? t('shifts.mark.off') : kind === 'leave' ? t('shifts.mark.leave') : hoursOf(work)}</button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
