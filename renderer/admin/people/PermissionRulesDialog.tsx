import { Checkbox, Input, Modal } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import type { PersonId } from '#shared/domain/ids';
import type { PermissionHistory, SavedRules } from '#shared/rules/permissionSteps';
import { decidesAlone, isLoosened, raisedRoles, withRaiseTo, type PermissionRules, type RaisedRole } from '#shared/rules/permissions';
import { shippedPermissions } from '../../archive/queries/usePermissionRules';
import type { PersonRow } from '../../archive/schema/personRows';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { restingDialog } from '../../ui/theme';
import { useAdminCommand } from '../useAdminCommand';
import own from './People.module.css';
import type { PeopleMethod } from './peopleMethods';
import { raisesText } from './raisesText';

type People = ReadonlyMap<PersonId, PersonRow>;

const Version = ({ row, people }: { readonly row: SavedRules; readonly people: People }) => {
  const t = useT();
  const nameOf = (id: PersonId | null): string => (id === null ? undefined : people.get(id)?.name) ?? t('people.approve.someone');
  return (
    <li>
      <time dateTime={new Date(row.at).toISOString()}>{formatFull(row.at)}</time>
      <div>
        <span>{t('permissions.version', { version: row.rules.version, raises: raisesText(t, row.rules) })}</span>
        <small>{row.askedBy === undefined ? nameOf(row.by) : t('permissions.askedAnd', { asked: nameOf(row.askedBy), approved: nameOf(row.by) })}</small>
        {row.reason !== undefined && <p>{t('people.approve.reason', { reason: row.reason })}</p>}
      </div>
    </li>
  );
};

/** Newest first, down to the version the company began with. */
const Versions = ({ saved, people }: { readonly saved: readonly SavedRules[]; readonly people: People }) => {
  const t = useT();
  return (
    <section className={own.versions} aria-label={t('permissions.versions')}>
      <h3>{t('permissions.versions')}</h3>
      <ol className={own.history} data-testid="permission-versions">
        {saved.toReversed().map((row) => <Version key={row.rules.version} row={row} people={people} />)}
        <li><span className={own.shipped}>{t('permissions.shipped')}</span><div>{t('permissions.version', { version: shippedPermissions.version, raises: raisesText(t, shippedPermissions) })}</div></li>
      </ol>
    </section>
  );
};

/** Which raises want another administrator, and every version of it. Loosening follows the rule in force itself. */
export const PermissionRulesDialog = ({ history, people, me, onClose }: {
  readonly history: PermissionHistory & { readonly rules: PermissionRules }; readonly people: People; readonly me: string | undefined; readonly onClose: () => void;
}) => {
  const t = useT();
  const id = useId();
  const { rules, pending, saved } = history;
  const [raiseTo, setRaiseTo] = useState<readonly RaisedRole[]>(rules.approval.raiseTo);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { run, isBusy, problem } = useAdminCommand<PeopleMethod>();
  const next = withRaiseTo(rules, raiseTo);
  const isLooser = isLoosened(rules, next);
  const isChanged = isLooser || isLoosened(next, rules);
  const isAlone = isLooser && decidesAlone([...people.values()], me ?? '', '');
  const isWanting = isAlone && reason.trim() === '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (isWanting || !isChanged) return;
    if (await run('permissions.save', { based: rules.version, raiseTo: [...raiseTo], ...(reason.trim() !== '' && { reason: reason.trim() }) })) onClose();
  };
  const hint = isAlone ? t('permissions.alone') : isLooser ? t('permissions.proposal') : undefined;
  return (
    <Modal {...restingDialog} open centered width={520} title={t('permissions.title')} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <form className={own.form} onSubmit={(event) => void submit(event)} noValidate data-testid="permissions-form">
        <p>{t('permissions.about')}</p>
        <fieldset className={own.rules} disabled={pending !== undefined}>
          <legend>{rules.approval.clause}</legend>
          {raisedRoles.map((role) => (
            <Checkbox key={role} checked={raiseTo.includes(role)} disabled={pending !== undefined} onChange={({ target }) => setRaiseTo(target.checked ? [...raiseTo, role] : raiseTo.filter((each) => each !== role))} data-testid={`raise-${role}`}>{t(`permissions.raise.${role}`)}</Checkbox>
          ))}
        </fieldset>
        <p className={own.quiet}>{t('permissions.always')}</p>
        {pending !== undefined && <p className={own.waits} role="status">{t('permissions.waits')}</p>}
        {isChanged && (
          <div className={own.field}>
            <label htmlFor={id}>{t('people.form.reason')}</label>
            <Input id={id} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} data-testid="permissions-reason" />
            {hint !== undefined && <p data-bad={(isAsked && isWanting) || undefined} role={isAsked && isWanting ? 'alert' : undefined}>{hint}</p>}
          </div>
        )}
        {problem !== undefined && <p className={own.bad} role="alert">{problem}</p>}
        <Versions saved={saved} people={people} />
        <div className={own.buttons}>
          <Button onPress={onClose}>{t('people.form.cancel')}</Button>
          <Button type="submit" kind="primary" isDisabled={isBusy || !isChanged} testId="permissions-save">{t(isLooser && !isAlone ? 'people.form.propose' : 'people.form.save')}</Button>
        </div>
      </form>
    </Modal>
  );
};
