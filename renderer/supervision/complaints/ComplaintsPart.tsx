import { useState } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import { complaintDue } from '#shared/rules/duties/complaintDue';
import { firstLineFrom } from '../../archive/queries/linesNear';
import { useComplaintsOf } from '../../archive/queries/useComplaints';
import { useConversation } from '../../archive/queries/useConversation';
import { UntilTag } from '../../duties/DueTag';
import { messageRefOf } from '../../duties/dutyRequests';
import { RecordComplaintDialog, type ComplaintOrigin } from '../../duties/RecordComplaintDialog';
import { useT } from '../../i18n/useT';
import { showSupervision } from '../../state/view';
import { Button, LinkButton } from '../../ui/Button';
import { Tag } from '../../ui/Tag';
import { useNow } from '../../ui/useNow';
import { useSearchPlace } from '../search/searchState';
import styles from './ComplaintsPart.module.css';

/** Complaints about the conversation being read, and one recorded from here. */
export const ComplaintsPart = ({ conversation }: { readonly conversation: ConversationId }) => {
  const t = useT();
  const now = useNow();
  const rows = useComplaintsOf(conversation);
  const row = useConversation(conversation);
  const chosen = useSearchPlace((place) => place.chosen);
  const [origin, setOrigin] = useState<ComplaintOrigin>();
  /** With the message the reader stands at, where it stands at one. */
  const record = async (): Promise<void> => {
    const line = chosen?.conversation === conversation ? await firstLineFrom(conversation, chosen.place) : undefined;
    const ref = line === undefined ? undefined : messageRefOf(line);
    const excerpt = textOf(line?.parts ?? []);
    setOrigin({ conversation, about: row?.assignee, ...(row?.customer !== undefined && { customer: row.customer }), ...(ref !== undefined && { messages: [ref] }), ...(ref !== undefined && excerpt !== '' && { excerpt }) });
  };
  return (
    <section className={styles.part} aria-label={t('supervision.complaints')}>
      <header><h2>{t('supervision.complaints')}</h2><Button size="small" icon="plus" onPress={() => void record()} testId="part-complaint">{t('complaints.record')}</Button></header>
      {rows?.length === 0 && <p>{t('complaints.notHere')}</p>}
      <ul>
        {rows?.map((each) => {
          const due = complaintDue(each);
          return <li key={each.id}><LinkButton onPress={() => showSupervision('complaints')}>{each.words.slice(0, 40)}</LinkButton><Tag small>{t(`complaints.stage.${each.stage}`)}</Tag>{due !== undefined && <UntilTag due={due} now={now} />}</li>;
        })}
      </ul>
      {origin !== undefined && <RecordComplaintDialog origin={origin} mayAssign onClose={() => setOrigin(undefined)} />}
    </section>
  );
};
