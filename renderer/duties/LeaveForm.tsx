import { useState, type FormEvent } from 'react';
import { leaveKinds, type LeaveKind } from '#shared/domain/duties';
import type { LeaveId, PersonId } from '#shared/domain/ids';
import { usePeople } from '../archive/queries/usePeople';
import { desk } from '../bridge/desk';
import { useT } from '../i18n/useT';
import { useTask } from '../state/useTask';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import styles from './Duties.module.css';

const newLeave = (): LeaveId => crypto.randomUUID() as LeaveId; // the window makes the idempotency keys

const pad = (value: number): string => String(value).padStart(2, '0');
/** As a field for date and time has it, on this computer's clock. */
export const fieldTime = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
};

const nextMorning = (): number => {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9).getTime();
};

/** Asks for leave; with `others` a supervisor enters it for somebody, granted at once. */
export const LeaveForm = ({ me, others = false, onClose }: { readonly me: PersonId; readonly others?: boolean; readonly onClose: () => void }) => {
  const t = useT();
  const task = useTask();
  const people = [...usePeople()?.values() ?? []].filter(({ active, id }) => active && id !== me);
  const [leave] = useState(newLeave);
  const [person, setPerson] = useState('');
  const [kind, setKind] = useState<LeaveKind>('personal');
  const [from, setFrom] = useState(() => fieldTime(nextMorning()));
  const [to, setTo] = useState(() => fieldTime(nextMorning() + 9 * 3_600_000));
  const [reason, setReason] = useState('');
  const who = others ? people.find(({ id }) => id === person)?.id ?? people[0]?.id : me;
  const [begins, ends] = [Date.parse(from), Date.parse(to)];
  const isWhole = who !== undefined && reason.trim() !== '' && ends > begins;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWhole) return;
    task.run(async () => {
      await desk.call('leave.ask', { leave, person: who, kind, from: begins, to: ends, reason: reason.trim() });
      onClose();
    });
  };
  return (
    <Dialog title={t(others ? 'leave.enter' : 'leave.ask')} closeLabel={t('common.close')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} data-testid="leave-dialog">
        {others && <label className={styles.field}><span>{t('leave.who')}</span><select value={who ?? ''} onChange={(event) => setPerson(event.target.value)}>{people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>}
        <label className={styles.field}><span>{t('leave.kind')}</span><select value={kind} onChange={(event) => setKind(leaveKinds.find((each) => each === event.target.value) ?? 'personal')} data-testid="leave-kind">{leaveKinds.map((each) => <option key={each} value={each}>{t(`leave.kind.${each}`)}</option>)}</select></label>
        <div className={styles.row}>
          <label className={styles.field}><span>{t('leave.from')}</span><input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} data-testid="leave-from" /></label>
          <label className={styles.field}><span>{t('leave.to')}</span><input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} data-testid="leave-to" /></label>
        </div>
        <label className={styles.field}><span>{t('leave.reason')}</span><textarea rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} data-testid="leave-reason" /></label>
        {!(ends > begins) && <p className={styles.hint}>{t('leave.order')}</p>}
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={task.isBusy || !isWhole} testId="leave-send">{t(others ? 'leave.save' : 'leave.send')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
