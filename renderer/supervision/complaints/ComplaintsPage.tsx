import { useState } from 'react';
import { complaintDue, isOverdue } from '#shared/rules/duties/complaintDue';
import { useComplaints } from '../../archive/queries/useComplaints';
import { usePeople } from '../../archive/queries/usePeople';
import type { ComplaintRow } from '../../archive/schema/dutyRows';
import { ComplaintDetail } from '../../duties/ComplaintDetail';
import { UntilTag } from '../../duties/DueTag';
import { RecordComplaintDialog } from '../../duties/RecordComplaintDialog';
import { formatMoment } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { openRecord } from '../../state/recordLinks';
import { Button } from '../../ui/Button';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { Tag } from '../../ui/Tag';
import { useNow } from '../../ui/useNow';
import { ViewSwitch } from '../../ui/ViewSwitch';
import styles from '../duties/DutiesPage.module.css';

const filters = ['open', 'overdue', 'unassigned', 'closed', 'all'] as const;
type Filter = (typeof filters)[number];
/** Those somebody has to act on. */
const counted: ReadonlySet<Filter> = new Set<Filter>(['overdue', 'unassigned']);

/** Closed ones so far back, ms. */
const KEPT_MS = 180 * 86_400_000;

const fits = (row: ComplaintRow, filter: Filter, now: number): boolean => {
  switch (filter) {
    case 'open': return row.stage !== 'closed';
    case 'overdue': return isOverdue(row, now);
    case 'unassigned': return row.stage === 'unassigned';
    case 'closed': return row.stage === 'closed';
    case 'all': return true;
  }
};

/** What is due first on top; what has no deadline after, newest first. */
const byDue = (a: ComplaintRow, b: ComplaintRow): number => (complaintDue(a) ?? Infinity) - (complaintDue(b) ?? Infinity) || b.at - a.at;

const Line = ({ row, now, isChosen, onChoose }: { readonly row: ComplaintRow; readonly now: number; readonly isChosen: boolean; readonly onChoose: () => void }) => {
  const t = useT();
  const people = usePeople();
  const due = complaintDue(row);
  return (
    <li className={styles.row} data-chosen={isChosen || undefined} data-testid="complaint-row" data-stage={row.stage}>
      <button type="button" onClick={onChoose} aria-current={isChosen || undefined}>
        <span className={styles.line}>{row.severity === 'high' && <Tag small tone="bad">{t('complaints.severity.high')}</Tag>}<b>{row.words}</b>{due !== undefined && <UntilTag due={due} now={now} />}</span>
        <span className={styles.line}><small>{t(`complaints.kind.${row.kind}`)} · {t(`complaints.stage.${row.stage}`)}{row.assignee !== undefined && ` · ${people?.get(row.assignee)?.name ?? ''}`}</small><span className={styles.stretch} /><time>{formatMoment(row.at)}</time></span>
      </button>
    </li>
  );
};

/** Every complaint: what is due first, who has it, what was done. */
export const ComplaintsPage = () => {
  const t = useT();
  const now = useNow();
  const [from] = useState(() => Date.now() - KEPT_MS);
  const all = useComplaints(from);
  const [filter, setFilter] = useState<Filter>('open');
  const [chosen, setChosen] = useState<string>();
  const [isRecording, setRecording] = useState(false);
  const shown = (all ?? []).filter((row) => fits(row, filter, now)).sort(byDue);
  const row = shown.find(({ id }) => id === chosen) ?? all?.find(({ id }) => id === chosen) ?? shown[0];
  return (
    <section className={styles.page} aria-label={t('supervision.complaints')} data-testid="complaints-page">
      <header className={styles.head}>
        <h1 className="visuallyHidden">{t('supervision.complaints')}</h1>
        <ViewSwitch label={t('complaints.filter')} views={filters.map((name) => ({ name, label: t(`complaints.filter.${name}`), count: counted.has(name) ? (all ?? []).filter((one) => fits(one, name, now)).length : 0 }))} current={filter} onChoose={setFilter} testId="complaints" />
        <span className={styles.stretch} />
        <Button kind="primary" icon="plus" onPress={() => setRecording(true)} testId="complaint-new">{t('complaints.record')}</Button>
      </header>
      <div className={styles.split}>
        <div className={styles.side}>
          {all === undefined && <SkeletonRows rows={4} label={t('supervision.complaints')} />}
          {all !== undefined && shown.length === 0 && <p className={styles.none}>{t(all.length === 0 ? 'complaints.none' : 'complaints.noneHere')}</p>}
          <ul className={styles.list}>{shown.map((each) => <Line key={each.id} row={each} now={now} isChosen={each.id === row?.id} onChoose={() => setChosen(each.id)} />)}</ul>
        </div>
        <div className={styles.scroll}>{row !== undefined && <ComplaintDetail key={row.id} row={row} isSupervisor onOpen={(conversation, at) => openRecord({ conversation, at: at ?? row.at })} />}</div>
      </div>
      {isRecording && <RecordComplaintDialog origin={{}} mayAssign onClose={() => setRecording(false)} />}
    </section>
  );
};
