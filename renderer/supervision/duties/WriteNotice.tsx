import { useState, type FormEvent } from 'react';
import type { Audience, Deadline } from '#shared/domain/duties';
import type { NoticeId, PersonId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import type { Role } from '#shared/domain/person';
import { noticeSpanOf } from '#shared/rules/duties/noticeDue';
import { useRulePack } from '../../archive/queries/rulePack';
import { usePeople } from '../../archive/queries/usePeople';
import { desk } from '../../bridge/desk';
import styles from '../../duties/Duties.module.css';
import { FileField } from '../../duties/Files';
import { fieldTime } from '../../duties/LeaveForm';
import { formatLimit } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { useTask } from '../../state/useTask';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

const newNotice = (): NoticeId => crypto.randomUUID() as NoticeId; // the window makes the idempotency keys

const HOUR = 3_600_000;
const roles: readonly Role[] = ['agent', 'supervisor', 'administrator'];

type Limit = { readonly kind: 'rule' | 'at' | 'none'; readonly at: string };

const AudienceChoice = ({ value, onChange }: { readonly value: Audience; readonly onChange: (value: Audience) => void }) => {
  const t = useT();
  const me = useMe();
  const people = [...usePeople()?.values() ?? []].filter(({ active, id }) => active && id !== me);
  const chosen = value.kind === 'people' ? value.people : [];
  const toggle = (id: PersonId): void => onChange({ kind: 'people', people: chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id] });
  return (
    <>
      <fieldset className={styles.checks}><legend>{t('notices.audience')}</legend>
        <label><input type="radio" name="audience" checked={value.kind === 'everybody'} onChange={() => onChange({ kind: 'everybody' })} />{t('notices.everybody')}</label>
        {roles.map((role) => <label key={role}><input type="radio" name="audience" checked={value.kind === 'roles' && value.roles[0] === role} onChange={() => onChange({ kind: 'roles', roles: [role] })} />{t(`notices.role.${role}`)}</label>)}
        <label><input type="radio" name="audience" checked={value.kind === 'people'} onChange={() => onChange({ kind: 'people', people: [] })} />{t('notices.some')}</label>
      </fieldset>
      {value.kind === 'people' && <fieldset className={styles.checks}><legend>{t('notices.who')}</legend>{people.map(({ id, name }) => <label key={id}><input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />{name}</label>)}</fieldset>}
    </>
  );
};

const LimitChoice = ({ label, name, value, withNone, onChange }: { readonly label: string; readonly name: string; readonly value: Limit; readonly withNone: boolean; readonly onChange: (value: Limit) => void }) => {
  const t = useT();
  const { span } = noticeSpanOf(useRulePack());
  return (
    <fieldset className={styles.checks}><legend>{label}</legend>
      <label><input type="radio" name={name} checked={value.kind === 'rule'} onChange={() => onChange({ ...value, kind: 'rule' })} data-testid={`${name}-rule`} />{t(`notices.within.${span.runs}`, { span: formatLimit(span.seconds * 1000) })}</label>
      <label><input type="radio" name={name} checked={value.kind === 'at'} onChange={() => onChange({ ...value, kind: 'at' })} />{t('notices.at')}</label>
      {value.kind === 'at' && <input type="datetime-local" aria-label={label} value={value.at} onChange={(event) => onChange({ kind: 'at', at: event.target.value })} />}
      {withNone && <label><input type="radio" name={name} checked={value.kind === 'none'} onChange={() => onChange({ ...value, kind: 'none' })} />{t('notices.noReply')}</label>}
    </fieldset>
  );
};

/** A new notice. Deadlines as the rule pack has them unless a moment is named; who gets it is fixed when it goes out. */
export const WriteNotice = ({ onClose, onPublished }: { readonly onClose: () => void; readonly onPublished: (notice: string) => void }) => {
  const t = useT();
  const task = useTask();
  const { span, clause } = noticeSpanOf(useRulePack());
  const [notice] = useState(newNotice);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly Media[]>([]);
  const [audience, setAudience] = useState<Audience>({ kind: 'everybody' });
  const [read, setRead] = useState<Limit>(() => ({ kind: 'rule', at: fieldTime(Date.now() + 2 * HOUR) }));
  const [reply, setReply] = useState<Limit>(() => ({ kind: 'rule', at: fieldTime(Date.now() + 4 * HOUR) }));
  const deadlineOf = (limit: Limit): Deadline => (limit.kind === 'at' ? { kind: 'at', at: Date.parse(limit.at) } : { kind: 'within', span });
  const isWhole = title.trim() !== '' && text.trim() !== '' && (audience.kind !== 'people' || audience.people.length > 0) && [read, reply].every(({ kind, at }) => kind !== 'at' || !Number.isNaN(Date.parse(at)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWhole) return;
    task.run(async () => {
      await desk.call('notice.publish', {
        notice, title: title.trim(), text: text.trim(), audience, read: deadlineOf(read), ...(reply.kind !== 'none' && { reply: deadlineOf(reply) }),
        ...(files.length > 0 && { attachments: [...files] }), ...(clause !== undefined && { clause }),
      });
      onPublished(notice);
      onClose();
    });
  };
  return (
    <Dialog title={t('notices.write')} closeLabel={t('common.close')} onClose={onClose} width="wide">
      <form className={styles.form} onSubmit={submit} data-testid="notice-dialog">
        <label className={styles.field}><span>{t('notices.title')}</span><input type="text" autoFocus maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} data-testid="notice-title" /></label>
        <label className={styles.field}><span>{t('notices.text')}</span><textarea rows={6} maxLength={20_000} value={text} onChange={(event) => setText(event.target.value)} data-testid="notice-text" /></label>
        <FileField files={files} task={task} onChange={setFiles} />
        <AudienceChoice value={audience} onChange={setAudience} />
        <LimitChoice label={t('notices.readBy')} name="read-by" value={read} withNone={false} onChange={setRead} />
        <LimitChoice label={t('notices.replyBy')} name="reply-by" value={reply} withNone onChange={setReply} />
        <p className={styles.hint}>{t('notices.leaveHint')}</p>
        {task.problem !== undefined && <p className={styles.problem} role="alert">{task.problem}</p>}
        <div className={styles.buttons}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" isDisabled={task.isBusy || !isWhole} testId="notice-publish">{t('notices.publish')}</Button>
        </div>
      </form>
    </Dialog>
  );
};
