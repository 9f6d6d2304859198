import { useState } from 'react';
import type { VerifyOutcome } from '#shared/ipc/deskRoutes';
import { desk } from '../../bridge/desk';
import { formatFull } from '../../i18n/format';
import { errorSentence } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { VerifyButton } from '../../evidence/EvidenceButtons';
import { useRole } from '../../state/session';
import { Icon } from '../../ui/Icon';
import { sentenceOf } from '../../i18n/sentenceOf';
import page from '../../ui/Page.module.css';
import styles from './Records.module.css';
import { useEngineInfo } from './useEngineInfo';

const Result = ({ outcome }: { readonly outcome: VerifyOutcome }) => {
  const t = useT();
  return (
    <>
      <p className={styles.result} data-bad={!outcome.intact || undefined} role="status" data-testid="verify-result">
        <Icon name={outcome.intact ? 'shield' : 'warning'} />
        {outcome.intact ? t('records.intact', { entries: outcome.entries, size: outcome.checkpointSize }) : t('records.broken', { count: outcome.problems.length })}
      </p>
      {(outcome.erased ?? []).map(({ tombstone, count, at, reason }) => <p key={tombstone} className={styles.quiet} data-testid="verify-erased">{t('records.erased', { count, tombstone, time: formatFull(at), reason })}</p>)}
      {outcome.problems.length > 0 && <ul className={styles.problems}>{outcome.problems.map((problem, index) => <li key={`${problem.code}-${index}`}>{errorSentence(problem.code, problem.data)}</li>)}</ul>}
    </>
  );
};

/** Where the records are, how many, and the proof on demand that nobody changed them. */
export const RecordsPage = () => {
  const t = useT();
  const role = useRole();
  const { info, refresh } = useEngineInfo();
  const [outcome, setOutcome] = useState<VerifyOutcome>();
  const [problem, setProblem] = useState<string>();
  const [isChecking, setChecking] = useState(false);
  const check = (): void => {
    setChecking(true);
    setProblem(undefined);
    desk.call('ledger.verify').then(setOutcome, (cause: unknown) => setProblem(sentenceOf(cause))).finally(() => { setChecking(false); refresh(); });
  };
  return (
    <section className={page.text} aria-label={t('records.title')}>
      <h1>{t('records.title')}</h1>
      <p className={page.lead}>{t('records.about')}</p>
      <dl className={styles.facts}>
        <dt>{t('records.path')}</dt><dd className={styles.code}>{info?.ledgerPath ?? '…'}</dd>
        <dt>{t('records.identity')}</dt><dd className={styles.code}>{info?.ledger ?? '…'}</dd>
        <dt>{t('records.entries')}</dt><dd>{info?.head.toLocaleString() ?? '…'}</dd>
        <dt>{t('records.storage')}</dt><dd>{info === undefined ? '…' : t(`records.storage.${info.storage}`)}</dd>
        <dt>{t('records.engine')}</dt><dd>{info?.engine ?? '…'}</dd>
      </dl>
      <div className={styles.tools}>
        <Button kind="primary" icon="shield" isDisabled={isChecking || info === undefined} onPress={check} testId="verify">{t(isChecking ? 'records.checking' : 'records.check')}</Button>
        {role !== 'agent' && <VerifyButton />}
      </div>
      {outcome !== undefined && !isChecking && <Result outcome={outcome} />}
      {problem !== undefined && <p className={styles.result} data-bad role="alert">{problem}</p>}
      <p className={styles.quiet}>{t('records.rebuild')} {t('records.cli')} <code className={styles.code}>npm run verify -- "{info?.ledgerPath ?? '…'}"</code></p>
    </section>
  );
};
