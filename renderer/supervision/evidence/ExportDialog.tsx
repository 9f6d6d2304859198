import { useEffect, useId, useState, type FormEvent } from 'react';
import { EVIDENCE_PASSWORD_MIN } from '#shared/domain/evidence';
import type { ConversationId } from '#shared/domain/ids';
import type { EvidenceExported } from '#shared/ipc/desk/evidenceRoutes';
import { app } from '../../bridge/app';
import { desk } from '../../bridge/desk';
import { formatSize } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button, LinkButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './Evidence.module.css';
import { sentenceOf } from './sentenceOf';

type Work = { readonly done: number; readonly total: number };
type Done = EvidenceExported & { readonly path: string };

const useWork = (): Work | null => {
  const [work, setWork] = useState<Work | null>(null);
  useEffect(() => desk.on('evidence.progress', setWork), []);
  return work;
};

const Outcome = ({ done, onVerify }: { readonly done: Done; readonly onVerify: (path: string) => void }) => {
  const t = useT();
  return (
    <>
      <p className={styles.said} role="status" data-testid="evidence-done">{t('evidence.done', { entries: done.entries, messages: done.messages, attachments: done.attachments, size: formatSize(done.bytes) })}</p>
      <p className={styles.note}>{done.path}</p>
      <p className={styles.note}>{t('evidence.done.how')}</p>
      <div className={styles.foot}><Button icon="shield" onPress={() => onVerify(done.path)} testId="evidence-verify-this">{t('evidence.verify')}</Button></div>
    </>
  );
};

/** Why the records leave, a password where wanted, a place; then the package is made. `onVerify` goes on with verifying one. */
export const ExportDialog = ({ conversation, title, onClose, onVerify }: {
  readonly conversation: ConversationId; readonly title: string; readonly onClose: () => void; readonly onVerify: (path?: string) => void;
}) => {
  const t = useT();
  const id = useId();
  const work = useWork();
  const [purpose, setPurpose] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<Done>();
  const [problem, setProblem] = useState<string>();
  const isShort = password !== '' && [...password].length < EVIDENCE_PASSWORD_MIN;
  const differs = password !== again;
  const make = async (): Promise<void> => {
    const chosen = await app.request('dialog.save', { title: t('evidence.save'), name: `${t('evidence.file')}-${title.replace(/[\\/:*?"<>|\s]+/g, '_').slice(0, 60)}.zip` });
    if (!chosen) return;
    const exported = await desk.call('evidence.export', { conversations: [conversation], purpose: purpose.trim(), path: chosen.path, ...(password !== '' && { password }) });
    setDone({ ...exported, path: chosen.path });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || purpose.trim().length < 2 || isShort || differs) return;
    setBusy(true);
    setProblem(undefined);
    make().catch((cause: unknown) => setProblem(sentenceOf(cause))).finally(() => setBusy(false));
  };
  const cancel = (): void => { desk.call('evidence.cancel').catch(() => undefined /* it ended by itself */); };
  const close = (): void => { if (isBusy) cancel(); onClose(); };
  return (
    <Dialog title={t('evidence.title')} closeLabel={t('evidence.close')} onClose={close} width="wide">
      <form className={styles.body} onSubmit={submit} data-testid="evidence-form">
        {done !== undefined ? <Outcome done={done} onVerify={onVerify} /> : (
          <>
            <p className={styles.lead}>{t('evidence.about', { title })}</p>
            <div className={styles.field}><label htmlFor={`${id}-p`}>{t('evidence.purpose')}</label><textarea id={`${id}-p`} value={purpose} maxLength={500} placeholder={t('evidence.purpose.hint')} onChange={(event) => setPurpose(event.target.value)} data-testid="evidence-purpose" /></div>
            <div className={styles.field}><label htmlFor={`${id}-w`}>{t('evidence.password')}</label><input id={`${id}-w`} type="password" autoComplete="new-password" maxLength={256} value={password} placeholder={t('evidence.password.hint', { min: EVIDENCE_PASSWORD_MIN })} onChange={(event) => setPassword(event.target.value)} /></div>
            {password !== '' && <div className={styles.field}><label htmlFor={`${id}-a`}>{t('evidence.password.again')}</label><input id={`${id}-a`} type="password" autoComplete="new-password" maxLength={256} value={again} onChange={(event) => setAgain(event.target.value)} /></div>}
            <p className={styles.note}>{t('evidence.onRecord')}</p>
            {problem !== undefined && <p className={styles.said} data-bad role="alert">{problem}</p>}
            {isBusy && work !== null && <div className={styles.work} role="status"><progress aria-label={t('evidence.working')} {...(work.total > 0 && { value: work.done, max: work.total })} /><Button size="small" onPress={cancel} testId="evidence-cancel">{t('evidence.cancel')}</Button></div>}
            <div className={styles.foot}>
              <LinkButton onPress={() => onVerify()} isDisabled={isBusy}>{t('evidence.verify')}</LinkButton>
              <span className={styles.stretch} />
              <Button type="submit" kind="primary" icon="download" isDisabled={isBusy || purpose.trim().length < 2 || isShort || differs} testId="evidence-go">{t(isBusy ? 'evidence.working' : 'evidence.go')}</Button>
            </div>
          </>
        )}
      </form>
    </Dialog>
  );
};
