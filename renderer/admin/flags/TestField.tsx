import { Input, Segmented } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import type { FlagSide } from '#shared/domain/flag';
import type { FoundFlag } from '#shared/rules/flags/compileFlags';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import { ruleWords } from '#shared/rules/rulePack';
import { useMatchers } from '../../archive/queries/useFlagMatcher';
import { useLocale, useT } from '../../i18n/useT';
import { Tag } from '../../ui/Tag';
import styles from './Flags.module.css';
import { SpanText } from '../../ui/SpanText';

const nothing: readonly FoundFlag[] = [];
const tones = { block: 'fail', warn: 'warn', log: 'plain' } as const;

/** A sentence put in, and what the draft finds in it. */
export const TestField = ({ pack, prices }: { readonly pack: FlagPack; readonly prices: PriceList }) => {
  const t = useT();
  const locale = useLocale();
  const matchers = useMatchers();
  const [text, setText] = useState('');
  const [side, setSide] = useState<FlagSide>('ours');
  const judged = useDeferredValue(pack);
  const matcher = useMemo(() => matchers?.matcherOf(judged, prices), [matchers, judged, prices]);
  const found = useMemo(() => (text.trim() === '' ? nothing : matcher?.find(text, side) ?? nothing), [matcher, text, side]);
  return (
    <section className={styles.test} aria-label={t('flagRules.test')}>
      <div className={styles.testHead}>
        <h2>{t('flagRules.test')}</h2>
        <Segmented<FlagSide> size="small" value={side} aria-label={t('flagRules.side')} options={(['ours', 'customer'] as const).map((each) => ({ value: each, label: t(`flag.side.${each}`) }))} onChange={setSide} />
      </div>
      <Input.TextArea className={styles.growing} value={text} placeholder={t('flagRules.testHint')} aria-label={t('flagRules.testHint')} onChange={({ target }) => setText(target.value)} data-testid="flag-test" />
      <div role="status" data-testid="flag-test-found">
        {text.trim() !== '' && found.length === 0 && <p className={styles.quiet}>{t('flagRules.testNone')}</p>}
        <ul className={styles.found}>
          {found.map(({ rule, spans }) => (
            <li key={rule.id}><Tag small tone={tones[rule.severity]}>{t(`flag.severity.${rule.severity}`)}</Tag><b>{ruleWords(rule.title, locale)}</b><span><SpanText text={text} spans={spans} isExcerpt /></span></li>
          ))}
        </ul>
      </div>
    </section>
  );
};
