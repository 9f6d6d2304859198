import { useMemo } from 'react';
import type { AccountId, ConversationId } from '#shared/domain/ids';
import { clockAt } from '#shared/rules/clock';
import { isUnhandled } from '#shared/rules/waiting';
import { accountsChosen } from '../../archive/queries/figureFacts';
import { rowClocks, useRulePack } from '../../archive/queries/rulePack';
import { useAccounts } from '../../archive/queries/useAccounts';
import { useConversations } from '../../archive/queries/useConversations';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { useFigureChoice } from '../../figures/figureChoice';
import styles from '../../figures/Figures.module.css';
import { formatSpan } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useNow } from '../../ui/useNow';

const MOST_SHOWN = 5;

const useWaiting = (): { readonly waiting: readonly ConversationRow[]; readonly off: number; readonly channelOf: (account: AccountId) => string } => {
  const { account, channel, person } = useFigureChoice();
  const accounts = useAccounts();
  const { rows } = useConversations();
  return useMemo(() => {
    const chosen = accountsChosen(accounts ?? [], { ...(account !== undefined && { account }), ...(channel !== undefined && { channel }) });
    const inScope = rows.filter((row) => row.waitingSince > 0 && chosen.has(row.account) && (person === undefined || row.assignee === person));
    const channels = new Map((accounts ?? []).map((row) => [row.id, row.channel as string]));
    return {
      waiting: inScope.filter(isUnhandled).sort((a, b) => a.waitingSince - b.waitingSince), off: inScope.filter((row) => !isUnhandled(row)).length,
      channelOf: (id: AccountId) => channels.get(id) ?? '',
    };
  }, [rows, accounts, account, channel, person]);
};

/** Who waits at this moment, by the predicate of list, badge and tray. */
export const NowFigures = ({ onOpen }: { readonly onOpen: (conversation: ConversationId, at: number) => void }) => {
  const t = useT();
  const now = useNow();
  const pack = useRulePack();
  const { waiting, off, channelOf } = useWaiting();
  const overdue = waiting.filter((row) => clockAt(rowClocks(pack, row, channelOf(row.account))[0], now).state === 'overdue').length;
  const [longest] = waiting;
  return (
    <section className={styles.section} aria-label={t('figures.section.now')} data-testid="figures-now">
      <h2>{t('figures.section.now')}</h2>
      <div className={styles.now}>
        <dl>
          <div><dt>{t('figures.now.unhandled')}</dt><dd data-testid="now-unhandled">{waiting.length}</dd></div>
          <div><dt>{t('figures.now.overdue')}</dt><dd data-alarm={overdue > 0 || undefined}>{overdue}</dd></div>
          <div><dt>{t('figures.now.longest')}</dt><dd>{longest === undefined ? t('figures.nothing') : formatSpan(now - longest.waitingSince)}</dd></div>
          <div><dt>{t('figures.now.off')}</dt><dd>{off}</dd></div>
        </dl>
        {waiting.length === 0 ? <p className={styles.none}>{t('figures.now.nobody')}</p> : (
          <ol>
            {waiting.slice(0, MOST_SHOWN).map((row) => (
              <li key={row.id}><button type="button" aria-label={t('figures.now.open', { name: row.title, span: formatSpan(now - row.waitingSince) })} onClick={() => onOpen(row.id, row.waitingSince)}><span>{row.title}</span><span>{formatSpan(now - row.waitingSince)}</span></button></li>
            ))}
          </ol>
        )}
      </div>
      <p className={styles.about}>{t('figures.now.about')}</p>
    </section>
  );
};
