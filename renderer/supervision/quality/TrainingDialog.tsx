import { useState } from 'react';
import { textOf } from '#shared/domain/message';
import { useContactLines } from '../../archive/queries/useReviews';
import type { ReviewRow } from '../../archive/schema/qualityRows';
import { desk } from '../../bridge/desk';
import { formatTime } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { chooseSection } from '../../state/reviewPlace';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './Quality.module.css';

/** Lines of the contact kept as an example for everybody. */
export const TrainingDialog = ({ review, onClose }: { readonly review: ReviewRow; readonly onClose: () => void }) => {
  const t = useT();
  const task = useTask();
  const lines = (useContactLines(review) ?? []).filter(({ parts }) => parts !== undefined && textOf(parts) !== '');
  const [kind, setKind] = useState<'good' | 'bad'>('good');
  const [words, setWords] = useState({ title: '', note: '' });
  const [range, setRange] = useState({ first: 0, last: Infinity });
  const last = Math.min(range.last, lines.length - 1);
  const options = lines.map(({ seq, at, parts }, place) => <option key={seq} value={place}>{formatTime(at)} {textOf(parts ?? []).slice(0, 40)}</option>);
  const save = (): void => task.run(async () => {
    await desk.call('quality.saveTraining', { training: `training-${crypto.randomUUID()}`, kind, title: words.title.trim(), note: words.note.trim(), conversation: review.conversation, lines: lines.slice(range.first, last + 1).map(({ seq }) => seq) });
    onClose();
    chooseSection('training');
  });
  return (
    <Dialog title={t('quality.trainingTitle')} closeLabel={t('quality.close')} onClose={onClose}>
      <div className={styles.panel}>
        <p>{t('quality.trainingHint')}</p>
        <div className={styles.verdicts} role="radiogroup" aria-label={t('quality.training.kind')}>
          {(['good', 'bad'] as const).map((each) => <label key={each}><input type="radio" name="training-kind" checked={kind === each} onChange={() => setKind(each)} />{t(`quality.training.${each}`)}</label>)}
        </div>
        <label className={styles.comment}><span>{t('quality.training.title')}</span><input autoFocus maxLength={100} value={words.title} onChange={({ target }) => setWords((now) => ({ ...now, title: target.value }))} data-testid="training-title" /></label>
        <label className={styles.comment}><span>{t('quality.training.note')}</span><textarea rows={3} maxLength={4000} value={words.note} onChange={({ target }) => setWords((now) => ({ ...now, note: target.value }))} /></label>
        <label className={styles.comment}><span>{t('quality.training.first')}</span><select value={range.first} onChange={({ target }) => setRange((now) => ({ first: Number(target.value), last: Math.max(now.last, Number(target.value)) }))}>{options}</select></label>
        <label className={styles.comment}><span>{t('quality.training.last')}</span><select value={last} onChange={({ target }) => setRange((now) => ({ first: Math.min(now.first, Number(target.value)), last: Number(target.value) }))}>{options}</select></label>
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
      </div>
      <footer className={styles.foot}>
        <Button onPress={onClose}>{t('quality.cancel')}</Button>
        <Button kind="primary" isDisabled={words.title.trim() === '' || lines.length === 0 || task.isBusy} onPress={save} testId="training-go">{t('quality.save')}</Button>
      </footer>
    </Dialog>
  );
};
