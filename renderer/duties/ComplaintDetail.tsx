import { useState } from 'react';
import { complaintVerdicts, severities, type CallBackOutcome, type ComplaintVerdict, type Severity } from '#shared/domain/duties';
import type { ConversationId, PersonId } from '#shared/domain/ids';
import { complaintDue, wasAnsweredLate } from '#shared/rules/duties/complaintDue';
import { useConversation } from '../archive/queries/useConversation';
import { usePeople } from '../archive/queries/usePeople';
import type { ComplaintRow, ComplaintStep } from '../archive/schema/dutyRows';
import { desk } from '../bridge/desk';
import { formatFull, formatMoment } from '../i18n/format';
import { useT } from '../i18n/useT';
import { useTask } from '../state/useTask';
import { Button, LinkButton } from '../ui/Button';
import { useNow } from '../ui/useNow';
import { UntilTag } from './DueTag';
import styles from './Duties.module.css';
import { StepForm } from './StepForm';

const outcomes: readonly CallBackOutcome[] = ['content', 'discontent', 'unreached'];

type Open = (conversation: ConversationId, at: number | undefined) => void;

const useName = (): ((id: PersonId | undefined) => string) => {
  const people = usePeople();
  const t = useT();
  return (id) => (id === undefined ? t('timeline.somebody') : people?.get(id)?.name ?? id);
};

/** What is known of it: whom it concerns, who has it, by when. */
const Facts = ({ row, onOpen }: { readonly row: ComplaintRow; readonly onOpen: Open }) => {
  const t = useT();
  const name = useName();
  const now = useNow();
  const due = complaintDue(row);
  return (
    <dl className={styles.facts}>
      <dt>{t('complaints.kind')}</dt><dd>{t(`complaints.kind.${row.kind}`)} · {t(`complaints.severity.${row.severity}`)} · {t(`complaints.source.${row.source}`)}</dd>
      <dt>{t('complaints.about')}</dt><dd>{row.about === undefined ? t('complaints.aboutNobody') : name(row.about)}</dd>
      <dt>{t('complaints.assignee')}</dt><dd>{row.assignee === undefined ? t('complaints.assignLater') : name(row.assignee)}</dd>
      <dt>{t('complaints.answerBy')}</dt><dd data-late={wasAnsweredLate(row) || undefined}><span>{formatFull(row.answerBy)}</span>{row.answered !== undefined && <span>{t(wasAnsweredLate(row) ? 'complaints.answeredLate' : 'complaints.answeredAt', { time: formatMoment(row.answered.at) })}</span>}</dd>
      {row.callBackBy !== undefined && <><dt>{t('complaints.callBackBy')}</dt><dd>{formatFull(row.callBackBy)}</dd></>}
      {due !== undefined && <><dt>{t('complaints.next')}</dt><dd>{t(`complaints.stage.${row.stage}`)}<UntilTag due={due} now={now} /></dd></>}
      {row.conversation !== undefined && <><dt>{t('complaints.place')}</dt><dd><Place conversation={row.conversation} at={row.messages?.[0]?.at} onOpen={onOpen} /></dd></>}
    </dl>
  );
};

const Place = ({ conversation, at, onOpen }: { readonly conversation: ConversationId; readonly at: number | undefined; readonly onOpen: Open }) => {
  const t = useT();
  const found = useConversation(conversation);
  return <LinkButton onPress={() => onOpen(conversation, at)} testId="complaint-place">{t('complaints.open', { title: found?.title ?? conversation })}</LinkButton>;
};

const StepLine = ({ step }: { readonly step: ComplaintStep }) => {
  const t = useT();
  const name = useName();
  const what = [
    step.to !== undefined && name(step.to), step.outcome !== undefined && t(`complaints.outcome.${step.outcome}`), step.verdict !== undefined && t(`complaints.verdict.${step.verdict}`),
    step.kind !== undefined && t(`complaints.kind.${step.kind}`), step.severity !== undefined && t(`complaints.severity.${step.severity}`), step.about !== undefined && (step.about === null ? t('complaints.aboutNobody') : name(step.about)),
  ].filter((each) => typeof each === 'string');
  return (
    <li>
      <time dateTime={new Date(step.at).toISOString()} title={formatFull(step.at)}>{formatMoment(step.at)}</time>
      <div><b>{t(`complaints.step.${step.type}`, { by: name(step.by) })}</b>{what.length > 0 && ` ${what.join(' · ')}`}{step.words !== undefined && <p>{step.words}</p>}</div>
    </li>
  );
};

type Form = 'answer' | 'callBack' | 'improve' | 'close' | 'reopen';

const formsOf = (row: ComplaintRow, isSupervisor: boolean): readonly Form[] => {
  if (row.stage === 'closed') return isSupervisor ? ['improve', 'reopen'] : ['improve'];
  const next: readonly Form[] = row.stage === 'unassigned' || row.stage === 'toAnswer' ? ['answer'] : ['callBack', 'answer'];
  return [...next, 'improve', ...(isSupervisor ? ['close' as const] : [])];
};

const Step = ({ form, row, onDone }: { readonly form: Form; readonly row: ComplaintRow; readonly onDone: () => void }) => {
  const t = useT();
  const complaint = row.id;
  const common = { button: t(`complaints.do.${form}`), label: t(`complaints.say.${form}`), onCancel: onDone, testId: `complaint-${form}` };
  switch (form) {
    case 'answer': return <StepForm {...common} send={(words) => desk.call('complaint.answer', { complaint, words }).then(onDone)} />;
    case 'improve': return <StepForm {...common} send={(words) => desk.call('complaint.improve', { complaint, words }).then(onDone)} />;
    case 'reopen': return <StepForm {...common} send={(reason) => desk.call('complaint.reopen', { complaint, reason }).then(onDone)} />;
    case 'callBack': return <StepForm<CallBackOutcome> {...common} isWordless choices={{ label: t('complaints.outcome'), all: outcomes, nameOf: (each) => t(`complaints.outcome.${each}`) }} send={(words, outcome) => desk.call('complaint.callBack', { complaint, outcome: outcome ?? 'content', ...(words !== '' && { words }) }).then(onDone)} />;
    case 'close': return <StepForm<ComplaintVerdict> {...common} isWordless choices={{ label: t('complaints.verdict'), all: complaintVerdicts, nameOf: (each) => t(`complaints.verdict.${each}`) }} send={(words, verdict) => desk.call('complaint.close', { complaint, verdict: verdict ?? 'justified', ...(words !== '' && { words }) }).then(onDone)} />;
  }
};

/** Who has it and how grave it is: a supervisor's choices, each kept at once. */
const Assign = ({ row }: { readonly row: ComplaintRow }) => {
  const t = useT();
  const people = usePeople();
  const task = useTask();
  const active = [...people?.values() ?? []].filter((person) => person.active);
  const severityOf = (value: string): Severity | undefined => severities.find((each) => each === value);
  return (
    <div className={styles.form}>
      <div className={styles.row}>
        <label className={styles.field}><span>{t('complaints.assignTo')}</span>
          <select value={row.assignee ?? ''} disabled={task.isBusy} onChange={(event) => { const to = active.find(({ id }) => id === event.target.value)?.id; if (to !== undefined) task.run(() => desk.call('complaint.assign', { complaint: row.id, to })); }} data-testid="complaint-assignee">
            {row.assignee === undefined && <option value="">{t('complaints.assignLater')}</option>}
            {active.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <label className={styles.field}><span>{t('complaints.severity')}</span>
          <select value={row.severity} disabled={task.isBusy} onChange={(event) => { const severity = severityOf(event.target.value); if (severity !== undefined) task.run(() => desk.call('complaint.revise', { complaint: row.id, severity })); }}>
            {severities.map((each) => <option key={each} value={each}>{t(`complaints.severity.${each}`)}</option>)}
          </select>
        </label>
        <label className={styles.field}><span>{t('complaints.about')}</span>
          <select value={row.about ?? ''} disabled={task.isBusy} onChange={(event) => task.run(() => desk.call('complaint.revise', { complaint: row.id, about: active.find(({ id }) => id === event.target.value)?.id ?? null }))}>
            <option value="">{t('complaints.aboutNobody')}</option>
            {active.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
      </div>
      {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
    </div>
  );
};

/** One complaint: what is known, what this person may do next, and every step so far. */
export const ComplaintDetail = ({ row, isSupervisor, onOpen }: { readonly row: ComplaintRow; readonly isSupervisor: boolean; readonly onOpen: Open }) => {
  const t = useT();
  const [form, setForm] = useState<Form>();
  return (
    <div className={styles.detail} data-testid="complaint-detail" data-stage={row.stage}>
      <p className={styles.words}>{row.words}</p>
      <Facts row={row} onOpen={onOpen} />
      {isSupervisor && row.stage !== 'closed' && <Assign row={row} />}
      {form === undefined
        ? <div className={styles.actions}>{formsOf(row, isSupervisor).map((each, place) => <Button key={each} kind={place === 0 && row.stage !== 'closed' && row.stage !== 'toClose' ? 'primary' : 'plain'} onPress={() => setForm(each)} testId={`complaint-do-${each}`}>{t(`complaints.do.${each}`)}</Button>)}</div>
        : <Step form={form} row={row} onDone={() => setForm(undefined)} />}
      <h3>{t('complaints.history')}</h3>
      <ol className={styles.steps}>{[...row.steps].reverse().map((step) => <StepLine key={`${step.seq}${step.type}`} step={step} />)}</ol>
    </div>
  );
};
