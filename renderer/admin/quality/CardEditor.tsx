import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { ruleWords } from '#shared/rules/rulePack';
import type { Criterion, Scorecard } from '#shared/rules/quality/scorecard';
import { useLocale, useT } from '../../i18n/useT';
import { Button, IconButton } from '../../ui/Button';
import { InputNumber } from '../../ui/InputNumber';
import { Select } from '../../ui/Select';
import { addCriterion, moveCriterion, withCauses, withCriterion, withoutCriterion, withWords, wordsToEdit } from './rulesDraft';
import styles from './ScorecardsPage.module.css';

type CardProps = { readonly card: Scorecard; readonly onChange: (card: Scorecard) => void };

const roles: readonly Criterion['role'][] = ['standard', 'bonus', 'fatal'];

const Row = ({ item, card, isFirst, isLast, onChange }: CardProps & { readonly item: Criterion; readonly isFirst: boolean; readonly isLast: boolean }) => {
  const t = useT();
  const locale = useLocale();
  const title = wordsToEdit(item.title, locale);
  const change = (more: Partial<Criterion>): void => onChange(withCriterion(card, item.id, more));
  return (
    <tr data-criterion={item.id}>
      <td><Input value={title} maxLength={200} aria-label={t('quality.item')} status={title.trim() === '' ? 'error' : ''} onChange={({ target }) => change({ title: withWords(item.title, target.value, locale) })} /></td>
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

/** One scorecard being changed. `taken`: ids of items of every version, which a new item must not get. */
export const CardEditor = ({ card, taken, onChange }: CardProps & { readonly taken: readonly string[] }) => {
  const t = useT();
  const locale = useLocale();
  const name = wordsToEdit(card.title, locale);
  return (
    <section aria-label={name} data-testid="scorecard">
      <div className={styles.fields}>
        <div><span aria-hidden>{t('quality.plan.name')}</span><Input aria-label={t('quality.plan.name')} value={name} maxLength={60} status={name.trim() === '' ? 'error' : ''} onChange={({ target }) => onChange({ ...card, title: withWords(card.title, target.value, locale) })} data-testid="scorecard-name" /></div>
        <div><span aria-hidden>{t('scorecards.passMark')}</span><InputNumber aria-label={t('scorecards.passMark')} min={0} max={100} precision={0} value={card.passMark} onChange={(passMark) => onChange({ ...card, passMark: passMark ?? 0 })} data-testid="scorecard-pass" /></div>
        <div><span aria-hidden>{t('scorecards.fatalEffect')}</span><Select aria-label={t('scorecards.fatalEffect')} value={card.fatalEffect} options={(['zero', 'fail'] as const).map((effect) => ({ value: effect, label: t(`scorecards.fatalEffect.${effect}`) }))} onChange={(fatalEffect) => onChange({ ...card, fatalEffect })} /></div>
      </div>
      <Criteria card={card} taken={taken} onChange={onChange} />
      <div className={styles.causes}><span aria-hidden>{t('quality.causes')}</span><Select aria-label={t('quality.causes')} mode="tags" value={card.causes.map(({ title }) => ruleWords(title, locale))} onChange={(words: string[]) => onChange(withCauses(card, words, ({ title }) => ruleWords(title, locale)))} /></div>
    </section>
  );
};
