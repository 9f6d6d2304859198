import { useRef, useState, type KeyboardEvent } from 'react';
import { usePeople } from '../../archive/queries/usePeople';
import { useRegulationOf } from '../../archive/queries/useViolations';
import type { ViolationRow } from '../../archive/schema/violationRows';
import { formatFull, formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { LinkButton } from '../../ui/Button';
import { Tag } from '../../ui/Tag';
import { StateTag } from '../../violations/ViolationFacts';
import { amountText, excuseText, factText, ruleName } from '../../violations/violationWords';
import { openEvidence, useDecisions } from './useDecisions';
import { checkViolations, chooseViolation, useViolationPlace } from './violationPlace';
import styles from './Violations.module.css';

/** So many lines at once; the rest by a press. */
const STEP = 200;

const Row = ({ row, isChosen, isChecked, canCheck }: { readonly row: ViolationRow; readonly isChosen: boolean; readonly isChecked: boolean; readonly canCheck: boolean }) => {
  const t = useT();
  const people = usePeople();
  const pack = useRegulationOf()(row.pack);
  const name = people?.get(row.person)?.name ?? t('timeline.somebody');
  const [excuse] = row.excuses;
  return (
    <li className={styles.row} data-chosen={isChosen || undefined} data-testid="violation-row" data-state={row.state} data-rule={row.rule}>
      {canCheck && <input type="checkbox" checked={isChecked} aria-label={t('violations.chooseOne', { what: `${ruleName(pack, row.rule)} ${name}` })} onChange={(event) => checkViolations([row.id], event.target.checked)} />}
      <button type="button" aria-current={isChosen || undefined} onClick={() => chooseViolation(row.id)} data-violation={row.id}>
        <span className={styles.line}>
          <b>{ruleName(pack, row.rule)}</b><span>{name}</span>{row.state !== 'proposed' && <StateTag state={row.state} />}
          <time dateTime={new Date(row.at).toISOString()} title={formatFull(row.at)}>{formatMoment(row.at)}</time>
        </span>
        <span className={styles.line}>
          <span className={styles.fact}>{factText(t, row)}</span>
          {excuse !== undefined && <Tag tone="warn" small title={row.excuses.map((each) => excuseText(t, each)).join('\n')}>{t('violations.excuses')}</Tag>}
          <span className={styles.money}>{amountText(t, row, pack)}</span>
        </span>
      </button>
    </li>
  );
};

/** The list with its keys; `canCheck` where several are decided at once. */
export const ViolationList = ({ rows, chosen, canCheck }: { readonly rows: readonly ViolationRow[]; readonly chosen: ViolationRow | undefined; readonly canCheck: boolean }) => {
  const t = useT();
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(STEP);
  const checked = useViolationPlace((place) => place.checked);
  const { confirm, isBarred } = useDecisions();
  const visible = rows.slice(0, shown);
  const move = (by: number): void => {
    const next = visible[Math.max(0, Math.min(visible.length - 1, visible.findIndex(({ id }) => id === chosen?.id) + by))];
    if (next === undefined) return;
    chooseViolation(next.id);
    list.current?.querySelector<HTMLElement>(`[data-violation="${CSS.escape(next.id)}"]`)?.focus();
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.target instanceof HTMLInputElement && event.key === ' ')) return;
    const isConfirm = event.key === 'Enter' && event.ctrlKey;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (chosen !== undefined && event.key === ' ' && canCheck) checkViolations([chosen.id], !checked.has(chosen.id));
    else if (chosen !== undefined && isConfirm && canCheck && chosen.fen !== undefined && !isBarred(chosen)) confirm([chosen.id]);
    else if (chosen !== undefined && event.key === 'Enter' && !event.ctrlKey) openEvidence(chosen.evidence.find(({ conversation }) => conversation !== undefined) ?? { seq: 1 });
    else return;
    event.preventDefault();
  };
  return (
    <>
      <ul ref={list} className={styles.list} aria-label={t('violations.list')} onKeyDown={keys}>
        {visible.map((row) => <Row key={row.id} row={row} isChosen={row.id === chosen?.id} isChecked={checked.has(row.id)} canCheck={canCheck} />)}
      </ul>
      {rows.length > shown && <p className={styles.more}><LinkButton onPress={() => setShown(shown + STEP)}>{t('violations.more', { count: rows.length - shown })}</LinkButton></p>}
    </>
  );
};
