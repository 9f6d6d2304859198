import { useMemo } from 'react';
import type { RulePack } from '#shared/rules/rulePack';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useConversations } from '../../archive/queries/useConversations';
import { useT } from '../../i18n/useT';
import { useNow } from '../../ui/useNow';
import styles from './Clocks.module.css';
import { standingsOf, type Standings } from './standings';

const shown = ['overdue', 'warn', 'ok', 'paused', 'none'] as const satisfies readonly (keyof Standings)[];
const STEP_MS = 15_000;

/** How everybody who waits now stands, under the rules in force and under the draft. */
export const Preview = ({ current, draft }: { readonly current: RulePack; readonly draft: RulePack }) => {
  const t = useT();
  const { rows } = useConversations();
  const accounts = useAccounts();
  const now = Math.floor(useNow() / STEP_MS) * STEP_MS;
  const [before, after] = useMemo(() => {
    const channels = new Map(accounts?.map((account) => [account.id, account.channel]));
    const of = (pack: RulePack): Standings => standingsOf(pack, rows, (row) => channels.get(row.account), now);
    return [of(current), of(draft)];
  }, [accounts, rows, current, draft, now]);
  const sum = shown.reduce((all, state) => all + before[state], 0);
  if (sum === 0) return <p className={styles.quiet}>{t('clocks.nobodyWaits')}</p>;
  return (
    <dl className={styles.preview} data-testid="clocks-preview">
      {shown.map((state) => (
        <div key={state} data-state={state} data-changed={before[state] !== after[state] || undefined}>
          <dt>{t(`clocks.state.${state}`)}</dt>
          <dd>{before[state] === after[state] ? after[state] : <>{before[state]} → <b>{after[state]}</b></>}</dd>
        </div>
      ))}
    </dl>
  );
};
