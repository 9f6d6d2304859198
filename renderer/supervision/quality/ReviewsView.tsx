import { useEffect, useMemo, useState } from 'react';
import { usePeople } from '../../archive/queries/usePeople';
import { cardFor, isInContact, useQualityVersions, useReviews } from '../../archive/queries/useReviews';
import type { ReviewRow } from '../../archive/schema/qualityRows';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { ruleWords } from '#shared/rules/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { chooseReview, chooseSection, useReviewPlace } from '../../state/reviewPlace';
import { useMe } from '../../state/session';
import { Button } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { ConversationReader } from '../reader/ConversationReader';
import { ReaderAside } from '../reader/ReaderAside';
import styles from './Quality.module.css';
import { ReviewList } from './ReviewList';
import { ReviewSide } from './ReviewSide';
import { nextToScore } from './reviewGroups';
import { changeDraft, loadScoreDrafts, useScoreDraft, withEvidence } from './scoreDrafts';

type Open = { readonly review: ReviewRow; readonly rows: readonly ReviewRow[]; readonly me: string | undefined };

/** The record pinned to the messages of the review, the scorecard beside it. */
const OpenReview = ({ review, rows, me }: Open) => {
  const t = useT();
  const locale = useLocale();
  const people = usePeople();
  const card = cardFor(useQualityVersions(), review);
  const [chosenItem, setItem] = useState<string>();
  const draft = useScoreDraft(review.id);
  const isMine = review.state === 'open' && review.reviewer === me && review.agent !== me;
  const standard = card?.criteria.filter(({ role }) => role === 'standard') ?? [];
  const active = chosenItem ?? standard[0]?.id ?? '';
  const title = (id: string): string => { const found = card?.criteria.find((item) => item.id === id); return found === undefined ? id : ruleWords(found.title, locale); };
  const evidence = isMine ? draft.evidence : review.score?.score.evidence;
  const tools = (row: TimelineRow) => {
    if (row.kind !== 'message' || !isInContact(review, row)) return null;
    const uses = evidence?.filter(({ seq }) => seq === row.seq) ?? [];
    if (uses.length === 0 && !isMine) return null;
    return (
      <div className={styles.lineTools}>
        {uses.map(({ criterion, seq, at }) => (
          <button key={criterion} type="button" data-used disabled={!isMine} onClick={() => changeDraft(review.id, undefined, (now) => withEvidence(now, criterion, { seq, at }))}>{t('quality.isEvidence', { item: title(criterion) })}</button>
        ))}
        {isMine && !uses.some(({ criterion }) => criterion === active) && (
          <button type="button" onClick={() => changeDraft(review.id, undefined, (now) => withEvidence(now, active, { seq: row.seq, at: row.at }))} data-testid="use-evidence">{t('quality.useAsEvidence')}</button>
        )}
      </div>
    );
  };
  return (
    <>
      <ConversationReader
        key={review.id} chosen={{ conversation: review.conversation, place: review.contact.from, seq: review.contact.first }} query=""
        focus={{ isInside: (row) => isInContact(review, row), tools }}
      />
      <div className={styles.side}>
        {card !== undefined && (
          <ReviewSide
            key={review.id} review={review} card={card} rows={rows} me={me} active={active} onActive={setItem}
            agent={people?.get(review.agent)?.name ?? t('timeline.somebody')} onNext={() => chooseReview(nextToScore(rows, review.id, me) ?? review.id)}
          >
            <ReaderAside conversation={review.conversation} />
          </ReviewSide>
        )}
      </div>
    </>
  );
};

/** What has to be scored, and the one that is open. */
export const ReviewsView = () => {
  const t = useT();
  const me = useMe();
  const rows = useReviews(me);
  const chosen = useReviewPlace(({ review }) => review);
  const open = useMemo(() => rows?.find(({ id }) => id === chosen), [rows, chosen]);
  useEffect(loadScoreDrafts, []);
  if (rows?.length === 0) return <EmptyLine action={<Button onPress={() => chooseSection('samples')} testId="to-samples">{t('quality.toSamples')}</Button>}>{t('quality.none')}</EmptyLine>;
  return (
    <div className={styles.work}>
      <ReviewList rows={rows} me={me} chosen={chosen} onChoose={chooseReview} />
      {open === undefined ? <p className={styles.choose}>{t('quality.choose')}</p> : <OpenReview review={open} rows={rows ?? []} me={me} />}
    </div>
  );
};
