import { useState, type FormEvent } from 'react';
import type { Repeat } from '#shared/domain/customer';
import type { CustomerId } from '#shared/domain/ids';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useCommand } from '../conversation/useCommand';
import styles from './Person.module.css';

const DAY_MS = 86_400_000;
const purposes = ['visit', 'sample', 'deal', 'birthday'] as const;
const repeats = ['none', 'day1', 'week1', 'week2', 'month1'] as const;
const repeatOf: Readonly<Record<(typeof repeats)[number], Repeat | undefined>> = {
  none: undefined, day1: { every: 1, unit: 'day' }, week1: { every: 1, unit: 'week' }, week2: { every: 2, unit: 'week' }, month1: { every: 1, unit: 'month' },
};

const pad = (value: number): string => String(value).padStart(2, '0');
/** What a `datetime-local` field wants. */
const localOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
};
const inDays = (days: number): number => new Date(new Date(Date.now() + days * DAY_MS).setHours(10, 0, 0, 0)).getTime();

/** A follow-up: what for, when, how often. */
export const PlanDialog = ({ name, customer, onClose }: { readonly name: string; readonly customer: CustomerId; readonly onClose: () => void }) => {
  const t = useT();
  const command = useCommand();
  const [id] = useState(() => crypto.randomUUID());
  const [purpose, setPurpose] = useState('');
  const [due, setDue] = useState(() => localOf(inDays(3)));
  const [note, setNote] = useState('');
  const [repeat, setRepeat] = useState<(typeof repeats)[number]>('none');
  const at = new Date(due).getTime();
  const isReady = purpose.trim() !== '' && Number.isFinite(at);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const every = repeatOf[repeat];
    const plan = { id, customer, due: at, purpose: purpose.trim(), ...(note.trim() !== '' && { note: note.trim() }), ...(every !== undefined && { repeat: every }) };
    if (isReady && await command.run(() => desk.call('followUp.plan', plan))) onClose();
  };
  return (
    <Dialog title={t('followUp.newFor', { name })} closeLabel={t('common.close')} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <label className={styles.field}><span>{t('followUp.purpose')}</span><input data-autofocus value={purpose} maxLength={120} onChange={(event) => setPurpose(event.target.value)} data-testid="plan-purpose" /></label>
        <div className={styles.picks} role="group" aria-label={t('followUp.often')}>{purposes.map((one) => <button key={one} type="button" onClick={() => setPurpose(t(`followUp.purpose.${one}`))}>{t(`followUp.purpose.${one}`)}</button>)}</div>
        <div className={styles.pair}>
          <label className={styles.field}><span>{t('followUp.due')}</span><input type="datetime-local" value={due} onChange={(event) => setDue(event.target.value)} data-testid="plan-due" /></label>
          <label className={styles.field}><span>{t('followUp.repeat')}</span><select value={repeat} onChange={(event) => setRepeat(repeats.find((one) => one === event.target.value) ?? 'none')}>{repeats.map((one) => <option key={one} value={one}>{t(`followUp.repeat.${one}`)}</option>)}</select></label>
        </div>
        <div className={styles.picks} role="group" aria-label={t('followUp.due')}>{([1, 3, 7, 30] as const).map((days) => <button key={days} type="button" onClick={() => setDue(localOf(inDays(days)))}>{t('followUp.inDays', { count: days })}</button>)}</div>
        <label className={styles.field}><span>{t('followUp.note')}</span><textarea value={note} maxLength={1000} rows={3} onChange={(event) => setNote(event.target.value)} /></label>
        {command.error !== undefined && <p className={styles.trouble} role="alert">{errorSentence(command.error.code, command.error.data)}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={!isReady || command.isRunning} title={isReady ? undefined : t('followUp.needPurpose')} testId="plan-save">{t('followUp.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
