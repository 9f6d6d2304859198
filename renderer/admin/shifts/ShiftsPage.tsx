import { useState } from 'react';
import { daysOfMonth, dayTextAt } from '#shared/rules/duties/days';
import { dayOfWork } from '#shared/rules/duties/workSchedule';
import { useRulePack } from '../../archive/queries/rulePack';
import { usePeople } from '../../archive/queries/usePeople';
import { useWorkBook, type WorkBook } from '../../archive/queries/workFacts';
import type { PersonRow } from '../../archive/schema/personRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button, IconButton, LinkButton } from '../../ui/Button';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { useNow } from '../../ui/useNow';
import { DayDialog, type DayChange } from './DayDialog';
import { MonthGrid } from './MonthGrid';
import { PatternDialog } from './PatternDialog';
import page from '../../ui/Page.module.css';
import styles from './Shifts.module.css';
import type { Span } from './spanChoice';

const monthBy = (month: string, by: number): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1)).toISOString().slice(0, 7);

const spansOn = (book: WorkBook, person: PersonRow, day: string): readonly Span[] => {
  const clock = (at: number): string => new Date(at + book.offsetMinutes * 60_000).toISOString().slice(11, 16);
  // Without leave: a day is planned whole, the leave takes its part of it.
  return dayOfWork({ ...book.of(person.id), leaves: [] }, day).spans.map(([from, to]) => ({ from: clock(from), to: clock(to) === '00:00' ? '24:00' : clock(to) }));
};

const Undo = ({ change, onDone }: { readonly change: DayChange; readonly onDone: () => void }) => {
  const t = useT();
  const task = useTask();
  const undo = (): void => task.run(async () => {
    await desk.call('shift.override', { person: change.person.id, days: [change.day], spans: change.before === null ? null : [...change.before] });
    onDone();
  });
  return (
    <p className={styles.undo} role="status">{t('shifts.changed', { name: change.person.name, day: change.day })}
      <LinkButton onPress={undo} isDisabled={task.isBusy} testId="shift-undo">{t('shifts.undo')}</LinkButton>{task.problem !== undefined && <span className={styles.problem} role="alert">{task.problem}</span>}</p>
  );
};

const Legend = () => {
  const t = useT();
  return (
    <p className={styles.legend}>
      <span><i />{t('shifts.legend.work')}</span><span><i data-kind="off" />{t('shifts.legend.off')}</span><span><i data-kind="leave" />{t('shifts.legend.leave')}</span><span><i data-other />{t('shifts.legend.single')}</span>
    </p>
  );
};

/** Who works which shifts, month by month. */
export const ShiftsPage = () => {
  const t = useT();
  const { offsetMinutes } = useRulePack().calendar;
  const today = dayTextAt(offsetMinutes, useNow());
  const book = useWorkBook();
  const people = [...usePeople()?.values() ?? []].filter(({ active }) => active);
  const [shownMonth, setMonth] = useState<string>();
  const [day, setDay] = useState<{ readonly person: PersonRow; readonly day: string }>();
  const [person, setPerson] = useState<PersonRow>();
  const [change, setChange] = useState<DayChange>();
  const month = shownMonth ?? today.slice(0, 7);
  const go = (by: number): void => setMonth(monthBy(month, by));
  return (
    <section className={page.sheet} aria-label={t('admin.shifts')} data-testid="shifts-page">
      <h1>{t('admin.shifts')}</h1>
      <p className={page.lead}>{t('shifts.about')}</p>
      <div className={styles.tools}>
        <IconButton icon="chevronLeft" label={t('shifts.monthBefore')} onPress={() => go(-1)} /><b>{month}</b><IconButton icon="chevronRight" label={t('shifts.monthAfter')} onPress={() => go(1)} />
        {month !== today.slice(0, 7) && <Button size="small" onPress={() => setMonth(undefined)}>{t('shifts.thisMonth')}</Button>}
      </div>
      {change !== undefined && <Undo key={`${change.person.id}${change.day}`} change={change} onDone={() => setChange(undefined)} />}
      {book === undefined ? <SkeletonRows rows={4} label={t('admin.shifts')} /> : <MonthGrid people={people} days={daysOfMonth(month)} today={today} book={book} onDay={(who, on) => setDay({ person: who, day: on })} onPerson={setPerson} />}
      <Legend />
      {day !== undefined && book !== undefined && <DayDialog {...day} spans={spansOn(book, day.person, day.day)} single={book.of(day.person.id).days.findLast((each) => each.day === day.day)?.spans ?? null} onClose={() => setDay(undefined)} onSaved={setChange} />}
      {person !== undefined && book !== undefined && <PatternDialog person={person} others={people.filter(({ id }) => id !== person.id)} current={book.of(person.id).patterns.findLast(({ from }) => from <= today)?.pattern ?? null} today={today} onClose={() => setPerson(undefined)} />}
    </section>
  );
};
