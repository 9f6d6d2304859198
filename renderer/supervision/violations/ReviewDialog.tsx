import { useId, useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import type { RaisedReview } from '#shared/rules/regulation/monthTotals';
import { usePeople } from '../../archive/queries/usePeople';
import { useRegulation } from '../../archive/queries/useViolations';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ruleName } from '../../violations/violationWords';
import styles from './Violations.module.css';

/** What came of a review the month raised: words for the record, nothing more. */
export const ReviewDialog = ({ person, month, review, onClose }: { readonly person: PersonId; readonly month: string; readonly review: RaisedReview; readonly onClose: () => void }) => {
  const t = useT();
  const id = useId();
  const people = usePeople();
  const pack = useRegulation();
  const { run, isBusy, problem } = useTask();
  const [note, setNote] = useState('');
  const settle = (verdict: 'held' | 'dropped'): void => run(async () => {
    await desk.call('violation.settleReview', { person, month, rule: review.rule, verdict, note: note.trim() });
    onClose();
  });
  return (
    <Dialog title={t('violations.review.settled')} closeLabel={t('common.close')} onClose={onClose}>
      <div className={styles.raise}>
        <p>{people?.get(person)?.name} · {month} · {t(`violations.review.${review.of}`)} · {t('violations.review.why', { rule: ruleName(pack, review.rule), count: review.count, limit: review.limit })}</p>
        <div className={styles.field}><label htmlFor={id}>{t('violations.review.note')}</label><textarea id={id} rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} data-testid="review-note" /></div>
        <p className={styles.hint}>{t('violations.review.hint')}</p>
        {problem !== undefined && <p className={styles.problem} role="alert">{problem}</p>}
        <div className={styles.buttons}>
          <span className={styles.stretch} />
          <Button isDisabled={isBusy || note.trim() === ''} onPress={() => settle('dropped')} testId="review-dropped">{t('violations.review.dropped')}</Button>
          <Button kind="primary" isDisabled={isBusy || note.trim() === ''} onPress={() => settle('held')} testId="review-held">{t('violations.review.held')}</Button>
        </div>
      </div>
    </Dialog>
  );
};
