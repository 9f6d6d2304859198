import { useEffect, useId, useState, type FormEvent } from 'react';
import type { MaskedField } from '#shared/rules/customerPolicy';
import type { EvidenceExported } from '#shared/ipc/desk/evidenceRoutes';
import { app } from '../bridge/app';
import { desk } from '../bridge/desk';
import { formatSize } from '../i18n/format';
import { useT } from '../i18n/useT';
import { useTask } from '../state/useTask';
import { Button, LinkButton } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import styles from './Evidence.module.css';
import type { Offer } from './offer';
import { MaskChoice } from './MaskChoice';
import { isPasswordFit, PasswordFields, type Passwords } from './PasswordFields';
import { ScopeChoice } from './ScopeChoice';

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
      {done.sealed > 0 && <p className={styles.note}>{t('evidence.done.sealed', { count: done.sealed })}</p>}
      <p className={styles.note}>{done.path}</p>
      <p className={styles.note}>{t('evidence.done.how')}</p>
      <div className={styles.foot}><Button icon="shield" onPress={() => onVerify(done.path)} testId="evidence-verify-this">{t('evidence.verify')}</Button></div>
    </>
  );
};

const fileName = (name: string): string => name.replace(/[\\/:*?"<>|\s]+/g, '_').slice(0, 60);

/** What leaves, why, what is covered, a password where wanted, a place; then the package is made. `onVerify` goes on with verifying one. */
export const ExportDialog = ({ offers, onClose, onVerify }: {
  /** At least one. */
  readonly offers: readonly Offer[]; readonly onClose: () => void; readonly onVerify: (path?: string) => void;
}) => {
  const t = useT();
  const id = useId();
  const work = useWork();
  const { run, isBusy, problem } = useTask();
  const [kind, setKind] = useState(offers[0]?.kind);
  const [purpose, setPurpose] = useState('');
  const [masked, setMasked] = useState<readonly MaskedField[]>([]);
  const [attachments, setAttachments] = useState(true);
  const [passwords, setPasswords] = useState<Passwords>({ password: '', again: '' });
  const [done, setDone] = useState<Done>();
  const offer = offers.find((each) => each.kind === kind);
  const isReady = offer !== undefined && purpose.trim().length >= 2 && isPasswordFit(passwords);
  const make = async ({ title, make: ask }: Offer): Promise<void> => {
    const chosen = await app.request('dialog.save', { title: t('evidence.save'), name: `${t('evidence.file')}-${fileName(title)}.zip` });
    if (!chosen) return;
    const { password } = passwords;
    const exported = await desk.call('evidence.export', { of: await ask(), purpose: purpose.trim(), path: chosen.path, masked: [...masked], attachments, ...(password !== '' && { password }) });
    setDone({ ...exported, path: chosen.path });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) run(() => make(offer));
  };
  const cancel = (): void => { desk.call('evidence.cancel').catch(() => undefined /* it ended by itself */); };
  const close = (): void => { if (isBusy) cancel(); onClose(); };
  return (
    <Dialog title={t('evidence.title')} closeLabel={t('evidence.close')} onClose={close} width="wide">
      <form className={styles.body} onSubmit={submit} data-testid="evidence-form">
        {done !== undefined ? <Outcome done={done} onVerify={onVerify} /> : (
          <>
            <ScopeChoice offers={offers} chosen={kind} onChoose={setKind} isDisabled={isBusy} />
            <div className={styles.field}><label htmlFor={`${id}-p`}>{t('evidence.purpose')}</label><textarea id={`${id}-p`} value={purpose} maxLength={500} placeholder={t('evidence.purpose.hint')} onChange={(event) => setPurpose(event.target.value)} data-testid="evidence-purpose" /></div>
            <MaskChoice masked={masked} attachments={attachments} onMasked={setMasked} onAttachments={setAttachments} isDisabled={isBusy} />
            <PasswordFields value={passwords} onChange={setPasswords} />
            <p className={styles.note}>{t('evidence.onRecord')}</p>
            {problem !== undefined && <p className={styles.said} data-bad role="alert">{problem}</p>}
            {isBusy && work !== null && <div className={styles.work} role="status"><progress aria-label={t('evidence.working')} {...(work.total > 0 && { value: work.done, max: work.total })} /><Button size="small" onPress={cancel} testId="evidence-cancel">{t('evidence.cancel')}</Button></div>}
            <div className={styles.foot}>
              <LinkButton onPress={() => onVerify()} isDisabled={isBusy}>{t('evidence.verify')}</LinkButton>
              <span className={styles.stretch} />
              <Button type="submit" kind="primary" icon="download" isDisabled={isBusy || !isReady} testId="evidence-go">{t(isBusy ? 'evidence.working' : 'evidence.go')}</Button>
            </div>
          </>
        )}
      </form>
    </Dialog>
  );
};
