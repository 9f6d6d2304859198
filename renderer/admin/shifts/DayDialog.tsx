import { useState, type FormEvent } from 'react';
import { dayStart } from '#shared/rules/duties/days';
import type { PersonRow } from '../../archive/schema/personRows';
import { useRulePack } from '../../archive/queries/rulePack';
import { desk } from '../../bridge/desk';
import styles from '../../duties/Duties.module.css';
import { noonOf } from '../../duties/dayWords';
import { formatDay } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { offered, spanKey, toggled, type Span } from './spanChoice';

export type DayChange = { readonly person: PersonRow; readonly day: string; readonly before: readonly Span[] | null };

/** One day of one person otherwise than their pattern says. `spans`: what they work now; `single`: what was set for this day alone. */
export const DayDialog = ({ person, day, spans, single, onClose, onSaved }: {
  readonly person: PersonRow; readonly day: string; readonly spans: readonly Span[]; readonly single: readonly Span[] | null;
  readonly onClose: () => void; readonly onSaved: (change: DayChange) => void;
}) => {
  const t = useT();
  const task = useTask();
  const { shifts, calendar } = useRulePack();
  const [chosen, setChosen] = useState(spans);
  const [reason, setReason] = useState('');
  const save = (next: readonly Span[] | null): void => task.run(async () => {
    await desk.call('shift.override', { person: person.id, days: [day], spans: next, ...(reason.trim() !== '' && { reason: reason.trim() }) });
    onSaved({ person, day, before: single });
    onClose();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save(chosen);
  };
  return (
    <Dialog title={t('shifts.dayOf', { name: person.name, day: formatDay(noonOf(dayStart(calendar.offsetMinutes, day))) })} closeLabel={t('common.close')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} data-testid="shift-day">
        <fieldset className={styles.checks}><legend>{t('shifts.works')}</legend>
          {offered(shifts, spans).map((span) => <label key={spanKey(span)}><input type="checkbox" checked={chosen.some((each) => spanKey(each) === spanKey(span))} onChange={() => setChosen(toggled(chosen, span))} />{spanKey(span)}</label>)}
        </fieldset>
        {chosen.length === 0 && <p className={styles.hint}>{t('shifts.noneMeansOff')}</p>}
        <label className={styles.field}><span>{t('shifts.reason')}</span><input type="text" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} /></label>
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
        <div className={styles.buttons}>
          {single !== null && <Button isDisabled={task.isBusy} onPress={() => save(null)} testId="shift-day-reset">{t('shifts.asPattern')}</Button>}
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={task.isBusy} testId="shift-day-save">{t('shifts.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
