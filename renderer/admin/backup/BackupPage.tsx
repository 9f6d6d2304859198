import { useState } from 'react';
import { AppError } from '#shared/domain/errors';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useBackups, type BackupFacts } from '../../archive/queries/useBackups';
import { desk } from '../../bridge/desk';
import { formatCount, formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { useNow } from '../../ui/useNow';
import { sentenceOf } from '../../i18n/sentenceOf';
import { Popconfirm } from '../../ui/Popconfirm';
import page from '../../ui/Page.module.css';
import styles from './Backup.module.css';
import { BackupHistory } from './BackupHistory';
import { clockTime } from './clockTime';
import { PlanForm } from './PlanForm';
import { overdueOf } from './proofDue';
import { RestorePane } from './RestorePane';
import { useBackupWork } from './useBackupWork';
import { WorkBar } from './WorkBar';

type Said = { readonly text: string; readonly isBad?: boolean };

const Facts = ({ facts }: { readonly facts: BackupFacts }) => {
  const t = useT();
  const { plan, lastDone, lastProven } = facts;
  if (plan === null) return null;
  return (
    <dl className={styles.facts}>
      <dt>{t('backup.folder')}</dt><dd>{plan.folder}</dd>
      <dt>{t('backup.plan')}</dt><dd>{plan.daily === null ? t('backup.plan.manual', { keep: plan.keep }) : t('backup.plan.daily', { time: clockTime(plan.daily), keep: plan.keep })}</dd>
      <dt>{t('backup.lastDone')}</dt><dd data-testid="backup-last">{lastDone === undefined ? t('backup.never') : formatFull(lastDone.at)}</dd>
      <dt>{t('backup.lastProven')}</dt><dd data-testid="backup-proven">{lastProven === undefined ? t('backup.never') : formatFull(lastProven.at)}</dd>
    </dl>
  );
};

const Warnings = ({ facts }: { readonly facts: BackupFacts }) => {
  const t = useT();
  const due = overdueOf(facts, useNow());
  return (
    <>
      {facts.plan === null && <p className={styles.warn}><Icon name="warning" />{t('backup.none')}</p>}
      {due.copy && <p className={styles.warn} role="status"><Icon name="warning" />{t('backup.copyDue')}</p>}
      {due.proof && <p className={styles.warn} role="status" data-testid="backup-proof-due"><Icon name="warning" />{t('backup.proofDue')}</p>}
    </>
  );
};

const Commands = ({ onEdit }: { readonly onEdit: () => void }) => {
  const t = useT();
  const work = useBackupWork(true);
  const [said, setSaid] = useState<Said>();
  const run = (task: Promise<string>): void => {
    setSaid(undefined);
    task.then((text) => setSaid({ text }), (cause: unknown) => setSaid({ text: sentenceOf(cause), isBad: !(cause instanceof AppError && cause.code === 'backup.cancelled') }));
  };
  return (
    <>
      <div className={styles.tools}>
        <Button kind="primary" icon="download" isDisabled={work !== null} onPress={() => run(desk.call('backup.run').then(() => t('backup.doneOk')))} testId="backup-run">{t('backup.run')}</Button>
        <Button icon="shield" isDisabled={work !== null} onPress={() => run(desk.call('backup.prove').then(({ head }) => t('backup.provenOk', { head: formatCount(head) })))} testId="backup-prove">{t('backup.prove')}</Button>
        <Button onPress={onEdit} isDisabled={work !== null} testId="backup-edit">{t('backup.edit')}</Button>
        <Popconfirm title={t('backup.end')} description={t('backup.end.ask')} okText={t('backup.end')} cancelText={t('backup.cancelEdit')} onConfirm={() => run(desk.call('backup.stop').then(() => t('backup.fact.ended')))}>
          <span><Button kind="ghost" isDisabled={work !== null}>{t('backup.end')}</Button></span>
        </Popconfirm>
      </div>
      <p className={styles.note}>{t('backup.prove.hint')}</p>
      {work !== null && <WorkBar work={work} />}
      {said !== undefined && work === null && <p className={styles.said} data-bad={said.isBad || undefined} role={said.isBad ? 'alert' : 'status'} data-testid="backup-said">{said.text}</p>}
    </>
  );
};

/** Copies of the record: the plan, a run, the proof, and what became of them; on an empty desk also the way back. */
export const BackupPage = () => {
  const t = useT();
  const facts = useBackups();
  const accounts = useAccounts();
  const [isEditing, setEditing] = useState(false);
  const isOpen = facts !== undefined && (facts.plan === null || isEditing);
  return (
    <section className={page.text} aria-label={t('backup.title')} data-testid="backup-page">
      <h1>{t('backup.title')}</h1>
      <p className={page.lead}>{t('backup.about')}</p>
      <p className={styles.note}>{t('backup.excluded')}</p>
      {facts === undefined && <SkeletonRows rows={4} label={t('backup.title')} />}
      {facts !== undefined && <Warnings facts={facts} />}
      {facts !== undefined && !isOpen && <><Facts facts={facts} /><Commands onEdit={() => setEditing(true)} /></>}
      {isOpen && <PlanForm key={JSON.stringify(facts.plan)} plan={facts.plan} onDone={() => setEditing(false)} {...(facts.plan !== null && { onCancel: () => setEditing(false) })} />}
      {facts !== undefined && <><h2>{t('backup.history')}</h2><BackupHistory rows={facts.rows} /></>}
      <h2>{t('restore.here')}</h2>
      {accounts !== undefined && accounts.length > 0 ? <p className={styles.note}>{t('restore.here.about')}</p> : <><p className={styles.note}>{t('restore.here.empty')}</p><RestorePane asks /></>}
    </section>
  );
};
