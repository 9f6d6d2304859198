import { Input } from 'antd';
import { useState } from 'react';
import { flagClauseSchema, type FlagPack } from '#shared/rules/flags/flagPack';
import { ruleWords } from '#shared/rules/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { Button, IconButton } from '../../ui/Button';
import styles from './Flags.module.css';

/** The clauses rules refer to, in the company's own words. */
export const ClausesView = ({ pack, onChange }: { readonly pack: FlagPack; readonly onChange: (pack: FlagPack) => void }) => {
  const t = useT();
  const locale = useLocale();
  const [id, setId] = useState('');
  const [words, setWords] = useState('');
  const isFree = flagClauseSchema.safeParse(id).success && !pack.clauses.some((clause) => clause.id === id);
  const isFit = isFree && words.trim() !== '';
  const add = (): void => {
    if (!isFit) return;
    onChange({ ...pack, clauses: [...pack.clauses, { id, title: { 'zh-CN': words.trim() } }] });
    setId('');
    setWords('');
  };
  const name = (clause: string, text: string): void =>
    onChange({ ...pack, clauses: pack.clauses.map((each) => (each.id === clause ? { ...each, title: locale === 'en' ? { ...each.title, en: text } : { ...each.title, 'zh-CN': text } } : each)) });
  return (
    <ul className={styles.clauses}>
      {pack.clauses.map((clause) => {
        const isUsed = pack.rules.some((rule) => rule.clause === clause.id);
        return (
          <li key={clause.id}>
            <code>{clause.id}</code>
            <Input size="small" value={ruleWords(clause.title, locale)} maxLength={200} aria-label={clause.id} onChange={({ target }) => name(clause.id, target.value)} />
            <IconButton icon="close" size={22} isDisabled={isUsed} label={t(isUsed ? 'flagRules.clauseInUse' : 'flagRules.clauseRemove', { name: clause.id })} onPress={() => onChange({ ...pack, clauses: pack.clauses.filter((each) => each.id !== clause.id) })} />
          </li>
        );
      })}
      <li>
        <Input size="small" className={styles.clauseId} value={id} maxLength={20} placeholder="SVC-6" aria-label={t('flagRules.clauseId')} status={id !== '' && !isFree ? 'error' : ''} onChange={({ target }) => setId(target.value.trim().toUpperCase())} />
        <Input size="small" value={words} maxLength={200} placeholder={t('flagRules.clauseWords')} aria-label={t('flagRules.clauseWords')} onChange={({ target }) => setWords(target.value)} onPressEnter={add} />
        <Button size="small" icon="plus" isDisabled={!isFit} onPress={add}>{t('flagRules.clauseAdd')}</Button>
      </li>
    </ul>
  );
};
