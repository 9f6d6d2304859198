import { dayOfWork, workScheduleOf } from '#shared/rules/duties/workSchedule';
import { dayTextAt } from '#shared/rules/duties/days';
import { nextRun, runEnd } from '#shared/rules/schedule';
import { useAccounts } from '../../archive/queries/useAccounts';
import { usePeople } from '../../archive/queries/usePeople';
import { useWorkBook } from '../../archive/queries/workFacts';
import { dayWords } from '../../duties/dayWords';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Tag } from '../../ui/Tag';
import { useNow } from '../../ui/useNow';
import styles from './DutiesPage.module.css';

/** Who works now and until when, who comes next, who is on leave; and whether the accounts they hold are on line. */
export const OnShiftView = () => {
  const t = useT();
  const now = useNow();
  const book = useWorkBook();
  const people = usePeople();
  const accounts = useAccounts() ?? [];
  if (book === undefined || people === undefined) return <div className={styles.wide}><SkeletonRows rows={4} label={t('duties.view.onShift')} /></div>;
  const day = dayTextAt(book.offsetMinutes, now);
  const lines = [...people.values()].filter(({ active }) => active).map((person) => {
    const work = workScheduleOf(book.of(person.id));
    const next = nextRun(work, now);
    return { person, today: dayOfWork(book.of(person.id), day), isOn: next === now, next, until: runEnd(work, now), held: accounts.filter(({ held }) => held?.person === person.id) };
  }).sort((a, b) => Number(b.isOn) - Number(a.isOn) || a.next - b.next);
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <thead><tr><th>{t('duties.person')}</th><th>{t('duties.now')}</th><th>{t('shifts.today')}</th><th>{t('duties.accounts')}</th></tr></thead>
        <tbody>
          {lines.map(({ person, today, isOn, next, until, held }) => (
            <tr key={person.id} data-quiet={!isOn || undefined} data-testid="on-shift" data-on={isOn || undefined}>
              <td>{person.name}</td>
              <td>{isOn ? <Tag tone="ok">{t('duties.onUntil', { time: formatMoment(until) })}</Tag>
                : today.hasLeave && today.off === 'leave' ? <Tag tone="warn">{t('shifts.off.leave')}</Tag>
                  : <Tag>{Number.isFinite(next) ? t('duties.nextAt', { time: formatMoment(next) }) : t('duties.offShift')}</Tag>}</td>
              <td>{dayWords(today, book.offsetMinutes)}{today.hasLeave && today.off === undefined && <small>{t('shifts.partLeave')}</small>}</td>
              <td>{held.length === 0 ? '–' : held.map((account) => <span key={account.id}>{account.name} <Tag small tone={account.status.state === 'online' ? 'ok' : 'bad'}>{t(account.status.state === 'online' ? 'duties.online' : 'duties.notOnline')}</Tag> </span>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
