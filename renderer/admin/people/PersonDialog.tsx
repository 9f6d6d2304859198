import { Input, Modal, Radio } from 'antd';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { PASSWORD_MIN, passwordLength, type Role } from '#shared/domain/person';
import { shippedPermissions, usePermissionRules } from '../../archive/queries/usePermissionRules';
import type { PersonRow } from '../../archive/schema/personRows';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { makeInitialPassword } from './initialPassword';
import own from './People.module.css';
import { courseOf, type PersonTask } from './personTask';
import { useAdminCommand } from '../useAdminCommand';
import type { PeopleMethod } from './peopleMethods';

type Fields = { readonly name: string; readonly role: Role; readonly password: string; readonly reason: string };
type Asks = Readonly<Record<keyof Fields, boolean>>;

const roles: readonly Role[] = ['agent', 'supervisor', 'administrator'];

const asksOf: Readonly<Record<PersonTask['kind'], readonly (keyof Fields)[]>> = {
  add: ['name', 'role', 'password', 'reason'], rename: ['name'], reset: ['password'], role: ['role', 'reason'], leave: ['reason'], return: ['password', 'reason'],
};

const beginning = (task: PersonTask): Fields => ({
  name: task.kind === 'rename' ? task.person.name : '', role: task.kind === 'add' ? 'agent' : task.person.role,
  password: asksOf[task.kind].includes('password') ? makeInitialPassword() : '', reason: '',
});

const useProblems = (asks: Asks, { name, password, reason }: Fields, needsReason: boolean) => {
  const t = useT();
  const missing = t('password.missing');
  return {
    name: asks.name && name.trim() === '' ? missing : undefined,
    password: asks.password && passwordLength(password) < PASSWORD_MIN ? t('password.short') : undefined,
    reason: needsReason && reason.trim() === '' ? missing : undefined,
  };
};

const Field = ({ label, hint, problem, children }: { readonly label: string; readonly hint?: string; readonly problem?: string; readonly children: (id: string) => ReactNode }) => {
  const id = useId();
  return (
    <div className={own.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {(problem ?? hint) !== undefined && <p data-bad={problem !== undefined || undefined} role={problem === undefined ? undefined : 'alert'}>{problem ?? hint}</p>}
    </div>
  );
};

const RoleChoice = ({ role, onChange }: { readonly role: Role; readonly onChange: (role: Role) => void }) => {
  const t = useT();
  return (
    <Radio.Group className={own.roles} value={role} onChange={(event) => onChange(event.target.value as Role)} aria-label={t('people.form.role')}>
      {roles.map((each) => <Radio key={each} value={each} data-testid={`role-${each}`}><b>{t(`role.${each}`)}</b><small>{t(`people.role.${each}.about`)}</small></Radio>)}
    </Radio.Group>
  );
};

type Run = ReturnType<typeof useAdminCommand<PeopleMethod>>['run'];

/** The command of a task; true when it was done. */
const send = (run: Run, task: PersonTask, fields: Fields): Promise<boolean> => {
  const { name, role, password } = fields;
  const reason = fields.reason.trim() === '' ? undefined : fields.reason.trim();
  if (task.kind === 'add') return run('person.add', { name, role, password, reason });
  const { id } = task.person;
  switch (task.kind) {
    case 'rename': return run('person.rename', { person: id, name });
    case 'reset': return run('person.resetPassword', { person: id, password });
    case 'role': return run('person.setRole', { person: id, role, reason });
    case 'leave': return run('person.leave', { person: id, reason });
    case 'return': return run('person.return', { person: id, password, reason });
  }
};

/** One thing done to a person: its fields, what the rules say beforehand, and the refusal if there is one. */
export const PersonDialog = ({ task, people, me, onClose }: {
  readonly task: PersonTask; readonly people: readonly PersonRow[]; readonly me: string | undefined; readonly onClose: () => void;
}) => {
  const t = useT();
  const [fields, setFields] = useState(() => beginning(task));
  const [isAsked, setAsked] = useState(false);
  const { run, isBusy, problem } = useAdminCommand<PeopleMethod>();
  const rules = usePermissionRules()?.rules ?? shippedPermissions;
  // Who comes back begins as an agent too.
  const from = task.kind === 'add' || task.kind === 'return' ? 'agent' : task.person.role;
  const course = ['add', 'role', 'return'].includes(task.kind) ? courseOf(rules, people, me, task.kind === 'add' ? '' : task.person.id, from, fields.role) : 'direct';
  const hasReason = asksOf[task.kind].includes('reason') && (course !== 'direct' || task.kind === 'leave' || task.kind === 'role');
  const asks: Asks = { name: asksOf[task.kind].includes('name'), role: asksOf[task.kind].includes('role'), password: asksOf[task.kind].includes('password'), reason: hasReason };
  const problems = useProblems(asks, fields, course === 'alone');
  const set = (part: Partial<Fields>): void => setFields((was) => ({ ...was, ...part }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (Object.values(problems).some((each) => each !== undefined)) return;
    if (task.kind === 'role' && fields.role === from) { onClose(); return; }
    if (await send(run, task, fields)) onClose();
  };
  const shown = (key: keyof typeof problems): string | undefined => (isAsked ? problems[key] : undefined);
  const title = task.kind === 'add' ? t('people.form.add') : t(`people.form.${task.kind}.title`, { name: task.person.name });
  const reasonHint = course === 'alone' ? t('people.form.reason.needed') : course === 'proposal' ? t('people.form.reason.proposal', { role: t(`role.${from}`) }) : undefined;
  return (
    <Modal {...restingDialog} open centered width={460} title={title} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <form className={own.form} onSubmit={(event) => void submit(event)} noValidate data-testid="person-form">
        {task.kind === 'leave' && <p>{t('people.form.leave.body')}</p>}
        {asks.name && <Field label={t('people.form.name')} hint={t('people.form.name.hint')} problem={shown('name')}>{(id) => <Input id={id} autoFocus value={fields.name} maxLength={60} onChange={(event) => set({ name: event.target.value })} data-testid="person-name" />}</Field>}
        {asks.role && <div className={own.field}><span>{t('people.form.role')}</span><RoleChoice role={fields.role} onChange={(role) => set({ role })} /></div>}
        {asks.password && <Field label={t('people.form.password')} hint={t('people.form.password.hint')} problem={shown('password')}>{(id) => <Input id={id} className={own.secret} value={fields.password} maxLength={256} autoComplete="off" spellCheck={false} onChange={(event) => set({ password: event.target.value })} data-testid="person-password" />}</Field>}
        {asks.reason && <Field label={t('people.form.reason')} hint={reasonHint} problem={shown('reason') === undefined ? undefined : reasonHint ?? shown('reason')}>{(id) => <Input id={id} value={fields.reason} maxLength={200} placeholder={course === 'direct' ? undefined : t('people.form.reason.placeholder')} onChange={(event) => set({ reason: event.target.value })} data-testid="person-reason" />}</Field>}
        <p className={own.bad} role="alert">{problem}</p>
        <div className={own.buttons}>
          <Button onPress={onClose}>{t('people.form.cancel')}</Button>
          <Button type="submit" kind="primary" isDisabled={isBusy} testId="person-save">{t(course === 'proposal' && task.kind === 'role' ? 'people.form.propose' : task.kind === 'leave' ? 'people.leave' : task.kind === 'return' ? 'people.return' : 'people.form.save')}</Button>
        </div>
      </form>
    </Modal>
  );
};
