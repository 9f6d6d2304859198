import { memo } from 'react';
import type { AccountRow } from '../../archive/schema/accountRows';
import { formatSpan } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { chooseAccount } from '../../state/filters';
import { channelName, shortChannelName, useGlyph } from '../../state/forms';
import { AccountTile } from '../../ui/AccountTile';
import { dotShape } from '../../ui/StateDot';
import { useNow } from '../../ui/useNow';
import type { AccountLoad } from '../shell/loadIndex';
import styles from './Rail.module.css';

/** "Offline for 6 minutes" is worth its own clock; in order it is only a word. */
const Away = ({ state, since }: { readonly state: string; readonly since: number }) => {
  const t = useT();
  const now = useNow();
  return <>{t('account.state.since', { state, span: formatSpan(now - since) })}</>;
};

/** One account: shown alone in the list when pressed, all again when pressed once more. */
export const RailItem = memo(({ account, load, isChosen }: { readonly account: AccountRow; readonly load: AccountLoad; readonly isChosen: boolean }) => {
  const t = useT();
  const glyph = useGlyph();
  const { name, channel, mark, status, statusAt } = account;
  const state = t(`account.state.${status.state}`);
  const facts = { name, channel: channelName(channel), state, unread: load.unread };
  const readout = load.unread === 0 ? t('rail.read', facts) : t(load.overdue > 0 ? 'rail.readOverdue' : 'rail.readUnread', facts);
  const shape = dotShape(status.state);
  return (
    <li>
      <button
        type="button" className={styles.item} aria-pressed={isChosen} aria-label={readout} tabIndex={isChosen ? 0 : -1} data-rail-item data-account={account.id}
        title={`${channelName(channel)} · ${name} · ${state}`} onClick={() => chooseAccount(isChosen ? null : account.id)}
      >
        <AccountTile glyph={glyph(channel)} color={mark.color} state={status.state} unread={load.unread} hot={load.overdue > 0} />
        <span className={styles.code}>{mark.code}</span>
        <span className={styles.full}>
          <b>{name}</b>
          <span data-shape={shape}><i>{shortChannelName(channel)}</i><em>· {shape === 'off' && status.state !== 'paused' ? <Away state={state} since={statusAt} /> : state}</em></span>
        </span>
      </button>
    </li>
  );
});
RailItem.displayName = 'RailItem';
