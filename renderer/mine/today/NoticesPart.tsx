import { useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { isAsked, noticeStanding, type Due } from '#shared/rules/duties/noticeDue';
import { useNotices } from '../../archive/queries/useNotices';
import { usePeople } from '../../archive/queries/usePeople';
import { useWorkBook } from '../../archive/queries/workFacts';
import type { NoticeRow } from '../../archive/schema/dutyRows';
import { desk } from '../../bridge/desk';
import { DueTag } from '../../duties/DueTag';
import { NoticeBody } from '../../duties/NoticeBody';
import { StepForm } from '../../duties/StepForm';
import { NOTICES_SHOWN } from '../../duties/useTodayCount';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useTask } from '../../state/useTask';
import { Button, LinkButton } from '../../ui/Button';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { useNow } from '../../ui/useNow';
import styles from './TodayPage.module.css';

type Standing = { readonly read: Due; readonly reply?: Due };
type Asked = { readonly row: NoticeRow; readonly standing: Standing; readonly isOpen: boolean };

/** So many settled notices are shown before "earlier". */
const SETTLED_SHOWN = 5;

/** Opened, read deliberately, answered in place. */
const NoticeLine = ({ asked: { row, standing, isOpen }, me, now, isUnfolded, onToggle }: { readonly asked: Asked; readonly me: PersonId; readonly now: number; readonly isUnfolded: boolean; readonly onToggle: () => void }) => {
  const t = useT();
  const people = usePeople();
  const task = useTask();
  const { read, reply } = standing;
  const mine = row.replies.filter(({ person }) => person === me);
  const mayAct = row.withdrawn === undefined;
  return (
    <li data-testid="my-notice">
      <div className={styles.line} data-quiet={!isOpen || undefined}>
        <button type="button" aria-expanded={isUnfolded} onClick={onToggle}><b>{row.title}</b><small>{row.by !== undefined && people?.get(row.by)?.name} {formatMoment(row.at)}</small></button>
        <DueTag due={read} now={now} doneWord={t('notices.read')} />
        {reply !== undefined && <DueTag due={reply} now={now} doneWord={t('notices.replied')} />}
      </div>
      {isUnfolded && (
        <div className={styles.open}>
          <NoticeBody row={row} />
          {mayAct && read.doneAt === undefined && <div><Button kind={reply === undefined ? 'primary' : 'plain'} icon="check" isDisabled={task.isBusy} onPress={() => task.run(() => desk.call('notice.read', { notice: row.id }))} testId="notice-read">{t('notices.markRead')}</Button></div>}
          {task.problem !== undefined && <p role="alert">{task.problem}</p>}
          {mine.map((each) => <p key={each.at} className={styles.answer}>{t('notices.yourReply', { time: formatMoment(each.at) })} {each.words}</p>)}
          {mayAct && reply !== undefined && mine.length === 0 && <StepForm label={t('notices.reply')} button={t('notices.send')} testId="notice-reply" send={(words) => desk.call('notice.reply', { notice: row.id, words })} />}
        </div>
      )}
    </li>
  );
};

/** Company notices to this person: what is asked first, what is settled after. */
export const NoticesPart = ({ me }: { readonly me: PersonId }) => {
  const t = useT();
  const now = useNow();
  const notices = useNotices(NOTICES_SHOWN);
  const book = useWorkBook();
  const [unfolded, setUnfolded] = useState<string>();
  const [isAll, setAll] = useState(false);
  if (notices === undefined || book === undefined) return <SkeletonRows rows={2} label={t('notices.mine')} />;
  const asked = notices.filter((row) => row.people.includes(me)).map((row): Asked => {
    const standing = noticeStanding(row, me, book.of(me), now);
    return { row, standing, isOpen: isAsked(row, standing) };
  });
  const settled = asked.filter(({ isOpen }) => !isOpen);
  const shown = [...asked.filter(({ isOpen }) => isOpen), ...(isAll ? settled : settled.slice(0, SETTLED_SHOWN))];
  return (
    <section className={styles.part} aria-label={t('notices.mine')}>
      <div className={styles.head}><h2>{t('notices.mine')}</h2></div>
      {shown.length === 0 && <p className={styles.none}>{t('notices.none')}</p>}
      <ul className={styles.list}>
        {shown.map((each) => <NoticeLine key={each.row.id} asked={each} me={me} now={now} isUnfolded={unfolded === each.row.id} onToggle={() => setUnfolded(unfolded === each.row.id ? undefined : each.row.id)} />)}
      </ul>
      {!isAll && settled.length > SETTLED_SHOWN && <LinkButton onPress={() => setAll(true)}>{t('notices.earlier', { count: settled.length - SETTLED_SHOWN })}</LinkButton>}
    </section>
  );
};
