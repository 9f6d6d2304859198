import { useState } from 'react';
import type { Scorecard } from '#shared/rules/quality/scorecard';
import { usePeople } from '../../archive/queries/usePeople';
import type { ReviewRow } from '../../archive/schema/qualityRows';
import { desk } from '../../bridge/desk';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import styles from './Quality.module.css';
import { ScoreForm } from './ScoreForm';
import { changeDraft, dropDraft, useScoreDraft } from './scoreDrafts';

const verdicts = ['upheld', 'changed', 'voided'] as const;
type Verdict = (typeof verdicts)[number];

/** An appeal that waits: what was said, and the answer with its reason; a changed score is filled in anew from the old one. */
export const AppealPanel = ({ review, card, me, agent }: { readonly review: ReviewRow; readonly card: Scorecard; readonly me: string | undefined; readonly agent: string }) => {
  const t = useT();
  const task = useTask();
  const people = usePeople();
  const [verdict, setVerdict] = useState<Verdict>('upheld');
  const [reason, setReason] = useState('');
  const [active, setActive] = useState(card.criteria[0]?.id ?? '');
  const key = `appeal-${review.id}`;
  const start = review.score?.score;
  const draft = useScoreDraft(key, start);
  const others = [...people?.values() ?? []].some(({ id, active: isHere, role }) => isHere && role !== 'agent' && id !== review.score?.by && id !== review.agent);
  const isScorers = review.score?.by === me && others;
  const decide = (): void => task.run(async () => {
    const words = { review: review.id, reason: reason.trim() };
    await desk.call('quality.decideAppeal', verdict === 'changed' ? { ...words, verdict, score: draft } : { ...words, verdict });
    dropDraft(key);
  });
  return (
    <section className={styles.panel} aria-label={t('quality.appeal')} data-testid="appeal">
      <header className={styles.panelHead}><h2>{t('quality.appeal')}</h2></header>
      <div className={styles.appeal}>{t('quality.appealSays', { name: agent, reason: review.appeal?.reason ?? '' })}</div>
      {review.agent === me && <p>{t('error.quality.aboutYou')}</p>}
      {isScorers && <p>{t('quality.ownAppealHint')}</p>}
      {!isScorers && review.agent !== me && (
        <>
          <div className={styles.verdicts} role="radiogroup" aria-label={t('quality.answer')}>
            {verdicts.map((each) => <label key={each}><input type="radio" name={key} checked={verdict === each} onChange={() => setVerdict(each)} data-testid={`verdict-${each}`} />{t(`quality.verdict.${each}`)}</label>)}
          </div>
          {verdict === 'changed' && <><p>{t('quality.changeHint')}</p><ScoreForm card={card} draft={draft} active={active} onActive={setActive} agent={agent} onChange={(change) => changeDraft(key, start, change)} /></>}
          <label className={styles.comment}><span>{t('quality.answerHint')}</span><textarea rows={2} maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} data-testid="appeal-answer" /></label>
          {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
          <Button kind="primary" isDisabled={reason.trim() === '' || task.isBusy} onPress={decide} testId="appeal-decide">{t('quality.decide')}</Button>
        </>
      )}
    </section>
  );
};
