import { cardsProblem } from '#shared/rules/quality/cardsProblem';
import { cardsInUse, type QualityRules } from '#shared/rules/quality/qualityRules';
import { rulesInForce, useQualityVersions, useSamplePlans } from '../../archive/queries/useReviews';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';
import { useLocale, useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { HelpLink } from '../../ui/HelpLink';
import { InputNumber } from '../../ui/InputNumber';
import { DropDraft } from '../rules/DropDraft';
import { useRuleDraft } from '../rules/ruleDrafts';
import { CardChoice, CardTools } from './CardChoice';
import { CardEditor } from './CardEditor';
import { copyCard, freshCardId, isSound, newCard, withCard, withNewCard, withoutCard, wordsToEdit } from './rulesDraft';
import { chooseCard, useChosenCard } from './chosenCard';
import styles from './ScorecardsPage.module.css';

const days = ['appealDays', 'dueDays', 'newAgentDays', 'contactGapMinutes'] as const;
const bounds = { appealDays: [1, 30], dueDays: [1, 30], newAgentDays: [1, 365], contactGapMinutes: [10, 2880] } as const;

/** What is wrong with the draft, in words; `undefined` when it can be saved. */
const useTrouble = (current: QualityRules, draft: QualityRules): string | undefined => {
  const t = useT();
  const locale = useLocale();
  const plans = (useSamplePlans() ?? []).map(({ plan }) => plan);
  if (!isSound(draft, locale)) return t('scorecards.unsound');
  const problem = cardsProblem(current, draft, plans);
  return problem && errorSentence(problem.code, problem.data);
};

/** The cards of the draft, one of them open. */
const Cards = ({ current, draft, taken, onChange }: { readonly current: QualityRules; readonly draft: QualityRules; readonly taken: ReadonlySet<string>; readonly onChange: (draft: QualityRules) => void }) => {
  const t = useT();
  const locale = useLocale();
  const plans = useSamplePlans() ?? [];
  const chosen = useChosenCard(({ chosen }) => chosen);
  const used = cardsInUse(draft);
  const card = draft.cards.find(({ id }) => id === chosen) ?? used[0];
  if (card === undefined) return null;
  const add = (id: string, made: QualityRules): void => { onChange(made); chooseCard(id); };
  const addNew = (): void => {
    const id = freshCardId(taken);
    add(id, withNewCard(draft, newCard(id, { name: t('scorecards.newCardName'), item: t('scorecards.firstItem') }, [...taken])));
  };
  const addCopy = (): void => {
    const id = freshCardId(taken);
    add(id, withNewCard(draft, copyCard(card, id, t('scorecards.copyOf', { name: wordsToEdit(card.title, locale) }))));
  };
  return (
    <>
      <CardChoice cards={draft.cards} chosen={card.id} onChoose={chooseCard} onNew={addNew} />
      <CardTools
        card={card} plans={plans.filter(({ plan }) => plan.card === card.id).map(({ plan }) => plan.name)}
        isSaved={current.cards.some(({ id }) => id === card.id)} isLast={used.length === 1 && used[0] === card}
        onCopy={addCopy} onRetire={(isRetired) => onChange(withCard(draft, { ...card, isRetired }))} onDrop={() => { onChange(withoutCard(draft, card.id)); chooseCard(undefined); }}
      />
      <CardEditor key={`${card.id} ${locale}`} card={card} taken={[...taken]} onChange={(after) => onChange(withCard(draft, after))} />
    </>
  );
};

/** Scorecards and the days around them. Saving makes a new version; what was drawn before is scored by its own. */
export const ScorecardsPage = () => {
  const t = useT();
  const task = useTask();
  const versions = useQualityVersions();
  const current = rulesInForce(versions);
  const { draft, isChanged, change, drop } = useRuleDraft('scorecards', current);
  // Ids of every version: an old score must never be read as one of another card or item.
  const taken = new Set([...versions?.values() ?? [], draft].flatMap(({ cards }) => cards.flatMap(({ id, criteria }) => [id, ...criteria.map((item) => item.id)])));
  const trouble = useTrouble(current, draft);
  // A draft carries the version it was made from: what somebody saved meanwhile is not overwritten.
  const save = (): void => task.run(async () => { await desk.call('quality.saveRules', { based: draft.version, rules: draft }); drop(); });
  return (
    <div className={styles.page}>
      <div className={styles.scroll}>
        <header><h1>{t('admin.scorecards')}</h1><HelpLink topic="scoring" name={t('admin.scorecards')} /></header>
        <p className={styles.quiet}>{t('scorecards.about')}</p>
        <Cards current={current} draft={draft} taken={taken} onChange={change} />
        <section className={styles.days} aria-labelledby="scorecards-days">
          <h2 id="scorecards-days">{t('scorecards.days')}</h2>
          <div className={styles.fields}>
            {days.map((key) => <div key={key}><span aria-hidden>{t(`scorecards.${key}`)}</span><InputNumber aria-label={t(`scorecards.${key}`)} min={bounds[key][0]} max={bounds[key][1]} precision={0} value={draft[key]} onChange={(value) => change({ ...draft, [key]: value ?? bounds[key][0] })} data-testid={`scorecards-${key}`} /></div>)}
          </div>
        </section>
      </div>
      <footer className={styles.bar}>
        {task.problem !== undefined ? <span className={styles.problem} role="alert">{task.problem}</span>
          : trouble !== undefined ? <span className={styles.problem} role="alert">{trouble}</span>
            : <span className={styles.quiet}>{isChanged ? t('rules.unsaved') : t('scorecards.inForce', { version: current.version })}</span>}
        <span className={styles.grow} />
        {isChanged && <DropDraft onDrop={drop} isDisabled={task.isBusy} testId="scorecards-drop" />}
        <Button kind="primary" isDisabled={!isChanged || trouble !== undefined || task.isBusy} onPress={save} testId="scorecards-save">{t('quality.save')}</Button>
      </footer>
    </div>
  );
};
