import { useState } from 'react';
import { textOf } from '#shared/domain/message';
import { appealUntil } from '#shared/rules/quality/qualityRules';
import { ruleWords } from '#shared/rules/rulePack';
import { usePeople } from '../../archive/queries/usePeople';
import { cardFor, rulesInForce, stepName, useContactLines, useQualityVersions, useReviewsAbout, useTrainings } from '../../archive/queries/useReviews';
import { useConversationTitles } from '../../archive/queries/useConversationTitles';
import type { ReviewRow } from '../../archive/schema/qualityRows';
import { desk } from '../../bridge/desk';
import { formatMoment, formatTime } from '../../i18n/format';
import { translateMaybe } from '../../i18n/translate';
import { useLocale, useT } from '../../i18n/useT';
import { chooseMyReview, useReviewPlace } from '../../state/reviewPlace';
import { useSession } from '../../state/session';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { HelpLink } from '../../ui/HelpLink';
import { ScoreHead, ScoreSheet } from '../../ui/ScoreSheet';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Tag } from '../../ui/Tag';
import { TrainingCard } from '../../ui/TrainingCard';
import styles from './MyReviewsPage.module.css';

/** The messages the score is about, exactly those; those it rests on are marked. */
const Messages = ({ review }: { readonly review: ReviewRow }) => {
  const t = useT();
  const lines = useContactLines(review);
  const cited = new Set(review.score?.score.evidence?.map(({ seq }) => seq));
  return (
    <section className={styles.messages} aria-label={t('quality.theMessages')}>
      <h2>{t('quality.theMessages')}</h2>
      {lines === undefined && <SkeletonRows rows={4} label={t('quality.loading')} />}
      <ol>
        {lines?.map((row) => (
          <li key={row.seq} data-side={row.direction} data-cited={cited.has(row.seq) || undefined}>
            <time>{formatTime(row.at, true)}</time>
            <p>{textOf(row.parts ?? []) || translateMaybe(`lead.${row.parts?.[0]?.kind ?? ''}`) || '…'}</p>
            {cited.has(row.seq) && <small>{t('quality.evidence')}</small>}
          </li>
        ))}
      </ol>
    </section>
  );
};

/** Acknowledge, appeal while the days last, take an appeal back. */
const Answering = ({ review, appealDays }: { readonly review: ReviewRow; readonly appealDays: number }) => {
  const t = useT();
  const task = useTask();
  const [reason, setReason] = useState<string>();
  const until = appealUntil({ appealDays }, review.score?.at ?? 0);
  const isOver = Date.now() > until;
  const mayAppeal = review.appeal === undefined && !isOver;
  const send = (): void => task.run(async () => { await desk.call('quality.appeal', { review: review.id, reason: (reason ?? '').trim() }); setReason(undefined); });
  return (
    <footer className={styles.answering}>
      {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
      {reason !== undefined && (
        <label><span>{t('quality.appealReason')}</span><textarea autoFocus rows={3} maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} data-testid="my-appeal-reason" /></label>
      )}
      <div>
        {review.acknowledgedAt === undefined
          ? <Button kind="primary" isDisabled={task.isBusy} onPress={() => task.run(() => desk.call('quality.acknowledge', { review: review.id }))} testId="my-acknowledge">{t('quality.acknowledge')}</Button>
          : <span className={styles.quiet}>{t('quality.acknowledged', { time: formatMoment(review.acknowledgedAt) })}</span>}
        {mayAppeal && reason === undefined && <Button onPress={() => setReason('')} testId="my-appeal">{t('quality.appealGo')}</Button>}
        {reason !== undefined && <><Button kind="primary" isDisabled={reason.trim() === '' || task.isBusy} onPress={send} testId="my-appeal-send">{t('quality.appealSend')}</Button><Button kind="ghost" onPress={() => setReason(undefined)}>{t('quality.cancel')}</Button></>}
        {review.appeal?.state === 'open' && <Button kind="ghost" isDisabled={task.isBusy} onPress={() => task.run(() => desk.call('quality.takeBack', { review: review.id }))}>{t('quality.takeBack')}</Button>}
        <span className={styles.quiet}>{review.appeal === undefined && (isOver ? t('quality.appealClosed', { days: appealDays }) : t('quality.appealUntil', { time: formatMoment(until) }))}</span>
      </div>
    </footer>
  );
};

/** What happened to it so far, oldest first. */
const Steps = ({ review }: { readonly review: ReviewRow }) => {
  const t = useT();
  const people = usePeople();
  return (
    <ol className={styles.steps} aria-label={t('quality.steps')}>
      {review.steps.map(({ type, at, by, reason, total, verdict }, place) => (
        <li key={`${type} ${at}`}>
          <time>{formatMoment(at)}</time>
          <span>{by === undefined ? t('quality.bySystem') : people?.get(by)?.name} {translateMaybe(`quality.step.${stepName({ type }, place)}`, { total: total ?? '' })}{verdict !== undefined && ` · ${translateMaybe(`quality.verdict.${verdict}`) ?? verdict}`}{reason !== undefined && ` · ${reason}`}</span>
        </li>
      ))}
    </ol>
  );
};

const OneReview = ({ review }: { readonly review: ReviewRow }) => {
  const t = useT();
  const locale = useLocale();
  const versions = useQualityVersions();
  const card = cardFor(versions, review);
  const rules = versions?.get(review.rules) ?? rulesInForce(versions);
  const { score } = review;
  if (score === undefined || card === undefined) return null;
  return (
    <div className={styles.one} data-testid="my-review">
      <div className={styles.columns}>
        <Messages review={review} />
        <section className={styles.score} aria-label={t('quality.card')}>
          <span className={styles.quiet}>{ruleWords(card.title, locale)}</span>
          <ScoreHead card={card} score={score} isVoid={review.isVoid}>{review.earlier !== undefined && <span className={styles.quiet}>{t('quality.wasBefore', { total: review.earlier.total })}</span>}</ScoreHead>
          {score.score.comment !== undefined && score.score.comment !== '' && <blockquote>{score.score.comment}</blockquote>}
          <ScoreSheet card={card} answers={score.score.answers} notes={score.score.notes} causes={score.score.causes} />
          <Steps review={review} />
        </section>
      </div>
      <Answering key={review.id} review={review} appealDays={rules.appealDays} />
    </div>
  );
};

const Trainings = () => {
  const t = useT();
  const cards = useTrainings();
  if (cards === undefined || cards.length === 0) return null;
  return (
    <section className={styles.trainings} aria-label={t('quality.trainings')}>
      <h2>{t('quality.trainings')}</h2>
      <div>{cards.map((card) => <TrainingCard key={card.id} card={card}>{formatMoment(card.at)}</TrainingCard>)}</div>
    </section>
  );
};

/** Reviews of the person signed in, the messages they are about, what can be answered; and what all can learn from. */
export const MyReviewsPage = () => {
  const t = useT();
  const me = useSession(({ info }) => info?.person?.id);
  const reviews = useReviewsAbout(me);
  const chosen = useReviewPlace(({ mine }) => mine);
  const titles = useConversationTitles(reviews?.map(({ conversation }) => conversation) ?? []);
  const open = reviews?.find(({ id }) => id === chosen) ?? reviews?.[0];
  return (
    <div className={styles.page}>
      <section className={styles.list} aria-label={t('mine.quality')}>
        <header><h1>{t('mine.quality')}</h1><HelpLink topic="scoring" name={t('mine.quality')} /></header>
        {reviews === undefined && <SkeletonRows rows={5} label={t('quality.loading')} />}
        {reviews?.length === 0 && <EmptyLine flush>{t('quality.mineNone')}</EmptyLine>}
        <ul>
          {reviews?.map((review) => (
            <li key={review.id}>
              <button type="button" aria-current={review.id === open?.id || undefined} onClick={() => chooseMyReview(review.id)} data-testid="my-review-row">
                <b>{titles?.get(review.conversation) ?? review.conversation}</b><span>{review.score?.total}</span>
                <small>{formatMoment(review.score?.at ?? review.assignedAt)}</small>
                <span className={styles.marks}>
                  {review.acknowledgedAt === undefined && <Tag small tone="brand">{t('inbox.new')}</Tag>}
                  {review.appeal !== undefined && <Tag small tone={review.appeal.state === 'open' ? 'warn' : 'plain'}>{t(`quality.appealState.${review.appeal.state}`)}</Tag>}
                  {review.score?.isPassed === false && review.isVoid === undefined && <Tag small tone="bad">{t('quality.failed')}</Tag>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <div className={styles.main}>
        {open !== undefined && <OneReview key={open.id} review={open} />}
        <Trainings />
      </div>
    </div>
  );
};
