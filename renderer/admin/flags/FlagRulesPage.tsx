import { Segmented } from 'antd';
import { useState } from 'react';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import { useFlagPack, useFlagPackHistory, usePriceList } from '../../archive/queries/flagRules';
import { usePeople } from '../../archive/queries/usePeople';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { HelpLink } from '../../ui/HelpLink';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { ClausesView } from './ClausesView';
import { faultOf, useFlagDraft } from './flagDraft';
import styles from './Flags.module.css';
import { PricesView } from './PricesView';
import { RuleEditor } from './RuleEditor';
import { RuleList } from './RuleList';
import { SaveBar } from './SaveBar';
import { TestField } from './TestField';

type Part = 'rules' | 'clauses' | 'prices' | 'versions';
const parts: readonly Part[] = ['rules', 'clauses', 'prices', 'versions'];

const RulesView = ({ draft, prices }: { readonly draft: FlagPack; readonly prices: PriceList }) => {
  const chosenId = useFlagDraft(({ chosen }) => chosen);
  const chosen = draft.rules.find(({ id }) => id === chosenId) ?? draft.rules[0];
  return (
    <div className={styles.parts}>
      <RuleList pack={draft} chosen={chosen?.id} faulty={faultOf(draft)?.rule} />
      <div className={styles.side}>
        {chosen !== undefined && <RuleEditor key={chosen.id} pack={draft} rule={chosen} />}
      </div>
      <TestField pack={draft} prices={prices} />
    </div>
  );
};

const Versions = () => {
  const t = useT();
  const people = usePeople();
  const history = useFlagPackHistory();
  if (history?.length === 0) return <p className={styles.quiet}>{t('flagRules.shipped')}</p>;
  return <ol className={styles.versions}>{history?.map((row) => <li key={row.version}>{t('flagRules.version', { version: row.version, time: formatFull(row.savedAt), name: row.by === undefined ? '' : people?.get(row.by)?.name ?? '', count: row.pack.rules.length })}</li>)}</ol>;
};

/** The company's word rules and price list: changed here, tried on the archive, then saved as a version. */
export const FlagRulesPage = () => {
  const t = useT();
  const current = useFlagPack();
  const prices = usePriceList();
  const changed = useFlagDraft(({ draft }) => draft);
  const [part, setPart] = useState<Part>('rules');
  if (current === undefined || prices === undefined) return <SkeletonRows rows={8} label={t('admin.flags')} />;
  const draft = changed ?? current;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('admin.flags')}</h1>
        <HelpLink topic="flags" name={t('admin.flags')} />
        <Segmented<Part> value={part} aria-label={t('admin.flags')} options={parts.map((each) => ({ value: each, label: t(`flagRules.part.${each}`) }))} onChange={setPart} data-testid="flag-rules-part" />
      </header>
      {part === 'rules' && <RulesView draft={draft} prices={prices} />}
      {part === 'clauses' && <div className={styles.scroll}><ClausesView pack={draft} /></div>}
      {part === 'prices' && <div className={styles.scroll}><PricesView prices={prices} /></div>}
      {part === 'versions' && <div className={styles.scroll}><Versions /></div>}
      {part !== 'prices' && <SaveBar current={current} draft={draft} prices={prices} />}
    </div>
  );
};
