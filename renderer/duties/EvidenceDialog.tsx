import { useMemo, useState, type FormEvent } from 'react';
import type { DutyEvidence, MessageRef } from '#shared/domain/duties';
import type { AccountId, DutyDoneId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import { ruleWords } from '#shared/rules/rulePack';
import type { DutyAccountDay } from '../archive/queries/dutyDay';
import { desk } from '../bridge/desk';
import { useLocale, useT } from '../i18n/useT';
import { useTask } from '../state/useTask';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import styles from './Duties.module.css';
import { FileField } from './Files';

const newDone = (): DutyDoneId => crypto.randomUUID() as DutyDoneId; // the window makes the idempotency keys

type Target = { readonly account: AccountId; readonly duty: string };
const keyOf = ({ account, duty }: Target): string => `${account} ${duty}`;

/** What shows that a duty was done: a message of the records (`message`), files, and how many it counts for. */
export const EvidenceDialog = ({ accounts, day, target, message, excerpt, onClose }: {
  readonly accounts: readonly DutyAccountDay[]; readonly day: string; readonly target?: Target | undefined;
  readonly message?: MessageRef; readonly excerpt?: string; readonly onClose: () => void;
}) => {
  const t = useT();
  const locale = useLocale();
  const task = useTask();
  const [done] = useState(newDone);
  const choices = useMemo(() => accounts.flatMap(({ account, lines }) => lines.map(({ rule }) => ({ account: account.id, duty: rule.id, isByHand: rule.counts === 'byHand', name: `${account.name} · ${ruleWords(rule.title, locale)}` }))), [accounts, locale]);
  const first = choices.find(({ isByHand }) => isByHand) ?? choices[0];
  const [chosen, setChosen] = useState(target === undefined ? undefined : keyOf(target));
  const [files, setFiles] = useState<readonly Media[]>([]);
  const [times, setTimes] = useState(1);
  const [note, setNote] = useState('');
  const picked = choices.find((choice) => keyOf(choice) === chosen) ?? first;
  const evidence: readonly DutyEvidence[] = [...(message === undefined ? [] : [{ kind: 'message' as const, ref: message }]), ...files.map((media) => ({ kind: 'file' as const, media }))];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (picked === undefined || evidence.length === 0) return;
    task.run(async () => {
      await desk.call('duty.do', { done, duty: picked.duty, account: picked.account, day, evidence, ...(times > 1 && { times }), ...(note.trim() !== '' && { note: note.trim() }) });
      onClose();
    });
  };
  return (
    <Dialog title={t('duties.addEvidence')} closeLabel={t('common.close')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} data-testid="evidence-dialog">
        {excerpt !== undefined && <blockquote className={styles.quote}>{excerpt}</blockquote>}
        <label className={styles.field}><span>{t('duties.which')}</span>
          <select value={picked === undefined ? '' : keyOf(picked)} onChange={(event) => setChosen(event.target.value)} data-testid="evidence-duty">
            {choices.map((choice) => <option key={keyOf(choice)} value={keyOf(choice)}>{choice.name}</option>)}
          </select>
        </label>
        <FileField files={files} task={task} onChange={setFiles} />
        <div className={styles.row}>
          <label className={styles.field}><span>{t('duties.times')}</span><input type="number" min={1} max={100} value={times} onChange={(event) => setTimes(Math.min(100, Math.max(1, Math.round(Number(event.target.value)) || 1)))} /></label>
          <label className={styles.field}><span>{t('duties.note')}</span><input type="text" maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} /></label>
        </div>
        {choices.length === 0 && <p className={styles.hint}>{t('duties.noAccount')}</p>}
        {evidence.length === 0 && choices.length > 0 && <p className={styles.hint}>{t('duties.needsEvidence')}</p>}
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={task.isBusy || picked === undefined || evidence.length === 0} testId="evidence-save">{t('duties.saveEvidence')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
