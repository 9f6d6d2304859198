import { useState } from 'react';
import { useLeaves } from '../../archive/queries/workFacts';
import { usePeople } from '../../archive/queries/usePeople';
import type { LeaveRow } from '../../archive/schema/dutyRows';
import { desk } from '../../bridge/desk';
import { LeaveForm } from '../../duties/LeaveForm';
import { StepForm } from '../../duties/StepForm';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Tag, type TagTone } from '../../ui/Tag';
import styles from './DutiesPage.module.css';

const tones: Readonly<Record<LeaveRow['state'], TagTone>> = { asked: 'warn', approved: 'ok', refused: 'bad', withdrawn: 'plain' };
const SHOWN = 200;

type Asking = 'refuse' | 'withdraw';

const LeaveLine = ({ row, isOwn }: { readonly row: LeaveRow; readonly isOwn: boolean }) => {
  const t = useT();
  const people = usePeople();
  const task = useTask();
  const [asking, setAsking] = useState<Asking>();
  const close = (): void => setAsking(undefined);
  return (
    <>
      <tr data-testid="leave-row" data-state={row.state} data-quiet={row.state === 'refused' || row.state === 'withdrawn' || undefined}>
        <td>{people?.get(row.person)?.name}</td>
        <td>{t(`leave.kind.${row.kind}`)}</td>
        <td>{formatMoment(row.from)} – {formatMoment(row.to)}</td>
        <td>{row.reason}{row.decided?.reason !== undefined && <small>{row.decided.reason}</small>}</td>
        <td><Tag tone={tones[row.state]}>{t(`leave.state.${row.state}`)}</Tag>{row.decided?.by !== undefined && <small>{people?.get(row.decided.by)?.name}</small>}</td>
        <td>
          {row.state === 'asked' && <span className={styles.line}>
            <Button size="small" kind="primary" isDisabled={task.isBusy} onPress={() => task.run(() => desk.call('leave.decide', { leave: row.id, verdict: 'approved' }))} testId="leave-approve">{t('leave.approve')}</Button>
            <Button size="small" isDisabled={task.isBusy} onPress={() => setAsking('refuse')} testId="leave-refuse">{t('leave.refuse')}</Button>
          </span>}
          {row.state === 'approved' && <Button size="small" kind="ghost" isDisabled={task.isBusy} onPress={() => setAsking('withdraw')}>{t('leave.takeBack')}</Button>}
          {isOwn && row.state === 'asked' && <small>{t('leave.yourOwn')}</small>}
          {task.problem !== undefined && <small className={styles.problem} role="alert">{task.problem}</small>}
        </td>
      </tr>
      {asking !== undefined && (
        <tr><td colSpan={6}><StepForm testId="leave-why" label={t('leave.why')} button={t(asking === 'refuse' ? 'leave.refuse' : 'leave.takeBack')} onCancel={close} send={async (reason) => {
          if (asking === 'refuse') await desk.call('leave.decide', { leave: row.id, verdict: 'refused', reason });
          else await desk.call('leave.withdraw', { leave: row.id, reason });
          close();
        }} /></td></tr>
      )}
    </>
  );
};

/** Leave asked for, to be decided, and what was decided. */
export const LeaveView = () => {
  const t = useT();
  const me = useMe();
  const leaves = useLeaves();
  const [isEntering, setEntering] = useState(false);
  const ordered = [...leaves ?? []].sort((a, b) => Number(a.state !== 'asked') - Number(b.state !== 'asked') || b.from - a.from).slice(0, SHOWN);
  return (
    <div className={styles.wide}>
      <div className={styles.tools}><Button icon="plus" onPress={() => setEntering(true)} testId="leave-enter">{t('leave.enter')}</Button></div>
      {leaves === undefined && <SkeletonRows rows={4} label={t('duties.view.leave')} />}
      {leaves?.length === 0 && <p className={styles.none}>{t('leave.none')}</p>}
      {ordered.length > 0 && (
        <table className={styles.table}>
          <thead><tr><th>{t('leave.who')}</th><th>{t('leave.kind')}</th><th>{t('leave.time')}</th><th>{t('leave.reason')}</th><th>{t('leave.state')}</th><th aria-label={t('leave.decide')} /></tr></thead>
          <tbody>{ordered.map((row) => <LeaveLine key={row.id} row={row} isOwn={row.person === me} />)}</tbody>
        </table>
      )}
      {isEntering && me !== undefined && <LeaveForm me={me} others onClose={() => setEntering(false)} />}
    </div>
  );
};
