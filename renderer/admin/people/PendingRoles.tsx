import type { PersonId } from '#shared/domain/ids';
import type { PendingRules } from '#shared/rules/permissionSteps';
import { mayDecide } from '#shared/rules/permissions';
import { shippedPermissions, usePermissionRules } from '../../archive/queries/usePermissionRules';
import type { PersonRow } from '../../archive/schema/personRows';
import { currentLocale } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import { useAdminCommand } from '../useAdminCommand';
import own from './People.module.css';
import type { PeopleMethod } from './peopleMethods';
import { raisesText } from './raisesText';

type People = ReadonlyMap<PersonId, PersonRow>;
type Run = ReturnType<typeof useAdminCommand<PeopleMethod>>['run'];

/** What waits: `about` is the person whom it concerns, '' when nobody in particular. */
type Asked = {
  readonly id: string; readonly about: string; readonly by?: PersonId; readonly ask: string; readonly reason?: string; readonly clause?: string;
  readonly decide: (run: Run, verdict: 'approved' | 'rejected') => Promise<boolean>; readonly withdraw: (run: Run) => Promise<boolean>;
};

const Proposal = ({ asked, people, me }: { readonly asked: Asked; readonly people: People; readonly me: PersonRow | undefined }) => {
  const t = useT();
  const { run, isBusy, problem } = useAdminCommand<PeopleMethod>();
  const isMine = me !== undefined && asked.by === me.id;
  const mayDo = me !== undefined && mayDecide(me, asked.by ?? '', asked.about);
  const isOrphan = asked.by === undefined || people.get(asked.by)?.active !== true;
  return (
    <li data-proposal={asked.id}>
      <div>
        <b>{asked.ask}</b>
        <p>
          {asked.reason !== undefined && <span>{t('people.approve.reason', { reason: asked.reason })}</span>}
          {asked.clause !== undefined && <span>{t('people.approve.rule', { clause: asked.clause, title: shippedPermissions.approval.title[currentLocale()] ?? '' })}</span>}
          {!mayDo && <span>{t(isMine ? 'people.approve.own' : 'people.approve.about')}</span>}
        </p>
        {problem !== undefined && <p className={own.bad} role="alert">{problem}</p>}
      </div>
      {(isMine || isOrphan) && <Button isDisabled={isBusy} onPress={() => { void asked.withdraw(run); }} testId="role-withdraw">{t('people.approve.withdraw')}</Button>}
      {mayDo && <Button isDisabled={isBusy} onPress={() => { void asked.decide(run, 'rejected'); }} testId="role-reject">{t('people.approve.reject')}</Button>}
      {mayDo && <Button kind="primary" isDisabled={isBusy} onPress={() => { void asked.decide(run, 'approved'); }} testId="role-approve">{t('people.approve.do')}</Button>}
    </li>
  );
};

const useAsked = (people: People, pendingRules: PendingRules | undefined): readonly Asked[] => {
  const t = useT();
  const nameOf = (id: PersonId | undefined): string => (id === undefined ? undefined : people.get(id)?.name) ?? t('people.approve.someone');
  const roles = [...people.values()].flatMap((row): readonly Asked[] => {
    const { pending } = row;
    if (pending === undefined || !row.active) return [];
    const { proposal, by, reason, clause } = pending;
    return [{
      id: row.id, about: row.id, ...(by !== undefined && { by }), ...(reason !== undefined && { reason }), ...(clause !== undefined && { clause }),
      ask: t('people.approve.ask', { by: nameOf(by), name: row.name, from: t(`role.${row.role}`), to: t(`role.${pending.role}`) }),
      decide: (run, verdict) => run('person.decideRole', { proposal, verdict }), withdraw: (run) => run('person.withdrawRole', { proposal }),
    }];
  });
  if (pendingRules === undefined) return roles;
  const { proposal, rules, by, reason } = pendingRules;
  return [...roles, {
    id: 'permissions', about: '', ...(by !== null && { by }), ...(reason !== undefined && { reason }), clause: rules.approval.clause,
    ask: t('permissions.ask', { by: nameOf(by ?? undefined), raises: raisesText(t, rules) }),
    decide: (run, verdict) => run('permissions.decide', { proposal, verdict }), withdraw: (run) => run('permissions.withdraw', { proposal }),
  }];
};

/** Changes of role and of the permission rules that wait for a second administrator, with who asked and why; nothing when none waits. */
export const PendingRoles = ({ people, me }: { readonly people: People; readonly me: PersonRow | undefined }) => {
  const t = useT();
  const waiting = useAsked(people, usePermissionRules()?.pending);
  if (waiting.length === 0) return null;
  return (
    <section className={own.proposals} aria-label={t('people.approve.title')}>
      <h2>{t('people.approve.title')}</h2>
      <ul>{waiting.map((asked) => <Proposal key={asked.id} asked={asked} people={people} me={me} />)}</ul>
    </section>
  );
};
