import type { PersonId } from '#shared/domain/ids';
import type { PersonRow } from '../../archive/schema/personRows';
import { formatFull, formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Avatar } from '../../ui/Avatar';
import { StateDot } from '../../ui/StateDot';
import styles from '../accounts/Accounts.module.css';
import own from './People.module.css';

const Row = ({ row, isMe, isChosen, onChoose }: { readonly row: PersonRow; readonly isMe: boolean; readonly isChosen: boolean; readonly onChoose: () => void }) => {
  const t = useT();
  return (
    <tr aria-selected={isChosen} onClick={onChoose} data-person-row={row.id}>
      <td>
        <button type="button" className={styles.name} aria-label={row.name}>
          <Avatar name={row.name} size={32} /><div><b>{row.name}{isMe && <span className={styles.quiet}>{t('people.me')}</span>}</b></div>
        </button>
      </td>
      <td>{t(`role.${row.role}`)}</td>
      <td>
        <span className={styles.state}>
          <StateDot shape={row.active ? 'on' : 'off'} />
          {row.pending === undefined ? <span>{t(row.active ? 'people.state.active' : 'people.state.left')}</span> : <span className={own.pending}>{t('people.state.pending', { role: t(`role.${row.pending.role}`) })}</span>}
        </span>
      </td>
      <td className={styles.quiet} title={row.signedInAt === undefined ? undefined : formatFull(row.signedInAt)}>{row.signedInAt === undefined ? t('people.never') : formatShort(row.signedInAt)}</td>
    </tr>
  );
};

/** The people as a table; a row opens its person beside it. */
export const PeopleTable = ({ rows, me, chosen, onChoose }: {
  readonly rows: readonly PersonRow[]; readonly me: string | undefined; readonly chosen: PersonId | undefined; readonly onChoose: (id: PersonId) => void;
}) => {
  const t = useT();
  return (
    <table className={styles.table}>
      <colgroup><col /><col width={120} /><col width={168} /><col width={120} /></colgroup>
      <thead><tr><th>{t('people.col.name')}</th><th>{t('people.col.role')}</th><th>{t('people.col.state')}</th><th>{t('people.col.signedIn')}</th></tr></thead>
      <tbody>{rows.map((row) => <Row key={row.id} row={row} isMe={row.id === me} isChosen={row.id === chosen} onChoose={() => onChoose(row.id)} />)}</tbody>
    </table>
  );
};
