import { Segmented } from 'antd';
import { useState } from 'react';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import { ruleWords } from '#shared/rules/rulePack';
import { defaultFlagPack, useFlagPack, useFlagPackHistory, usePriceList } from '../../archive/queries/flagRules';
import { usePeople } from '../../archive/queries/usePeople';
import { formatFull } from '../../i18n/format';
import { useLocale, useT } from '../../i18n/useT';
import { HelpLink } from '../../ui/HelpLink';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { ClausesView } from './ClausesView';
import { useRuleDraft } from '../rules/ruleDrafts';
import { NewRules } from '../rules/NewRules';
import { declinedRules, declineRule, offerAgain, takeRules } from '../rules/newRules';
import { useNewFlagRules } from '../rules/useNewRules';
import { chooseRule, faultOf, useChosenRule } from './flagDraft';
import styles from './Flags.module.css';
import { PricesView } from './PricesView';
import { RuleEditor } from './RuleEditor';
import { RuleList } from './RuleList';
import { SaveBar } from './SaveBar';
import { TestField } from './TestField';

type Part = 'rules' | 'clauses' | 'prices' | 'versions';
const parts: readonly Part[] = ['rules', 'clauses', 'prices', 'versions'];

type DraftProps = { readonly draft: FlagPack; readonly onChange: (draft: FlagPack) => void };

const RulesView = ({ draft, prices, onChange }: DraftProps & { readonly prices: PriceList }) => {
  const chosenId = useChosenRule(({ chosen }) => chosen);
  const chosen = draft.rules.find(({ id }) => id === chosenId) ?? draft.rules[0];
  return (
    <div className={styles.parts}>
      <RuleList pack={draft} chosen={chosen?.id} faulty={faultOf(draft)?.rule} onChange={onChange} />
      <div className={styles.side}>
        {chosen !== undefined && <RuleEditor key={chosen.id} pack={draft} rule={chosen} onChange={onChange} />}
      </div>
      <TestField pack={draft} prices={prices} />
    </div>
  );
};

const NewFlagRules = ({ draft, onChange }: DraftProps) => {
  const t = useT();
  const locale = useLocale();
  const clauseWords = (id: string): string => { const found = [...draft.clauses, ...defaultFlagPack.clauses].find((clause) => clause.id === id); return found === undefined ? '' : ruleWords(found.title, locale); };
  return (
    <NewRules
      offers={useNewFlagRules().map(({ id, title, kind, severity, clause }) => ({ id, title: ruleWords(title, locale), about: `${t(`flag.kind.${kind}`)} · ${t(`flag.severity.${severity}`)}`, clause, text: clauseWords(clause) }))}
      declined={declinedRules(defaultFlagPack, draft).length}
      onTake={(ids) => { onChange(takeRules(draft, defaultFlagPack, ids)); chooseRule(ids[0] ?? null); }} onDecline={(id) => onChange(declineRule(draft, id))} onOfferAgain={() => onChange(offerAgain(draft))}
    />
  );
};

const Versions = () => {
  const t = useT();
  const people = usePeople();
  const history = useFlagPackHistory();
  if (history?.length === 0) return <p className={styles.quiet}>{t('flagRules.shipped')}</p>;
  return <ol className={styles.versions}>{history?.map((row) => <li key={row.version}>{t('flagRules.version', { version: row.version, time: formatFull(row.savedAt), name: row.by === undefined ? '' : people?.get(row.by)?.name ?? '', count: row.pack.rules.length })}</li>)}</ol>;
};

const FlagRules = ({ current, prices }: { readonly current: FlagPack; readonly prices: PriceList }) => {
  const t = useT();
  const { draft, isChanged, change, drop } = useRuleDraft('flags', current);
  const [part, setPart] = useState<Part>('rules');
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('admin.flags')}</h1>
        <HelpLink topic="flags" name={t('admin.flags')} />
        <Segmented<Part> value={part} aria-label={t('admin.flags')} options={parts.map((each) => ({ value: each, label: t(`flagRules.part.${each}`) }))} onChange={setPart} data-testid="flag-rules-part" />
      </header>
      {part === 'rules' && <div className={styles.offers}><NewFlagRules draft={draft} onChange={change} /></div>}
      {part === 'rules' && <RulesView draft={draft} prices={prices} onChange={change} />}
      {part === 'clauses' && <div className={styles.scroll}><ClausesView pack={draft} onChange={change} /></div>}
      {part === 'prices' && <div className={styles.scroll}><PricesView prices={prices} /></div>}
      {part === 'versions' && <div className={styles.scroll}><Versions /></div>}
      {part !== 'prices' && <SaveBar current={current} draft={draft} isChanged={isChanged} prices={prices} onChange={change} onDrop={drop} />}
    </div>
  );
};

/** The company's word rules and price list: changed here, tried on the archive, then saved as a version. */
export const FlagRulesPage = () => {
  const t = useT();
  const current = useFlagPack();
  const prices = usePriceList();
  if (current === undefined || prices === undefined) return <SkeletonRows rows={8} label={t('admin.flags')} />;
  return <FlagRules current={current} prices={prices} />;
};
