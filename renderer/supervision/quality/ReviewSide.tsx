import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Scorecard } from '#shared/rules/quality/scorecard';
import { ruleWords } from '#shared/rules/rulePack';
import { usePeople } from '../../archive/queries/usePeople';
import type { ReviewRow } from '../../archive/schema/qualityRows';
import { desk } from '../../bridge/desk';
import { formatMoment } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { ScoreHead, ScoreSheet } from '../../ui/ScoreSheet';
import { AppealPanel } from './AppealPanel';
import { CalibrateDialog } from './CalibrateDialog';
import styles from './Quality.module.css';
import { ReasonDialog } from './ReasonDialog';
import { ScoreForm } from './ScoreForm';
import { StepList } from './StepList';
import { TrainingDialog } from './TrainingDialog';
import { changeDraft, dropDraft, useDraftsLoaded, useScoreDraft } from './scoreDrafts';
import { chooseReview } from '../../state/reviewPlace';

type SideProps = {
  readonly review: ReviewRow; readonly card: Scorecard; readonly rows: readonly ReviewRow[]; readonly me: string | undefined; readonly agent: string;
  readonly active: string; readonly onActive: (criterion: string) => void; readonly onNext: () => void; readonly children: ReactNode;
};

const PanelHead = ({ review, rows, card }: Pick<SideProps, 'review' | 'rows' | 'card'>) => {
  const t = useT();
  const locale = useLocale();
  const own = rows.filter(({ sample, reviewer }) => sample === review.sample && reviewer === review.reviewer);
  return <header className={styles.panelHead}><h2>{ruleWords(card.title, locale)}</h2><small>{t('quality.place', { place: own.findIndex(({ id }) => id === review.id) + 1, count: own.length })}</small></header>;
};

/** My open review: fill in, skip with a reason, hand in. */
const Filling = ({ review, card, rows, me, agent, active, onActive, onNext, children }: SideProps) => {
  const t = useT();
  const task = useTask();
  const draft = useScoreDraft(review.id);
  const isLoaded = useDraftsLoaded();
  const [isSkipping, setSkipping] = useState(false);
  const mine = rows.filter(({ reviewer, state }) => reviewer === me && state === 'open');
  const before = mine[mine.findIndex(({ id }) => id === review.id) - 1];
  const submit = (): void => task.run(async () => {
    await desk.call('quality.score', { review: review.id, score: draft });
    dropDraft(review.id);
    onNext();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.code !== 'Enter' || !event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  if (!isLoaded) return null;
  return (
    <>
      <div className={styles.sideScroll} onKeyDown={onKeyDown}>
        <section className={styles.panel} aria-label={t('quality.card')}>
          <PanelHead review={review} rows={rows} card={card} />
          <ScoreForm card={card} draft={draft} active={active} onActive={onActive} agent={agent} onChange={(change) => changeDraft(review.id, undefined, change)} />
        </section>
        {children}
      </div>
      <footer className={styles.foot}>
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
        <Button kind="ghost" onPress={() => setSkipping(true)} testId="review-skip">{t('quality.skip')}</Button>
        {before !== undefined && <Button onPress={() => chooseReview(before.id)}>{t('quality.previous')}</Button>}
        <Button kind="primary" onPress={submit} isDisabled={task.isBusy} keys="Control+Enter" testId="review-submit">{t(mine.length > 1 ? 'quality.submit' : 'quality.submitOnly')}</Button>
      </footer>
      {isSkipping && (
        <ReasonDialog
          title={t('quality.skipTitle')} hint={t('quality.skipHint')} label={t('quality.skipReason')} go={t('quality.skipGo')} onClose={() => setSkipping(false)}
          onGo={async (reason) => { await desk.call('quality.skip', { review: review.id, reason }); dropDraft(review.id); onNext(); }}
        />
      )}
    </>
  );
};

/** A score that is in: what it was, what was said to it, what may come of it. */
const Given = ({ review, card, rows, me, agent, children }: SideProps) => {
  const t = useT();
  const people = usePeople();
  const [dialog, setDialog] = useState<'training' | 'calibrate'>();
  const { score, earlier } = review;
  if (score === undefined) return null;
  const name = (score.by === undefined ? undefined : people?.get(score.by)?.name) ?? t('timeline.somebody');
  return (
    <>
      <div className={styles.sideScroll}>
        {review.appeal?.state === 'open' && <AppealPanel review={review} card={card} me={me} agent={agent} />}
        <section className={styles.panel} aria-label={t('quality.card')}>
          <PanelHead review={review} rows={rows} card={card} />
          <ScoreHead card={card} score={score} isVoid={review.isVoid}>{earlier !== undefined && <span className={styles.quiet}>{t('quality.wasBefore', { total: earlier.total })}</span>}</ScoreHead>
          <ScoreSheet card={card} answers={score.score.answers} notes={score.score.notes} causes={score.score.causes} />
          {score.score.comment !== undefined && score.score.comment !== '' && <p>{score.score.comment}</p>}
          <p className={styles.quiet}>{t('quality.scoredBy', { name, time: formatMoment(score.at) })}{review.kind === 'first' && ` · ${review.acknowledgedAt === undefined ? t('quality.notAcknowledged') : t('quality.acknowledged', { time: formatMoment(review.acknowledgedAt) })}`}</p>
          <StepList steps={review.steps} />
        </section>
        {children}
      </div>
      <footer className={styles.foot}>
        <Button onPress={() => setDialog('training')} testId="training-save">{t('quality.saveTraining')}</Button>
        <Button onPress={() => setDialog('calibrate')} testId="calibrate">{t('quality.calibrate')}</Button>
      </footer>
      {dialog === 'training' && <TrainingDialog review={review} onClose={() => setDialog(undefined)} />}
      {dialog === 'calibrate' && <CalibrateDialog review={review} onClose={() => setDialog(undefined)} />}
    </>
  );
};

/** Beside the record: the scorecard in whatever state the review is. */
export const ReviewSide = (props: SideProps) => {
  const t = useT();
  const people = usePeople();
  const { review, me, children } = props;
  if (review.state === 'scored' && review.score !== undefined) return <Given {...props} />;
  if (review.state === 'open' && review.reviewer === me && review.agent !== me) return <Filling {...props} />;
  const theirs = t('quality.theirs', { name: people?.get(review.reviewer)?.name ?? t('timeline.somebody') });
  return (
    <div className={styles.sideScroll}>
      <section className={styles.panel} aria-label={t('quality.card')}>
        <PanelHead review={review} rows={props.rows} card={props.card} />
        <p>{review.agent === me ? t('quality.aboutMe') : review.state === 'skipped' ? t('quality.skippedBecause', { reason: review.skipReason ?? '' }) : theirs}</p>
        <StepList steps={review.steps} />
      </section>
      {children}
    </div>
  );
};
