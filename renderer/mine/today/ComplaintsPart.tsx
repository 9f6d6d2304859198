import { useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { complaintDue } from '#shared/rules/duties/complaintDue';
import { useComplaints } from '../../archive/queries/useComplaints';
import { ComplaintDetail } from '../../duties/ComplaintDetail';
import { UntilTag } from '../../duties/DueTag';
import { openAtMessage } from '../../duties/openAtMessage';
import { RecordComplaintDialog } from '../../duties/RecordComplaintDialog';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { Tag } from '../../ui/Tag';
import { useNow } from '../../ui/useNow';
import { useRole } from '../../state/session';
import styles from './TodayPage.module.css';

/** Closed ones are shown so long after they were recorded, ms. */
const KEPT_MS = 14 * 86_400_000;

/** Complaints given to this person, and those they recorded themselves. */
export const ComplaintsPart = ({ me }: { readonly me: PersonId }) => {
  const t = useT();
  const now = useNow();
  const isSupervisor = useRole() !== 'agent';
  const [from] = useState(() => Date.now() - KEPT_MS);
  const all = useComplaints(from) ?? [];
  const [chosen, setChosen] = useState<string>();
  const [isRecording, setRecording] = useState(false);
  const mine = all.filter((row) => row.assignee === me || row.by === me);
  const ordered = [...mine].sort((a, b) => Number(a.stage === 'closed') - Number(b.stage === 'closed') || (complaintDue(a) ?? Infinity) - (complaintDue(b) ?? Infinity));
  return (
    <section className={styles.part} aria-label={t('complaints.mine')}>
      <div className={styles.head}><h2>{t('complaints.mine')}</h2><Button size="small" icon="plus" onPress={() => setRecording(true)} testId="complaint-record">{t('complaints.record')}</Button></div>
      {mine.length === 0 && <p className={styles.none}>{t('complaints.mineNone')}</p>}
      <ul className={styles.list}>
        {ordered.map((row) => {
          const due = complaintDue(row);
          return (
            <li key={row.id} data-testid="my-complaint">
              <div className={styles.line} data-quiet={row.stage === 'closed' || undefined}>
                <button type="button" aria-expanded={chosen === row.id} onClick={() => setChosen(chosen === row.id ? undefined : row.id)}><b>{row.words}</b></button>
                <Tag>{t(`complaints.stage.${row.stage}`)}</Tag>
                {due !== undefined && <UntilTag due={due} now={now} />}
              </div>
              {chosen === row.id && <div className={styles.open}>{row.assignee === me || isSupervisor ? <ComplaintDetail row={row} isSupervisor={isSupervisor} onOpen={openAtMessage} /> : <p className={styles.none}>{t('complaints.recordedByYou')}</p>}</div>}
            </li>
          );
        })}
      </ul>
      {isRecording && <RecordComplaintDialog origin={{}} mayAssign={isSupervisor} onClose={() => setRecording(false)} />}
    </section>
  );
};
