import { Switch } from 'antd';
import { useState } from 'react';
import type { AccountId } from '#shared/domain/ids';
import { retentionKinds, type RetentionKind, type RetentionRule } from '#shared/domain/retention';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useT } from '../../i18n/useT';
import { Button, IconButton } from '../../ui/Button';
import { InputNumber } from '../../ui/InputNumber';
import { Select } from '../../ui/Select';
import { useAdminCommand } from '../useAdminCommand';
import styles from './Retention.module.css';

const ALL = '*';

/** Periods by account and kind, one line each; what is past them is proposed every day. */
export const PeriodForm = ({ rules: saved }: { readonly rules: readonly RetentionRule[] }) => {
  const t = useT();
  const accounts = useAccounts();
  const [rules, setRules] = useState<readonly RetentionRule[]>(saved);
  const { run, isBusy, problem } = useAdminCommand<'retention.set' | 'retention.look'>();
  const isChanged = JSON.stringify(rules) !== JSON.stringify(saved);
  const keys = rules.map(({ account, kind }) => `${account ?? ALL} ${kind}`);
  const isDouble = new Set(keys).size < keys.length;
  const change = (at: number, part: Partial<RetentionRule>): void => setRules(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)));
  const options = [{ value: ALL, label: t('retention.allAccounts') }, ...(accounts ?? []).map(({ id, name }) => ({ value: id as string, label: name }))];
  return (
    <div data-testid="retention-rules">
      {rules.length === 0 && <p className={styles.note}>{t('retention.rules.none')}</p>}
      {rules.map((rule, at) => (
        <div key={`${at}-${rules.length}`} className={styles.period}>
          <Select className={styles.account} value={rule.account ?? ALL} options={options} aria-label={t('retention.account')} onChange={(value) => change(at, { account: value === ALL ? null : (value as AccountId) /* one of the options */ })} />
          <Select className={styles.kind} value={rule.kind} options={retentionKinds.map((kind) => ({ value: kind, label: t(`retention.kind.${kind}`) }))} aria-label={t('retention.kind')} onChange={(kind: RetentionKind) => change(at, { kind })} />
          <InputNumber className={styles.days} min={30} max={36_500} precision={0} value={rule.days} suffix={t('retention.days')} aria-label={t('retention.days')} onChange={(days) => change(at, { days: days ?? 30 })} />
          <span className={styles.auto}><Switch size="small" checked={rule.auto} aria-label={t('retention.auto')} onChange={(auto) => change(at, { auto })} />{t('retention.auto')}</span>
          <IconButton icon="close" label={t('retention.rule.remove')} onPress={() => setRules(rules.filter((_, index) => index !== at))} />
        </div>
      ))}
      {isDouble && <p className={styles.bad} role="alert">{t('retention.double')}</p>}
      {problem !== undefined && <p className={styles.said} data-bad role="alert">{problem}</p>}
      <div className={styles.tools}>
        <Button icon="plus" onPress={() => setRules([...rules, { account: null, kind: 'media', days: 1095, auto: false }])} testId="retention-add">{t('retention.rule.add')}</Button>
        <Button kind="primary" isDisabled={!isChanged || isDouble || isBusy} onPress={() => void run('retention.set', { rules: [...rules] })} testId="retention-save">{t('retention.save')}</Button>
        <Button kind="ghost" isDisabled={isChanged || isBusy || rules.length === 0} onPress={() => void run('retention.look', undefined)} testId="retention-look">{t(isBusy ? 'retention.counting' : 'retention.look')}</Button>
      </div>
    </div>
  );
};
