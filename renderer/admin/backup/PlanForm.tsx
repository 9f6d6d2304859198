import { Checkbox, Input } from 'antd';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { BACKUP_PASSPHRASE_MIN, type BackupPlan } from '#shared/domain/backup';
import { app } from '../../bridge/app';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { InputNumber } from '../../ui/InputNumber';
import { sentenceOf } from '../../i18n/sentenceOf';
import styles from './Backup.module.css';
import { clockTime, minuteOf } from './clockTime';

const AT_FIRST = 12 * 60 + 30;

const Row = ({ label, note, children }: { readonly label: string; readonly note?: string; readonly children: (labelId: string) => ReactNode }) => {
  const id = useId();
  return <div className={styles.row}><span id={id}>{label}</span><div>{children(id)}{note !== undefined && <p className={styles.note}>{note}</p>}</div></div>;
};

/** Where, when and how many; the passphrase is asked for at first and whenever it should change. */
export const PlanForm = ({ plan, onDone, onCancel }: { readonly plan: BackupPlan | null; readonly onDone: () => void; readonly onCancel?: () => void }) => {
  const t = useT();
  const [folder, setFolder] = useState(plan?.folder ?? '');
  const [daily, setDaily] = useState(plan === null ? AT_FIRST : plan.daily);
  const [keep, setKeep] = useState(plan?.keep ?? 7);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isAsked = plan === null || passphrase !== '';
  const isShort = isAsked && [...passphrase].length < BACKUP_PASSPHRASE_MIN;
  const differs = isAsked && again !== passphrase;
  const choose = (): void => {
    app.request('dialog.folder', { title: t('backup.folder.title') }).then((chosen) => { if (chosen) setFolder(chosen.path); }, (cause: unknown) => setProblem(sentenceOf(cause)));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || isShort || differs || folder === '') return;
    setBusy(true);
    setProblem(undefined);
    desk.call('backup.plan', { plan: { folder, daily, keep }, ...(passphrase !== '' && { passphrase }) }).then(onDone, (cause: unknown) => setProblem(sentenceOf(cause))).finally(() => setBusy(false));
  };
  return (
    <form onSubmit={submit} aria-label={t('backup.plan')}>
      <Row label={t('backup.folder')}>
        {() => <><span className={styles.path} data-testid="backup-folder">{folder === '' ? t('backup.folder.none') : folder}</span><Button onPress={choose} testId="backup-choose">{t('backup.folder.choose')}</Button></>}
      </Row>
      <Row label={t('backup.passphrase')} note={t('backup.passphrase.hint')}>
        {(id) => <Input.Password className={styles.field} aria-labelledby={id} value={passphrase} maxLength={256} autoComplete="new-password" placeholder={plan === null ? t('backup.passphrase.short', { min: BACKUP_PASSPHRASE_MIN }) : t('backup.passphrase.known')} onChange={(event) => setPassphrase(event.target.value)} data-testid="backup-passphrase" />}
      </Row>
      {isAsked && (
        <Row label={t('backup.passphrase.again')}>
          {(id) => <><Input.Password className={styles.field} aria-labelledby={id} value={again} maxLength={256} autoComplete="new-password" onChange={(event) => setAgain(event.target.value)} data-testid="backup-again" />{again !== '' && differs && <span className={styles.bad} role="alert">{t('backup.passphrase.differs')}</span>}</>}
        </Row>
      )}
      <Row label={t('backup.daily')} note={t('backup.daily.hint')}>
        {(id) => <><Checkbox aria-labelledby={id} checked={daily !== null} onChange={(event) => setDaily(event.target.checked ? AT_FIRST : null)} data-testid="backup-daily" />{daily !== null && <input className={styles.time} type="time" aria-label={t('backup.daily.at')} value={clockTime(daily)} onChange={(event) => setDaily(minuteOf(event.target.value) ?? daily)} />}</>}
      </Row>
      <Row label={t('backup.keep')}>{(id) => <InputNumber aria-labelledby={id} min={1} max={60} value={keep} onChange={(value) => setKeep(value ?? 1)} />}</Row>
      <div className={styles.tools}>
        <Button type="submit" kind="primary" isDisabled={isBusy || folder === '' || isShort || differs} testId="backup-save">{t('backup.save')}</Button>
        {onCancel !== undefined && <Button onPress={onCancel}>{t('backup.cancelEdit')}</Button>}
        {problem !== undefined && <span className={styles.bad} role="alert">{problem}</span>}
      </div>
    </form>
  );
};
