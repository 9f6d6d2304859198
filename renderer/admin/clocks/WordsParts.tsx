import { Input, Switch } from 'antd';
import { useState } from 'react';
import { ruleWords, type CloseOutcome } from '#shared/rules/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { Button, IconButton } from '../../ui/Button';
import { Select } from '../../ui/Select';
import styles from './Clocks.module.css';
import { addClause, addReason, isClauseFree, isClauseInUse, withClause, withoutClause, withoutReason, withReason, type PackDraft } from './packDraft';

type Props = { readonly pack: PackDraft; readonly mayChange: boolean; readonly onChange: (pack: PackDraft) => void };

const outcomes: readonly CloseOutcome[] = ['sold', 'lost', 'other'];

/** Why a conversation ends, as it is offered; the order is that of the number keys. */
export const ReasonsPart = ({ pack, mayChange, onChange }: Props) => {
  const t = useT();
  const locale = useLocale();
  const [name, setName] = useState('');
  const add = (): void => {
    if (name.trim() === '') return;
    onChange(addReason(pack, name.trim()));
    setName('');
  };
  return (
    <>
      <div className={styles.switch}><Switch size="small" aria-label={t('clocks.reasonRequired')} checked={pack.closing.isRequired} disabled={!mayChange} onChange={(isRequired) => onChange({ ...pack, closing: { ...pack.closing, isRequired } })} data-testid="reason-required" /><span aria-hidden>{t('clocks.reasonRequired')}</span></div>
      <ul className={styles.reasons}>
        {pack.closing.reasons.map((reason) => (
          <li key={reason.id}>
            <Input size="small" value={ruleWords(reason.title, locale)} maxLength={40} disabled={!mayChange} aria-label={t('clocks.reason')} onChange={(event) => onChange(withReason(pack, reason.id, { title: { ...reason.title, [locale]: event.target.value } }))} />
            <Select<CloseOutcome> size="small" value={reason.outcome} disabled={!mayChange} aria-label={t('clocks.outcome')} options={outcomes.map((outcome) => ({ value: outcome, label: t(`close.outcome.${outcome}`) }))} onChange={(outcome) => onChange(withReason(pack, reason.id, { outcome }))} />
            {mayChange && reason.id !== 'other' && pack.closing.reasons.length > 1 && <IconButton icon="close" size={22} label={t('clocks.removeReason', { name: ruleWords(reason.title, locale) })} onPress={() => onChange(withoutReason(pack, reason.id))} />}
          </li>
        ))}
        {mayChange && <li><Input size="small" value={name} maxLength={40} placeholder={t('clocks.newReason')} aria-label={t('clocks.newReason')} onChange={(event) => setName(event.target.value)} onPressEnter={add} /><Button size="small" icon="plus" isDisabled={name.trim() === ''} onPress={add}>{t('clocks.addReason')}</Button></li>}
      </ul>
    </>
  );
};

/** Words that thank or take leave and so start no clock. */
export const CourtesyPart = ({ pack, mayChange, onChange }: Props) => {
  const t = useT();
  const tidy = (words: readonly string[]): string[] => [...new Set(words.map((word) => word.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')).filter((word) => word !== ''))];
  return <Select mode="tags" size="small" className={styles.words} value={pack.courtesy.words} disabled={!mayChange} maxTagCount={40} tokenSeparators={[' ', '，', ',']} aria-label={t('clocks.courtesy')} onChange={(words: string[]) => onChange({ ...pack, courtesy: { words: tidy(words) } })} />;
};

/** The clauses clocks refer to, in the company's own words. */
export const ClausesPart = ({ pack, mayChange, onChange }: Props) => {
  const t = useT();
  const locale = useLocale();
  const [number, setNumber] = useState('');
  const [words, setWords] = useState('');
  const isFree = isClauseFree(pack, number);
  const isFit = isFree && words.trim() !== '';
  const add = (): void => {
    if (!isFit) return;
    onChange(addClause(pack, number, words.trim()));
    setNumber('');
    setWords('');
  };
  return (
    <ul className={styles.clauses}>
      {pack.clauses.map(({ id, title }) => (
        <li key={id}><code>{id}</code><Input size="small" value={ruleWords(title, locale)} maxLength={200} disabled={!mayChange} aria-label={id} onChange={(event) => onChange(withClause(pack, id, event.target.value))} />
          {mayChange && <IconButton icon="close" size={22} isDisabled={isClauseInUse(pack, id)} label={t(isClauseInUse(pack, id) ? 'clocks.clauseInUse' : 'clocks.removeClause', { name: id })} onPress={() => onChange(withoutClause(pack, id))} />}
        </li>
      ))}
      {mayChange && (
        <li>
          <Input size="small" className={styles.number} value={number} maxLength={20} placeholder="SVC-4" aria-label={t('clocks.clauseNumber')} status={number !== '' && !isFree ? 'error' : ''} onChange={(event) => setNumber(event.target.value.trim().toUpperCase())} data-testid="clause-number" />
          <Input size="small" value={words} maxLength={200} placeholder={t('clocks.clauseWords')} aria-label={t('clocks.clauseWords')} onChange={(event) => setWords(event.target.value)} onPressEnter={add} data-testid="clause-words" />
          <Button size="small" icon="plus" isDisabled={!isFit} title={number !== '' && !isFree ? t('clocks.clauseWrong') : undefined} onPress={add} testId="clause-add">{t('clocks.addClause')}</Button>
        </li>
      )}
    </ul>
  );
};
