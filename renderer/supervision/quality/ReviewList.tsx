import { useState } from 'react';
import { useConversationTitles } from '../../archive/queries/useConversationTitles';
import { usePeople } from '../../archive/queries/usePeople';
import type { ReviewRow } from '../../archive/schema/qualityRows';
import { formatMoment, formatSpanWords } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Tag } from '../../ui/Tag';
import { useNow } from '../../ui/useNow';
import { ViewSwitch } from '../../ui/ViewSwitch';
import styles from './Quality.module.css';
import { groupedReviews } from './reviewGroups';

const Row = ({ row, title, agent, isChosen, now, onChoose }: { readonly row: ReviewRow; readonly title: string; readonly agent: string; readonly isChosen: boolean; readonly now: number; readonly onChoose: () => void }) => {
  const t = useT();
  const isLate = row.state === 'open' && row.due < now;
  const when = row.state === 'open' ? (isLate ? t('quality.overdueBy', { span: formatSpanWords(now - row.due) }) : t('quality.dueOn', { time: formatMoment(row.due) })) : formatMoment(row.score?.at ?? row.assignedAt);
  return (
    <button type="button" className={styles.row} aria-current={isChosen || undefined} onClick={onChoose} data-testid="review-row" data-review={row.id} data-state={row.state}>
      <b>{title}</b>
      {row.score === undefined ? <small data-late={isLate || undefined}>{when}</small> : <span className={styles.num}>{row.score.total}</span>}
      <small>{agent} · {t('quality.messages', { count: row.contact.messages })} · {formatMoment(row.contact.from)}</small>
      {row.score === undefined ? <span /> : <small>{when}</small>}
      <span className={styles.marks}>
        {row.kind !== 'first' && <Tag small tone="note">{t(`quality.kind.${row.kind}`)}</Tag>}
        {row.contact.isFlagged && <Tag small tone="bad">{t('quality.mark.flagged')}</Tag>}
        {row.contact.isLongWait && <Tag small tone="warn">{t('quality.mark.longWait')}</Tag>}
        {row.score !== undefined && !row.isVoid && !row.score.isPassed && <Tag small tone="bad">{t('quality.failed')}</Tag>}
        {row.appeal !== undefined && <Tag small tone={row.appeal.state === 'open' ? 'warn' : 'plain'}>{t(`quality.appealState.${row.appeal.state}`)}</Tag>}
      </span>
    </button>
  );
};

/** Reviews in the order they have to be done: appeals, overdue, due, done. */
export const ReviewList = ({ rows, me, chosen, onChoose }: { readonly rows: readonly ReviewRow[] | undefined; readonly me: string | undefined; readonly chosen: string | null; readonly onChoose: (review: string) => void }) => {
  const t = useT();
  const people = usePeople();
  const titles = useConversationTitles(rows?.map(({ conversation }) => conversation) ?? []);
  const [isMine, setMine] = useState(true);
  const now = useNow();
  const groups = groupedReviews(rows ?? [], me, isMine, now);
  return (
    <section className={styles.list} aria-label={t('quality.list')}>
      <header className={styles.listHead}>
        <ViewSwitch label={t('quality.list')} views={[{ name: 'mine', label: t('quality.mineOnly') }, { name: 'all', label: t('quality.everybody') }]} current={isMine ? 'mine' : 'all'} onChoose={(name) => setMine(name === 'mine')} testId="reviews" />
      </header>
      <div className={styles.rows}>
        {rows === undefined && <SkeletonRows rows={6} label={t('quality.loading')} />}
        {groups.map((group) => (
          <section key={group.group} aria-label={t(`quality.group.${group.group}`)}>
            <h2 data-group={group.group}>{t(`quality.group.${group.group}`)} {group.rows.length}</h2>
            <ul>
              {group.rows.map((row) => (
                <li key={row.id}><Row row={row} title={titles?.get(row.conversation) ?? row.conversation} agent={people?.get(row.agent)?.name ?? t('timeline.somebody')} isChosen={row.id === chosen} now={now} onChoose={() => onChoose(row.id)} /></li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
};
