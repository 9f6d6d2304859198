import type { AccountId } from '#shared/domain/ids';
import type { AccountRow } from '../../archive/schema/rows';
import { formatFull, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { channelName, useGlyph } from '../../state/forms';
import { AccountTile } from '../../ui/AccountTile';
import { StateDot } from '../../ui/StateDot';
import styles from './Accounts.module.css';
import { needsAction } from './attention';
import { stateReason, stateWord } from './statusText';

const Row = ({ row, isChosen, onChoose }: { readonly row: AccountRow; readonly isChosen: boolean; readonly onChoose: () => void }) => {
  const t = useT();
  const glyph = useGlyph();
  const isBad = needsAction(row.status);
  return (
    <tr aria-selected={isChosen} onClick={onChoose} data-account={row.id} data-state={row.status.state}>
      <td>
        <button type="button" className={styles.name} aria-label={row.name}>
          <AccountTile glyph={glyph(row.channel)} color={row.mark.color} />
          <div><b>{row.name}</b><small>{channelName(row.channel)} · {row.mark.code}</small></div>
        </button>
      </td>
      <td>
        <span className={styles.state} data-bad={isBad || undefined} data-warn={row.status.state === 'degraded' || undefined} title={stateReason(row.status)}>
          <StateDot state={row.status.state} /><span>{stateWord(t, row.status)}</span>
        </span>
      </td>
      <td className={styles.quiet} title={formatFull(row.statusAt)}>{row.statusAt > 0 ? formatShort(row.statusAt) : '—'}</td>
      <td>{row.nickname ?? row.self ?? <span className={styles.quiet}>—</span>}</td>
      <td className={styles.quiet}>{t(row.secretKeys.length > 0 ? 'accounts.secret.kept' : 'accounts.secret.none')}</td>
    </tr>
  );
};

/** The register as a table; a row opens its account beside it. */
export const AccountTable = ({ rows, chosen, onChoose }: {
  readonly rows: readonly AccountRow[]; readonly chosen: AccountId | undefined; readonly onChoose: (id: AccountId) => void;
}) => {
  const t = useT();
  return (
    <table className={styles.table}>
      <colgroup><col /><col width={132} /><col width={96} /><col width={168} /><col width={88} /></colgroup>
      <thead>
        <tr><th>{t('accounts.col.account')}</th><th>{t('accounts.col.state')}</th><th>{t('accounts.col.since')}</th><th>{t('accounts.col.identity')}</th><th>{t('accounts.col.secret')}</th></tr>
      </thead>
      <tbody>{rows.map((row) => <Row key={row.id} row={row} isChosen={row.id === chosen} onChoose={() => onChoose(row.id)} />)}</tbody>
    </table>
  );
};
