import { useState, type FormEvent } from 'react';
import type { ShiftPattern } from '#shared/domain/duties';
import type { PersonRow } from '../../archive/schema/personRows';
import { useRulePack } from '../../archive/queries/rulePack';
import { desk } from '../../bridge/desk';
import styles from '../../duties/Duties.module.css';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { offered, spanKey, toggled, type Span } from './spanChoice';

const week = [1, 2, 3, 4, 5, 6, 0] as const;

/** How somebody works from a day on; other people may be given the same. */
export const PatternDialog = ({ person, others, current, today, onClose }: {
  readonly person: PersonRow; readonly others: readonly PersonRow[]; readonly current: ShiftPattern | null; readonly today: string; readonly onClose: () => void;
}) => {
  const t = useT();
  const task = useTask();
  const { shifts } = useRulePack();
  const [isOwn, setOwn] = useState(current !== null);
  const [from, setFrom] = useState(today);
  const [weekdays, setWeekdays] = useState<readonly number[]>(current?.weekdays ?? week);
  const [holidays, setHolidays] = useState(current?.holidays ?? true);
  const [spans, setSpans] = useState<readonly Span[]>(current?.spans ?? shifts.spans);
  const [also, setAlso] = useState<readonly string[]>([]);
  const isWhole = from >= today && (!isOwn || (weekdays.length > 0 && spans.length > 0));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWhole) return;
    const people = [person.id, ...others.filter(({ id }) => also.includes(id)).map(({ id }) => id)];
    task.run(async () => {
      await desk.call('shift.assign', { people, from, pattern: isOwn ? { weekdays: [...weekdays].sort((a, b) => a - b), holidays, spans: spans.map(({ from: begins, to }) => ({ from: begins, to })) } : null });
      onClose();
    });
  };
  return (
    <Dialog title={t('shifts.patternOf', { name: person.name })} closeLabel={t('common.close')} onClose={onClose} width="wide">
      <form className={styles.form} onSubmit={submit} data-testid="shift-pattern">
        <fieldset className={styles.checks}><legend>{t('shifts.how')}</legend>
          <label><input type="radio" name="how" checked={!isOwn} onChange={() => setOwn(false)} />{t('shifts.asPlan')}</label>
          <label><input type="radio" name="how" checked={isOwn} onChange={() => setOwn(true)} data-testid="shift-own" />{t('shifts.own')}</label>
        </fieldset>
        {isOwn && (
          <>
            <fieldset className={styles.checks}><legend>{t('shifts.works')}</legend>
              {offered(shifts, spans).map((span) => <label key={spanKey(span)}><input type="checkbox" checked={spans.some((each) => spanKey(each) === spanKey(span))} onChange={() => setSpans(toggled(spans, span))} />{spanKey(span)}</label>)}
            </fieldset>
            <fieldset className={styles.checks}><legend>{t('shifts.weekdays')}</legend>
              {week.map((day) => <label key={day}><input type="checkbox" checked={weekdays.includes(day)} onChange={() => setWeekdays(weekdays.includes(day) ? weekdays.filter((each) => each !== day) : [...weekdays, day])} />{t(`shifts.weekday.${day}`)}</label>)}
            </fieldset>
            <label className={styles.checks}><span><input type="checkbox" checked={holidays} onChange={(event) => setHolidays(event.target.checked)} /> {t('shifts.holidays')}</span></label>
          </>
        )}
        <label className={styles.field}><span>{t('shifts.from')}</span><input type="date" min={today} value={from} onChange={(event) => setFrom(event.target.value)} /></label>
        {others.length > 0 && <fieldset className={styles.checks}><legend>{t('shifts.also')}</legend>{others.map(({ id, name }) => <label key={id}><input type="checkbox" checked={also.includes(id)} onChange={() => setAlso(also.includes(id) ? also.filter((each) => each !== id) : [...also, id])} />{name}</label>)}</fieldset>}
        <p className={styles.hint}>{t('shifts.pastStays')}</p>
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={task.isBusy || !isWhole} testId="shift-pattern-save">{t('shifts.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
