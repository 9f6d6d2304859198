import type { Scorecard } from '#shared/rules/quality/scorecard';
import { joinWords } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Tag } from '../../ui/Tag';
import { wordsToEdit } from './rulesDraft';
import styles from './ScorecardsPage.module.css';

/** The company's scorecards side by side, those in use first; the chosen one is edited below. */
export const CardChoice = ({ cards, chosen, onChoose, onNew }: { readonly cards: readonly Scorecard[]; readonly chosen: string; readonly onChoose: (card: string) => void; readonly onNew: () => void }) => {
  const t = useT();
  const locale = useLocale();
  const ordered = [...cards.filter(({ isRetired }) => isRetired !== true), ...cards.filter(({ isRetired }) => isRetired === true)];
  return (
    <nav className={styles.cards} aria-label={t('admin.scorecards')}>
      {ordered.map(({ id, title, isRetired }) => (
        <button key={id} type="button" aria-current={id === chosen || undefined} onClick={() => onChoose(id)} data-testid="scorecard-choice" data-card={id}>
          {wordsToEdit(title, locale).trim() || t('scorecards.unnamed')}{isRetired === true && <Tag small>{t('scorecards.retired')}</Tag>}
        </button>
      ))}
      <Button icon="plus" size="small" onPress={onNew} testId="scorecard-new-card">{t('scorecards.newCard')}</Button>
    </nav>
  );
};

/** What can be done with the chosen card besides editing it. `plans`: names of those that draw by it; `isSaved`: it has been in force. */
export const CardTools = ({ card, plans, isSaved, isLast, onCopy, onRetire, onDrop }: {
  readonly card: Scorecard; readonly plans: readonly string[]; readonly isSaved: boolean; /** The only one in use. */ readonly isLast: boolean;
  readonly onCopy: () => void; readonly onRetire: (isRetired: boolean) => void; readonly onDrop: () => void;
}) => {
  const t = useT();
  const isRetired = card.isRetired === true;
  const why = plans.length > 0 ? t('scorecards.planned', { plans: joinWords(plans) }) : isLast ? t('scorecards.lastInUse') : undefined;
  return (
    <div className={styles.cardTools}>
      <span className={styles.quiet}>{isRetired ? t('scorecards.retiredAbout') : plans.length > 0 ? t('scorecards.planned', { plans: joinWords(plans) }) : t('scorecards.notPlanned')}</span>
      <span className={styles.grow} />
      <Button icon="copy" size="small" onPress={onCopy} testId="scorecard-copy">{t('scorecards.copy')}</Button>
      {!isSaved && <Button size="small" icon="trash" isDisabled={isLast} onPress={onDrop} testId="scorecard-drop">{t('scorecards.dropCard')}</Button>}
      {isSaved && isRetired && <Button size="small" onPress={() => onRetire(false)} testId="scorecard-restore">{t('scorecards.restore')}</Button>}
      {isSaved && !isRetired && <Button size="small" isDisabled={why !== undefined} {...(why !== undefined && { title: why })} onPress={() => onRetire(true)} testId="scorecard-retire">{t('scorecards.retire')}</Button>}
    </div>
  );
};
