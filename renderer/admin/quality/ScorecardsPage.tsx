import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { ruleWords } from '#shared/rules/rulePack';
import type { Criterion, Scorecard } from '#shared/rules/quality/scorecard';
import type { QualityRules } from '#shared/rules/quality/qualityRules';
import { rulesInForce, useQualityVersions } from '../../archive/queries/useReviews';
import { desk } from '../../bridge/desk';
import { useLocale, useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button, IconButton } from '../../ui/Button';
import { HelpLink } from '../../ui/HelpLink';
import { addCriterion, isSound, moveCriterion, withCard, withCauses, withCriterion, withoutCriterion } from './rulesDraft';
import styles from './ScorecardsPage.module.css';

type CardProps = { readonly card: Scorecard; readonly onChange: (card: Scorecard) => void };

const roles: readonly Criterion['role'][] = ['standard', 'bonus', 'fatal'];
const days = ['appealDays', 'dueDays', 'newAgentDays', 'contactGapMinutes'] as const;
const bounds = { appealDays: [1, 30], dueDays: [1, 30], newAgentDays: [1, 365], contactGapMinutes: [10, 2880] } as const;

const Row = ({ item, card, isFirst, isLast, onChange }: CardProps & { readonly item: Criterion; readonly isFirst: boolean; readonly isLast: boolean }) => {
  const t = useT();
  const locale = useLocale();
  const title = ruleWords(item.title, locale);
  const change = (more: Partial<Criterion>): void => onChange(withCriterion(card, item.id, more));
  return (
    <tr data-criterion={item.id}>
      <td><Input value={title} maxLength={200} aria-label={t('quality.item')} status={title.trim() === '' ? 'error' : ''} onChange={({ target }) => change({ title: { ...item.title, [locale]: target.value } })} /></td>
      <td><Select value={item.role} aria-label={t('scorecards.role')} options={roles.map((role) => ({ value: role, label: t(`scorecards.role.${role}`) }))} onChange={(role) => change({ role })} /></td>
      <td><Select value={item.kind} disabled={item.role !== 'standard'} aria-label={t('scorecards.kind')} options={(['scale', 'yesNo'] as const).map((kind) => ({ value: kind, label: t(`scorecards.kind.${kind}`) }))} onChange={(kind) => change({ kind })} /></td>
      <td>{item.role === 'fatal' ? '–' : <InputNumber min={1} max={100} precision={0} value={item.weight} aria-label={t('scorecards.weight')} onChange={(weight) => change({ weight: weight ?? 1 })} />}</td>
      <td><Checkbox checked={item.mayNotApply} disabled={item.role !== 'standard'} aria-label={t('scorecards.mayNotApply')} onChange={({ target }) => change({ mayNotApply: target.checked })} /></td>
      <td className={styles.tools}>
        <IconButton icon="chevronUp" size={24} label={t('scorecards.up', { item: title })} isDisabled={isFirst} onPress={() => onChange(moveCriterion(card, item.id, -1))} />
        <IconButton icon="chevronDown" size={24} label={t('scorecards.down', { item: title })} isDisabled={isLast} onPress={() => onChange(moveCriterion(card, item.id, 1))} />
        <IconButton icon="trash" size={24} label={t('scorecards.remove', { item: title })} isDisabled={card.criteria.length < 2} onPress={() => onChange(withoutCriterion(card, item.id))} />
      </td>
    </tr>
  );
};

const Criteria = ({ card, taken, onChange }: CardProps & { readonly taken: readonly string[] }) => {
  const t = useT();
  const [name, setName] = useState('');
  const add = (): void => {
    if (name.trim() === '') return;
    onChange(addCriterion(card, name.trim(), taken));
    setName('');
  };
  return (
    <table>
      <thead><tr><th>{t('quality.item')}</th><th>{t('scorecards.role')}</th><th>{t('scorecards.kind')}</th><th>{t('scorecards.weight')}</th><th>{t('scorecards.mayNotApply')}</th><th /></tr></thead>
      <tbody>
        {card.criteria.map((item, place) => <Row key={item.id} item={item} card={card} isFirst={place === 0} isLast={place === card.criteria.length - 1} onChange={onChange} />)}
        <tr><td colSpan={6}><div className={styles.add}><Input value={name} maxLength={200} placeholder={t('scorecards.newItem')} aria-label={t('scorecards.newItem')} onChange={({ target }) => setName(target.value)} onPressEnter={add} data-testid="scorecard-new" /><Button icon="plus" isDisabled={name.trim() === ''} onPress={add} testId="scorecard-add">{t('scorecards.add')}</Button></div></td></tr>
      </tbody>
    </table>
  );
};

const CardPart = ({ card, taken, onChange }: CardProps & { readonly taken: readonly string[] }) => {
  const t = useT();
  const locale = useLocale();
  return (
    <section aria-label={ruleWords(card.title, locale)}>
      <div className={styles.fields}>
        <div><span aria-hidden>{t('quality.plan.name')}</span><Input aria-label={t('quality.plan.name')} value={ruleWords(card.title, locale)} maxLength={200} onChange={({ target }) => onChange({ ...card, title: { ...card.title, [locale]: target.value } })} /></div>
        <div><span aria-hidden>{t('scorecards.passMark')}</span><InputNumber aria-label={t('scorecards.passMark')} min={0} max={100} precision={0} value={card.passMark} onChange={(passMark) => onChange({ ...card, passMark: passMark ?? 0 })} data-testid="scorecard-pass" /></div>
        <div><span aria-hidden>{t('scorecards.fatalEffect')}</span><Select aria-label={t('scorecards.fatalEffect')} value={card.fatalEffect} options={(['zero', 'fail'] as const).map((effect) => ({ value: effect, label: t(`scorecards.fatalEffect.${effect}`) }))} onChange={(fatalEffect) => onChange({ ...card, fatalEffect })} /></div>
      </div>
      <Criteria card={card} taken={taken} onChange={onChange} />
      <div className={styles.causes}><span aria-hidden>{t('quality.causes')}</span><Select aria-label={t('quality.causes')} mode="tags" value={card.causes.map(({ title }) => ruleWords(title, locale))} onChange={(words: string[]) => onChange(withCauses(card, words, ({ title }) => ruleWords(title, locale)))} /></div>
    </section>
  );
};

/** Scorecards and the days around them. Saving makes a new version; what was drawn before is scored by its own. */
export const ScorecardsPage = () => {
  const t = useT();
  const task = useTask();
  const versions = useQualityVersions();
  const current = rulesInForce(versions);
  const [changed, setChanged] = useState<QualityRules>();
  const draft = changed ?? current;
  // Ids of every version: an old score must never be read as one of another item.
  const taken = [...versions?.values() ?? []].flatMap(({ cards }) => cards.flatMap(({ criteria }) => criteria.map(({ id }) => id)));
  const sound = isSound(draft);
  const save = (): void => task.run(async () => { await desk.call('quality.saveRules', { based: current.version, rules: draft }); setChanged(undefined); });
  return (
    <div className={styles.page}>
      <div className={styles.scroll}>
        <header><h1>{t('admin.scorecards')}</h1><HelpLink topic="scoring" name={t('admin.scorecards')} /></header>
        <p className={styles.quiet}>{t('scorecards.about')}</p>
        {draft.cards.map((card) => <CardPart key={card.id} card={card} taken={taken} onChange={(after) => setChanged(withCard(draft, after))} />)}
        <section className={styles.fields} aria-label={t('scorecards.days')}>
          {days.map((key) => <div key={key}><span aria-hidden>{t(`scorecards.${key}`)}</span><InputNumber aria-label={t(`scorecards.${key}`)} min={bounds[key][0]} max={bounds[key][1]} precision={0} value={draft[key]} onChange={(value) => setChanged({ ...draft, [key]: value ?? bounds[key][0] })} data-testid={`scorecards-${key}`} /></div>)}
        </section>
      </div>
      <footer className={styles.bar}>
        {task.problem !== undefined ? <span className={styles.problem} role="alert">{task.problem}</span>
          : !sound ? <span className={styles.problem} role="alert">{t('scorecards.unsound')}</span>
            : <span className={styles.quiet}>{changed === undefined ? t('scorecards.inForce', { version: current.version }) : t('scorecards.unsaved')}</span>}
        <span className={styles.grow} />
        {changed !== undefined && <Button onPress={() => setChanged(undefined)}>{t('scorecards.drop')}</Button>}
        <Button kind="primary" isDisabled={changed === undefined || !sound || task.isBusy} onPress={save} testId="scorecards-save">{t('quality.save')}</Button>
      </footer>
    </div>
  );
};
