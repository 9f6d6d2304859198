import { Checkbox, Input, Segmented, Switch } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { flagSeverities, type FlagSeverity } from '#shared/domain/flag';
import type { FlagPack, FlagRule } from '#shared/rules/flags/flagPack';
import { isPattern } from '#shared/rules/flags/pattern';
import { ruleWords } from '#shared/rules/rulePack';
import { useLocale, useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Popconfirm } from '../../ui/Popconfirm';
import { Select } from '../../ui/Select';
import { linesOf, listOf, listText, withoutRule, withRule } from './flagDraft';
import styles from './Flags.module.css';

const Field = ({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) => {
  const id = useId();
  return <div className={styles.field}><label htmlFor={id}>{label}</label>{children(id)}</div>;
};

const isSameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((word, place) => word === b[place]);

/** A list as text: what is typed stays as it is typed while the draft has the words of it. */
const ListField = ({ label, hint, value, parse, text, problem, onChange, testId }: {
  readonly label: string; readonly hint: string; readonly value: readonly string[]; readonly text: (words: readonly string[]) => string; readonly parse: (text: string) => readonly string[];
  readonly problem?: string | undefined; readonly onChange: (words: readonly string[]) => void; readonly testId: string;
}) => {
  const id = useId();
  const [typed, setTyped] = useState(() => text(value));
  const shown = isSameList(parse(typed), value) ? typed : text(value);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label} <i>{value.length}</i></label>
      <Input.TextArea id={id} className={styles.growing} aria-describedby={`${id}-hint`} value={shown} status={problem === undefined ? '' : 'error'} spellCheck={false} onChange={({ target }) => { setTyped(target.value); onChange(parse(target.value)); }} data-testid={testId} />
      <small id={`${id}-hint`} data-error={problem !== undefined || undefined}>{problem ?? hint}</small>
    </div>
  );
};

const Head = ({ rule, change, remove }: { readonly rule: FlagRule; readonly change: (change: Partial<FlagRule>) => void; readonly remove: () => void }) => {
  const t = useT();
  return (
    <div className={styles.editorHead}>
      <Switch size="small" checked={rule.isOn} onChange={(isOn) => change({ isOn })} aria-label={t('flagRules.isOn')} data-testid="flag-rule-on" />
      <span>{t(rule.isOn ? 'flagRules.isOn' : 'flagRules.off')}</span>
      <span className={styles.grow} />
      <Popconfirm title={t('flagRules.removeSure')} okText={t('flagRules.remove')} cancelText={t('common.cancel')} onConfirm={remove}>
        <span><Button icon="trash" testId="flag-rule-remove">{t('flagRules.remove')}</Button></span>
      </Popconfirm>
    </div>
  );
};

type EditorPart = { readonly rule: FlagRule; readonly change: (change: Partial<FlagRule>) => void };

const AllowField = ({ rule, change }: EditorPart) => {
  const t = useT();
  return <ListField label={t('flagRules.allow')} hint={t('flagRules.allowHint')} value={rule.allow} text={listText} parse={listOf} onChange={(allow) => change({ allow })} testId="flag-allow" />;
};

/** What a rule looks for: words and patterns, or for two kinds what they compare. */
const Looked = ({ rule, change }: EditorPart) => {
  const t = useT();
  const wrong = rule.patterns.find((pattern) => !isPattern(pattern));
  if (rule.kind === 'wrongQuote') return <p className={styles.quiet}>{t('flagRules.quoteHint')}</p>;
  if (rule.kind === 'wrongOrder') return <div key={rule.id} className={styles.lists}><p className={styles.quiet}>{t('flagRules.orderHint')}</p><AllowField rule={rule} change={change} /></div>;
  return (
    <div key={rule.id} className={styles.lists}>
      <ListField label={t('flagRules.words')} hint={t('flagRules.wordsHint')} value={rule.words} text={listText} parse={listOf} onChange={(words) => change({ words })} testId="flag-words" />
      <div className={styles.checks}>
        <Checkbox checked={rule.isLoose} onChange={({ target }) => change({ isLoose: target.checked })}>{t('flagRules.isLoose')}</Checkbox>
        <Checkbox checked={rule.isBySound} onChange={({ target }) => change({ isBySound: target.checked })}>{t('flagRules.isBySound')}</Checkbox>
      </div>
      <ListField label={t('flagRules.patterns')} hint={t('flagRules.patternsHint')} problem={wrong === undefined ? undefined : t('flagRules.patternWrong', { pattern: wrong })} value={rule.patterns} text={(patterns) => patterns.join('\n')} parse={linesOf} onChange={(patterns) => change({ patterns })} testId="flag-patterns" />
      <AllowField rule={rule} change={change} />
    </div>
  );
};

/** One rule: how it is called, whom it concerns, what happens, and what it looks for. */
export const RuleEditor = ({ pack, rule, onChange }: { readonly pack: FlagPack; readonly rule: FlagRule; readonly onChange: (pack: FlagPack) => void }) => {
  const t = useT();
  const locale = useLocale();
  const change = (changed: Partial<FlagRule>): void => onChange(withRule(pack, rule.id, changed));
  return (
    <section className={styles.editor} aria-label={ruleWords(rule.title, locale)} data-testid="flag-editor">
      <Head rule={rule} change={change} remove={() => onChange(withoutRule(pack, rule.id))} />
      <div className={styles.row}>
        <Field label={t('flagRules.title')}>{(id) => <Input id={id} value={rule.title['zh-CN']} maxLength={60} status={rule.title['zh-CN'].trim() === '' ? 'error' : ''} onChange={({ target }) => change({ title: { ...rule.title, 'zh-CN': target.value } })} data-testid="flag-rule-title" />}</Field>
        <Field label={t('flagRules.titleEn')}>{(id) => <Input id={id} value={rule.title.en ?? ''} maxLength={60} onChange={({ target }) => change({ title: { ...rule.title, en: target.value } })} />}</Field>
      </div>
      <div className={styles.row}>
        <Field label={t('flagRules.clause')}>{(id) => <Select id={id} value={rule.clause} options={pack.clauses.map(({ id, title }) => ({ value: id, label: `${id} ${ruleWords(title, locale)}` }))} onChange={(clause: string) => change({ clause })} />}</Field>
        {rule.kind !== 'wrongOrder' && <Field label={t('flagRules.side')}>{(id) => <Select<FlagRule['side']> id={id} value={rule.side} options={(['ours', 'customer', 'both'] as const).map((side) => ({ value: side, label: t(`flag.side.${side}`) }))} onChange={(side) => change({ side })} />}</Field>}
      </div>
      {rule.kind !== 'wrongOrder' && (
        <div className={styles.choice}>
          <span id="flag-severity">{t('flagRules.severity')}</span>
          <Segmented<FlagSeverity> aria-labelledby="flag-severity" value={rule.severity} options={flagSeverities.map((severity) => ({ value: severity, label: t(`flag.severity.${severity}`) }))} onChange={(severity) => change({ severity })} />
          <small>{t(`flagRules.severity.${rule.severity}`)}</small>
        </div>
      )}
      <Looked rule={rule} change={change} />
    </section>
  );
};
