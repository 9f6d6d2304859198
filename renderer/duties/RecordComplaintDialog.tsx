import { useState, type FormEvent } from 'react';
import { complaintKinds, complaintSources, severities, type ComplaintKind, type ComplaintSource, type MessageRef, type Severity } from '#shared/domain/duties';
import { accountOfConversation, type ComplaintId, type ConversationId, type CustomerId, type PersonId } from '#shared/domain/ids';
import { usePeople } from '../archive/queries/usePeople';
import { desk } from '../bridge/desk';
import { useT } from '../i18n/useT';
import { useTask } from '../state/useTask';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import styles from './Duties.module.css';

/** Where a complaint comes from: a conversation and what was said there, or nothing of the records. */
export type ComplaintOrigin = { readonly conversation?: ConversationId; readonly customer?: CustomerId; readonly messages?: readonly MessageRef[]; readonly excerpt?: string; readonly about?: PersonId | undefined };

const newComplaint = (): ComplaintId => crypto.randomUUID() as ComplaintId; // the window makes the idempotency keys

type Draft = { readonly kind: ComplaintKind; readonly severity: Severity; readonly source: ComplaintSource; readonly about: string; readonly assign: string; readonly words: string };

const factsOf = (complaint: ComplaintId, draft: Draft, origin: ComplaintOrigin) => ({
  complaint, kind: draft.kind, severity: draft.severity, source: draft.source, words: draft.words.trim(),
  ...(draft.about !== '' && { about: draft.about as PersonId }), // chosen among people of the company
  ...(draft.assign !== '' && { assign: draft.assign as PersonId }), // as above
  ...(origin.conversation !== undefined && { conversation: origin.conversation, account: accountOfConversation(origin.conversation) }),
  ...(origin.customer !== undefined && { customer: origin.customer }),
  ...(origin.messages !== undefined && origin.messages.length > 0 && { messages: origin.messages }),
});

const Choice = <V extends string>({ label, value, all, nameOf, onChange, testId }: { readonly label: string; readonly value: V; readonly all: readonly V[]; readonly nameOf: (value: V) => string; readonly onChange: (value: V) => void; readonly testId: string }) => (
  <label className={styles.field}><span>{label}</span>
    <select value={value} onChange={(event) => { const next = all.find((each) => each === event.target.value); if (next !== undefined) onChange(next); }} data-testid={testId}>
      {all.map((each) => <option key={each} value={each}>{nameOf(each)}</option>)}
    </select>
  </label>
);

const PersonChoice = ({ label, none, value, onChange, testId }: { readonly label: string; readonly none: string; readonly value: string; readonly onChange: (id: string) => void; readonly testId: string }) => {
  const people = usePeople();
  return (
    <label className={styles.field}><span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)} data-testid={testId}>
        <option value="">{none}</option>
        {[...people?.values() ?? []].filter(({ active }) => active).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
    </label>
  );
};

/** Records a complaint at once; a supervisor may give it to somebody in the same breath. */
export const RecordComplaintDialog = ({ origin, mayAssign, onClose }: { readonly origin: ComplaintOrigin; readonly mayAssign: boolean; readonly onClose: () => void }) => {
  const t = useT();
  const task = useTask();
  const [complaint] = useState(newComplaint);
  const [draft, setDraft] = useState<Draft>({ kind: 'attitude', severity: 'normal', source: origin.conversation === undefined ? 'phone' : 'chat', about: origin.about ?? '', assign: '', words: '' });
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.words.trim() === '') return;
    task.run(async () => {
      await desk.call('complaint.record', factsOf(complaint, draft, origin));
      onClose();
    });
  };
  return (
    <Dialog title={t('complaints.record')} closeLabel={t('common.close')} onClose={onClose} width="wide">
      <form className={styles.form} onSubmit={submit} data-testid="complaint-dialog">
        {origin.excerpt !== undefined && <blockquote className={styles.quote}>{origin.excerpt}</blockquote>}
        <div className={styles.row}>
          <Choice label={t('complaints.kind')} value={draft.kind} all={complaintKinds} nameOf={(kind) => t(`complaints.kind.${kind}`)} onChange={(kind) => change({ kind })} testId="complaint-kind" />
          <Choice label={t('complaints.severity')} value={draft.severity} all={severities} nameOf={(severity) => t(`complaints.severity.${severity}`)} onChange={(severity) => change({ severity })} testId="complaint-severity" />
          {origin.conversation === undefined && <Choice label={t('complaints.source')} value={draft.source} all={complaintSources} nameOf={(source) => t(`complaints.source.${source}`)} onChange={(source) => change({ source })} testId="complaint-source" />}
        </div>
        <div className={styles.row}>
          <PersonChoice label={t('complaints.about')} none={t('complaints.aboutNobody')} value={draft.about} onChange={(about) => change({ about })} testId="complaint-about" />
          {mayAssign && <PersonChoice label={t('complaints.assignTo')} none={t('complaints.assignLater')} value={draft.assign} onChange={(assign) => change({ assign })} testId="complaint-assign" />}
        </div>
        <label className={styles.field}><span>{t('complaints.words')}</span><textarea data-autofocus rows={4} maxLength={4000} value={draft.words} placeholder={t('complaints.wordsHint')} onChange={(event) => change({ words: event.target.value })} data-testid="complaint-words" /></label>
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={task.isBusy || draft.words.trim() === ''} testId="complaint-save">{t('complaints.save')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
