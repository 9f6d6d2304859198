import { Fragment, useId, useState, type FormEvent } from 'react';
import { AppError } from '#shared/domain/errors';
import type { MaskedField } from '#shared/rules/customerPolicy';
import type { EvidenceReport } from '#shared/ipc/desk/evidenceRoutes';
import { app } from '../bridge/app';
import { desk } from '../bridge/desk';
import { formatFull } from '../i18n/format';
import { useT } from '../i18n/useT';
import { useTask } from '../state/useTask';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import styles from './Evidence.module.css';

const Report = ({ report }: { readonly report: EvidenceReport }) => {
  const t = useT();
  const { intact, problems, facts } = report;
  return (
    <>
      <p className={styles.said} data-bad={!intact || undefined} role="status" data-testid="evidence-report">{intact ? t('evidence.intact') : t('evidence.broken', { count: problems.length })}</p>
      {problems.length > 0 && <ul className={styles.problems}>{problems.map(({ kind, file, seq }, index) => <li key={`${file} ${kind} ${index}`}>{file}{seq !== undefined && ` #${seq}`}: {t(`evidence.problem.${kind}`)}</li>)}</ul>}
      {facts !== undefined && intact && (
        <dl className={styles.facts}>
          <dt>{t('evidence.by')}</dt><dd>{facts.exportedBy} · {formatFull(Date.parse(facts.exportedAt))}</dd>
          <dt>{t('evidence.purpose')}</dt><dd>{facts.purpose}</dd>
          <dt>{t('evidence.entries')}</dt><dd>{facts.entries.toLocaleString()}</dd>
          {facts.sealed > 0 && <><dt>{t('evidence.masked')}</dt><dd>{t('evidence.sealed', { count: facts.sealed, kinds: facts.masked.map((kind) => t(`evidence.mask.${kind as MaskedField}`)).join('、') })}</dd></>}
          {facts.erased.map(({ tombstone, count, at, reason }) => <Fragment key={tombstone}><dt>{t('evidence.erased')}</dt><dd>{t('evidence.erasedBy', { count, tombstone, time: formatFull(at), reason })}</dd></Fragment>)}
          <dt>{t('evidence.origin')}</dt><dd>{t(facts.isOurs ? 'evidence.origin.ours' : 'evidence.origin.other')}</dd>
        </dl>
      )}
    </>
  );
};

/** Says intact, or names what was altered, removed, added or cut. `path`: a package at hand. */
export const VerifyDialog = ({ path: given, onClose }: { readonly path?: string; readonly onClose: () => void }) => {
  const t = useT();
  const id = useId();
  const [path, setPath] = useState(given);
  const [password, setPassword] = useState('');
  const [needsPassword, setNeedsPassword] = useState(false);
  const [report, setReport] = useState<EvidenceReport>();
  const { run: runTask, isBusy, problem } = useTask();
  const run = (task: () => Promise<void>): void => {
    setReport(undefined);
    runTask(task, (cause) => { if (cause instanceof AppError && cause.code === 'evidence.needsPassword') setNeedsPassword(true); });
  };
  const verify = async (file: string): Promise<void> => { setReport(await desk.call('evidence.verify', { path: file, ...(password !== '' && { password }) })); };
  const choose = (): void => run(async () => {
    const chosen = await app.request('dialog.openFile', { title: t('evidence.verify'), kind: 'zip' });
    if (!chosen) return;
    setPath(chosen.path);
    await verify(chosen.path);
  });
  const submit = (event: FormEvent): void => { event.preventDefault(); if (path !== undefined) run(() => verify(path)); };
  return (
    <Dialog title={t('evidence.verify')} closeLabel={t('evidence.close')} onClose={onClose} width="wide">
      <form className={styles.body} onSubmit={submit} data-testid="evidence-verify-form">
        <p className={styles.lead}>{t('evidence.verify.about')}</p>
        {path !== undefined && <p className={styles.note}>{path}</p>}
        {needsPassword && <div className={styles.field}><label htmlFor={id}>{t('evidence.password.open')}</label><input id={id} type="password" autoComplete="off" maxLength={256} value={password} onChange={(event) => setPassword(event.target.value)} /></div>}
        {problem !== undefined && <p className={styles.said} data-bad role="alert">{problem}</p>}
        {report !== undefined && <Report report={report} />}
        <div className={styles.foot}>
          <span className={styles.stretch} />
          <Button onPress={choose} isDisabled={isBusy} testId="evidence-pick">{t('evidence.pick')}</Button>
          {path !== undefined && <Button type="submit" kind="primary" icon="shield" isDisabled={isBusy} testId="evidence-check">{t(isBusy ? 'evidence.checking' : 'evidence.check')}</Button>}
        </div>
      </form>
    </Dialog>
  );
};
