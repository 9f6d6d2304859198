import type { ReactNode } from 'react';
import type { Answer, Answers, Scorecard } from '#shared/rules/quality/scorecard';
import { ruleWords } from '#shared/rules/rulePack';
import { useLocale, useT } from '../i18n/useT';
import styles from './ScoreSheet.module.css';
import { Tag } from './Tag';

export type SheetScore = { readonly total: number; readonly isPassed: boolean; readonly fatal: readonly string[] };

const low = (answer: Answer | undefined): boolean => answer === false || answer === 1 || answer === 2;

/** Total, pass or fail in words, and why when one item decided. */
export const ScoreHead = ({ card, score, isVoid = false, children }: { readonly card: Scorecard; readonly score: SheetScore | null; readonly isVoid?: boolean; readonly children?: ReactNode }) => {
  const t = useT();
  return (
    <div className={styles.head}>
      <b className={styles.total} data-void={isVoid || undefined} data-testid="score-total">{score?.total ?? '–'}</b>
      <span className={styles.mark}>{t('quality.outOf', { mark: card.passMark })}</span>
      <span className={styles.stretch} />
      {children}
      {score !== null && !isVoid && <Tag tone={score.isPassed ? 'ok' : 'bad'}>{t(score.isPassed ? 'quality.passed' : 'quality.failed')}</Tag>}
      {score !== null && score.fatal.length > 0 && <span className={styles.fatal}>{t(card.fatalEffect === 'zero' ? 'quality.fatalZero' : 'quality.fatalFail')}</span>}
      {isVoid && <span className={styles.fatal}>{t('quality.void')}</span>}
    </div>
  );
};

/** A score as it was given, item by item; bonus and fatal items only where they happened. */
export const ScoreSheet = ({ card, answers, notes, causes, renderUnder }: {
  readonly card: Scorecard; readonly answers: Answers; readonly notes?: Readonly<Record<string, string>> | undefined; readonly causes?: readonly string[] | undefined;
  /** What stands under an item, e.g. its evidence. */
  readonly renderUnder?: (criterion: string) => ReactNode;
}) => {
  const t = useT();
  const locale = useLocale();
  const shown = card.criteria.filter(({ role, id }) => role === 'standard' || answers[id] === true);
  const words = (answer: Answer | undefined): string => (answer === 'na' ? t('quality.na') : answer === true ? t('quality.yes') : answer === false ? t('quality.no') : answer === undefined ? '–' : `${answer} / 5`);
  return (
    <>
      <dl className={styles.sheet}>
        {shown.map((item) => (
          <div key={item.id} data-role={item.role}>
            <dt>{ruleWords(item.title, locale)}</dt>
            <dd data-low={(item.role === 'standard' && low(answers[item.id])) || item.role === 'fatal' || undefined}>{item.role === 'bonus' ? t('quality.bonusPoints', { points: item.weight }) : words(answers[item.id])}</dd>
            {notes?.[item.id] !== undefined && notes[item.id] !== '' && <p>{notes[item.id]}</p>}
            {renderUnder?.(item.id)}
          </div>
        ))}
      </dl>
      {causes !== undefined && causes.length > 0 && (
        <p className={styles.causes}>{t('quality.causes')}{' '}{card.causes.filter(({ id }) => causes.includes(id)).map(({ id, title }) => <Tag key={id} small>{ruleWords(title, locale)}</Tag>)}</p>
      )}
    </>
  );
};
