import { useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { isAsked, noticeStanding, type Due } from '#shared/rules/duties/noticeDue';
import { useNotices } from '../../archive/queries/useNotices';
import { usePeople } from '../../archive/queries/usePeople';
import { useWorkBook, type WorkBook } from '../../archive/queries/workFacts';
import type { NoticeRow } from '../../archive/schema/dutyRows';
import { desk } from '../../bridge/desk';
import { DueTag } from '../../duties/DueTag';
import { NoticeBody } from '../../duties/NoticeBody';
import { StepForm } from '../../duties/StepForm';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Tag } from '../../ui/Tag';
import { useNow } from '../../ui/useNow';
import styles from './DutiesPage.module.css';
import { WriteNotice } from './WriteNotice';

const SHOWN = 200;

type Line = { readonly person: PersonId; readonly read: Due; readonly reply?: Due; readonly words?: string; readonly isOpen: boolean };

const linesOf = (row: NoticeRow, book: WorkBook, now: number): readonly Line[] => row.people.map((person) => {
  const standing = noticeStanding(row, person, book.of(person), now);
  const words = row.replies.filter((each) => each.person === person).map((each) => each.words).join('\n');
  return { person, ...standing, isOpen: isAsked(row, standing), ...(words !== '' && { words }) };
}).sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || a.read.due - b.read.due);

const isLate = ({ read, reply }: Line): boolean => read.state === 'overdue' || reply?.state === 'overdue';

const NoticeRowLine = ({ row, lines, isChosen, onChoose }: { readonly row: NoticeRow; readonly lines: readonly Line[]; readonly isChosen: boolean; readonly onChoose: () => void }) => {
  const t = useT();
  const open = lines.filter((line) => line.isOpen).length;
  const late = lines.filter((line) => line.isOpen && isLate(line)).length;
  return (
    <li className={styles.row} data-chosen={isChosen || undefined} data-testid="notice-row">
      <button type="button" onClick={onChoose} aria-current={isChosen || undefined}>
        <span className={styles.line}><b>{row.title}</b>{row.withdrawn !== undefined ? <Tag small>{t('notices.withdrawn')}</Tag> : late > 0 ? <Tag small tone="bad">{t('notices.late', { count: late })}</Tag> : open > 0 ? <Tag small tone="warn">{t('notices.open', { count: open })}</Tag> : <Tag small tone="ok">{t('notices.allDone')}</Tag>}</span>
        <span className={styles.line}><small>{t('notices.readOf', { read: lines.filter(({ read }) => read.doneAt !== undefined).length, all: lines.length })}{row.reply !== undefined && ` · ${t('notices.repliedOf', { replied: lines.filter(({ reply }) => reply?.doneAt !== undefined).length })}`}</small><span className={styles.stretch} /><time>{formatMoment(row.at)}</time></span>
      </button>
    </li>
  );
};

const Detail = ({ row, lines, now }: { readonly row: NoticeRow; readonly lines: readonly Line[]; readonly now: number }) => {
  const t = useT();
  const people = usePeople();
  const task = useTask();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const open = lines.filter((line) => line.isOpen);
  return (
    <div className={styles.scroll} data-testid="notice-detail">
      <h2>{row.title}</h2>
      <p className={styles.sub}>{row.by !== undefined && people?.get(row.by)?.name} {formatMoment(row.at)}{row.clause !== undefined && ` · ${row.clause}`}{row.reminders.length > 0 && ` · ${t('notices.remindedTimes', { count: row.reminders.length, time: formatMoment(row.reminders.at(-1)?.at ?? 0) })}`}</p>
      <div className={styles.body}><NoticeBody row={row} /></div>
      {row.withdrawn === undefined && (
        <div className={styles.tools}>
          <Button kind="primary" icon="bell" isDisabled={task.isBusy || open.length === 0} onPress={() => task.run(() => desk.call('notice.remind', { notice: row.id, people: open.map(({ person }) => person) }))} testId="notice-remind">{t('notices.remind', { count: open.length })}</Button>
          <Button isDisabled={task.isBusy} onPress={() => setWithdrawing(true)}>{t('notices.withdraw')}</Button>
        </div>
      )}
      {isWithdrawing && row.withdrawn === undefined && <StepForm testId="notice-withdraw" label={t('notices.withdrawReason')} button={t('notices.withdraw')} isWordless onCancel={() => setWithdrawing(false)} send={async (reason) => { await desk.call('notice.withdraw', { notice: row.id, ...(reason !== '' && { reason }) }); setWithdrawing(false); }} />}
      {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
      <table className={styles.table}>
        <thead><tr><th>{t('duties.person')}</th><th>{t('notices.reading')}</th>{row.reply !== undefined && <th>{t('notices.answer')}</th>}<th>{t('notices.words')}</th></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.person} data-testid="notice-person" data-open={line.isOpen || undefined}>
              <td>{people?.get(line.person)?.name}</td>
              <td><DueTag due={line.read} now={now} doneWord={t('notices.read')} /></td>
              {row.reply !== undefined && <td>{line.reply !== undefined && <DueTag due={line.reply} now={now} doneWord={t('notices.replied')} />}</td>}
              <td className={styles.reply}>{line.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Company notices: write one, see who has not read or answered it, remind them. */
export const NoticesView = () => {
  const t = useT();
  const now = useNow();
  const notices = useNotices(SHOWN);
  const book = useWorkBook();
  const [chosen, setChosen] = useState<string>();
  const [isWriting, setWriting] = useState(false);
  const row = notices?.find(({ id }) => id === chosen) ?? notices?.[0];
  return (
    <div className={styles.split}>
      <div className={styles.side}>
        <div className={styles.sideTools}><Button kind="primary" icon="plus" onPress={() => setWriting(true)} testId="notice-write">{t('notices.write')}</Button></div>
        {(notices === undefined || book === undefined) && <SkeletonRows rows={4} label={t('duties.view.notices')} />}
        {notices?.length === 0 && <p className={styles.none}>{t('notices.noneYet')}</p>}
        <ul className={styles.list}>{book !== undefined && notices?.map((each) => <NoticeRowLine key={each.id} row={each} lines={linesOf(each, book, now)} isChosen={each.id === row?.id} onChoose={() => setChosen(each.id)} />)}</ul>
      </div>
      {row !== undefined && book !== undefined ? <Detail key={row.id} row={row} lines={linesOf(row, book, now)} now={now} /> : <div className={styles.scroll} />}
      {isWriting && <WriteNotice onClose={() => setWriting(false)} onPublished={setChosen} />}
    </div>
  );
};
