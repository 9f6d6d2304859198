import type { AccountId } from '#shared/domain/ids';
import type { AccountRow } from '../../archive/schema/accountRows';
import { formatFull, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { channelName, useGlyph } from '../../state/forms';
import { AccountTile } from '../../ui/AccountTile';
import { StateDot } from '../../ui/StateDot';
import styles from './Accounts.module.css';
import { needsAction } from './attention';
import type { Custody } from './custodyOf';
import { absenceText, breachText, rotationText } from './custodyText';
import own from './Custody.module.css';
import { stateReason, stateWord } from './statusText';

const Holder = ({ row, custody, limit }: { readonly row: AccountRow; readonly custody: Custody; readonly limit: number }) => {
  const t = useT();
  const count = custody.absences.length;
  if (row.held === undefined) return <span className={styles.quiet}>{t('custody.holder.free')}</span>;
  return (
    <>
      <span className={own.holder}>{custody.holder}</span>
      {count > 0
        ? <small className={own.sub} data-tone={count >= limit ? 'overdue' : 'soon'} title={absenceText(t, count, limit)}>{t('custody.absence.short', { count })}</small>
        : <small className={own.sub} title={formatFull(row.held.since)}>{t('detail.since', { time: formatShort(row.held.since) })}</small>}
    </>
  );
};

const Identity = ({ row, custody }: { readonly row: AccountRow; readonly custody: Custody }) => {
  const t = useT();
  const [breach] = custody.breaches;
  const name = row.nickname ?? row.self;
  if (name === undefined) return <span className={styles.quiet}>—</span>;
  return <>{name}{breach !== undefined && <small className={own.sub} data-tone="soon" title={breachText(t, breach)}>{breachText(t, breach)}</small>}</>;
};

const Secret = ({ row, custody, now }: { readonly row: AccountRow; readonly custody: Custody; readonly now: number }) => {
  const t = useT();
  const due = rotationText(t, custody.rotation, now);
  if (row.removed) return <>{t('custody.secret.none')}</>;
  return <>{t(row.secretKeys.length > 0 ? 'accounts.secret.kept' : 'accounts.secret.none')}{due !== undefined && <small className={own.sub} data-tone={custody.rotation.state}>{due}</small>}</>;
};

type TableGrounds = { readonly custodyOf: (row: AccountRow) => Custody; readonly limit: number; readonly now: number };

const Row = ({ row, grounds, isChosen, onChoose }: { readonly row: AccountRow; readonly grounds: TableGrounds; readonly isChosen: boolean; readonly onChoose: () => void }) => {
  const t = useT();
  const glyph = useGlyph();
  const isBad = !row.removed && needsAction(row.status);
  const custody = grounds.custodyOf(row);
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
          {!row.removed && <StateDot state={row.status.state} />}<span>{row.removed ? t('custody.state.removed') : stateWord(t, row.status)}</span>
        </span>
      </td>
      <td className={styles.quiet} title={formatFull(row.statusAt)}>{row.statusAt > 0 ? formatShort(row.statusAt) : '—'}</td>
      <td><Identity row={row} custody={custody} /></td>
      <td data-testid="row-holder"><Holder row={row} custody={custody} limit={grounds.limit} /></td>
      <td className={styles.quiet}><Secret row={row} custody={custody} now={grounds.now} /></td>
    </tr>
  );
};

/** The register as a table; a row opens its account beside it. */
export const AccountTable = ({ rows, grounds, chosen, onChoose }: {
  readonly grounds: TableGrounds; readonly rows: readonly AccountRow[]; readonly chosen: AccountId | undefined; readonly onChoose: (id: AccountId) => void;
}) => {
  const t = useT();
  return (
    <table className={styles.table}>
      <colgroup><col /><col width={116} /><col width={80} /><col width={176} /><col width={124} /><col width={104} /></colgroup>
      <thead>
        <tr><th>{t('accounts.col.account')}</th><th>{t('accounts.col.state')}</th><th>{t('accounts.col.since')}</th><th>{t('accounts.col.identity')}</th><th>{t('custody.col.holder')}</th><th>{t('accounts.col.secret')}</th></tr>
      </thead>
      <tbody>{rows.map((row) => <Row key={row.id} row={row} grounds={grounds} isChosen={row.id === chosen} onChoose={() => onChoose(row.id)} />)}</tbody>
    </table>
  );
};
