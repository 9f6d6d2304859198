import { useEffect, useState } from 'react';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button, IconButton, LinkButton } from '../../ui/Button';
import { useDecisions } from './useDecisions';
import { clearChecked, forgetDone, useViolationPlace } from './violationPlace';
import styles from './Violations.module.css';

const SHOWN_MS = 20_000;

/** Several at once: those that can be decided without another question. */
export const BulkBar = ({ rows }: { readonly rows: readonly ViolationRow[] }) => {
  const t = useT();
  const { confirm, dismiss, isBarred, isBusy, problem } = useDecisions();
  const [reason, setReason] = useState('');
  const able = rows.filter((row) => row.state === 'proposed' && row.fen !== undefined && !isBarred(row)).map(({ id }) => id);
  const words = reason.trim();
  return (
    <div className={styles.bulk} role="group" aria-label={t('violations.chosen', { count: rows.length })} data-testid="violation-bulk">
      <b>{t('violations.chosen', { count: rows.length })}</b>
      {able.length < rows.length && <span className={styles.hint}>{t('violations.skip', { count: rows.length - able.length })}</span>}
      {problem !== undefined && <span className={styles.problem} role="alert">{problem}</span>}
      <span className={styles.stretch} />
      <input value={reason} maxLength={500} aria-label={t('violations.reason')} placeholder={t('violations.reason')} onChange={(event) => setReason(event.target.value)} data-testid="bulk-reason" />
      <Button onPress={() => dismiss(able, words)} isDisabled={isBusy || able.length === 0 || words === ''} title={words === '' ? t('violations.reasonNeeded') : undefined} testId="bulk-dismiss">{t('violations.dismissMany')}</Button>
      <Button kind="primary" onPress={() => confirm(able, words === '' ? {} : { reason: words })} isDisabled={isBusy || able.length === 0} testId="bulk-confirm">{t('violations.confirmMany')}</Button>
      <IconButton icon="close" label={t('violations.clearChoice')} onPress={clearChecked} />
    </div>
  );
};

/** What was just decided, with 撤销 beside it; later 撤回决定 at the violation still takes it back. */
export const DoneBar = () => {
  const t = useT();
  const done = useViolationPlace((place) => place.done);
  const { run, isBusy, problem } = useTask();
  useEffect(() => {
    if (done === undefined) return undefined;
    const timer = setTimeout(forgetDone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done]);
  if (done === undefined) return null;
  const back = (): void => run(async () => {
    await desk.call('violation.reopen', { violations: done.violations });
    forgetDone();
  });
  return (
    <div className={styles.done} role="status" data-testid="violation-done">
      <span>{problem ?? t(`violations.done.${done.what}`, { count: done.violations.length })}</span>
      <LinkButton onPress={back} isDisabled={isBusy} testId="violation-undo">{t('violations.undo')}</LinkButton>
      <IconButton icon="close" size={18} label={t('common.close')} onPress={forgetDone} />
    </div>
  );
};
