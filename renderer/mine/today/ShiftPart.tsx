import { useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { addDays, dayStart } from '#shared/rules/duties/days';
import { dayOfWork } from '#shared/rules/duties/workSchedule';
import { useLeavesOf, useWorkBook } from '../../archive/queries/workFacts';
import type { LeaveRow } from '../../archive/schema/dutyRows';
import { desk } from '../../bridge/desk';
import { dayWords, noonOf } from '../../duties/dayWords';
import { LeaveForm } from '../../duties/LeaveForm';
import { formatDay, formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button, LinkButton } from '../../ui/Button';
import { Tag, type TagTone } from '../../ui/Tag';
import styles from './TodayPage.module.css';

const tones: Readonly<Record<LeaveRow['state'], TagTone>> = { asked: 'warn', approved: 'ok', refused: 'bad', withdrawn: 'plain' };
const DAYS = 7;

const LeaveLine = ({ row }: { readonly row: LeaveRow }) => {
  const t = useT();
  const task = useTask();
  const [isSure, setSure] = useState(false);
  const mayWithdraw = row.state === 'asked' || (row.state === 'approved' && row.from > Date.now());
  return (
    <li data-testid="my-leave" data-state={row.state}>
      <div className={styles.line}><b>{t(`leave.kind.${row.kind}`)}</b><small>{formatMoment(row.from)} – {formatMoment(row.to)}</small><Tag tone={tones[row.state]}>{t(`leave.state.${row.state}`)}</Tag></div>
      <p className={styles.none}>{row.decided?.reason ?? row.reason}</p>
      {mayWithdraw && (isSure
        ? <Button size="small" isDisabled={task.isBusy} onPress={() => task.run(() => desk.call('leave.withdraw', { leave: row.id }))}>{t('leave.withdrawSure')}</Button>
        : <LinkButton onPress={() => setSure(true)}>{t('leave.withdraw')}</LinkButton>)}
      {task.problem !== undefined && <p role="alert">{task.problem}</p>}
    </li>
  );
};

/** When this person works these days, and their leave. */
export const ShiftPart = ({ me, day }: { readonly me: PersonId; readonly day: string }) => {
  const t = useT();
  const book = useWorkBook();
  const leaves = useLeavesOf(me) ?? [];
  const [isAsking, setAsking] = useState(false);
  const days = book === undefined ? [] : Array.from({ length: DAYS }, (_, at) => addDays(day, at));
  return (
    <section className={styles.part} aria-label={t('shifts.mine')}>
      <div className={styles.head}><h2>{t('shifts.mine')}</h2><Button size="small" icon="plus" onPress={() => setAsking(true)} testId="leave-ask">{t('leave.ask')}</Button></div>
      <dl className={styles.days}>
        {book !== undefined && days.map((each) => {
          const work = dayOfWork(book.of(me), each);
          return <Day key={each} name={formatDay(noonOf(dayStart(book.offsetMinutes, each)))} words={dayWords(work, book.offsetMinutes)} isOff={work.off !== undefined} isToday={each === day} />;
        })}
      </dl>
      <ul className={styles.list}>{leaves.slice(0, 6).map((row) => <LeaveLine key={row.id} row={row} />)}</ul>
      {isAsking && <LeaveForm me={me} onClose={() => setAsking(false)} />}
    </section>
  );
};

const Day = ({ name, words, isOff, isToday }: { readonly name: string; readonly words: string; readonly isOff: boolean; readonly isToday: boolean }) => (
  <><dt data-today={isToday || undefined}>{name}</dt><dd data-off={isOff || undefined} data-today={isToday || undefined}>{words}</dd></>
);
