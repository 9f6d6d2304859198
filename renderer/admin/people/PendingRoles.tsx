import type { PersonId } from '#shared/domain/ids';
import { mayDecide } from '#shared/rules/permissions';
import type { PersonRow } from '../../archive/schema/personRows';
import { currentLocale } from '../../i18n/translate';
import { useT } from '../../i18n/useT';
import { Button } from '../../ui/Button';
import own from './People.module.css';
import { permissionRules } from './permissionRules';
import { useAdminCommand } from '../useAdminCommand';
import type { PeopleMethod } from './peopleMethods';

type People = ReadonlyMap<PersonId, PersonRow>;

const Proposal = ({ row, people, me }: { readonly row: PersonRow; readonly people: People; readonly me: PersonRow | undefined }) => {
  const t = useT();
  const command = useAdminCommand<PeopleMethod>();
  const { pending } = row;
  if (pending === undefined) return null;
  const by = pending.by === undefined ? undefined : people.get(pending.by);
  const isMine = me !== undefined && pending.by === me.id;
  const mayDo = me !== undefined && mayDecide(me, pending.by ?? '', row.id);
  const isOrphan = by?.active !== true;
  const decide = (verdict: 'approved' | 'rejected') => () => { void command.run('person.decideRole', { proposal: pending.proposal, verdict }); };
  return (
    <li data-proposal={row.id}>
      <div>
        <b>{t('people.approve.ask', { by: by?.name ?? t('people.approve.someone'), name: row.name, from: t(`role.${row.role}`), to: t(`role.${pending.role}`) })}</b>
        <p>
          {pending.reason !== undefined && <span>{t('people.approve.reason', { reason: pending.reason })}</span>}
          {pending.clause !== undefined && <span>{t('people.approve.rule', { clause: pending.clause, title: permissionRules.approval.title[currentLocale()] ?? '' })}</span>}
          {!mayDo && <span>{t(isMine ? 'people.approve.own' : 'people.approve.about')}</span>}
        </p>
        {command.problem !== undefined && <p className={own.bad} role="alert">{command.problem}</p>}
      </div>
      {(isMine || isOrphan) && <Button isDisabled={command.isBusy} onPress={() => { void command.run('person.withdrawRole', { proposal: pending.proposal }); }} testId="role-withdraw">{t('people.approve.withdraw')}</Button>}
      {mayDo && <Button isDisabled={command.isBusy} onPress={decide('rejected')} testId="role-reject">{t('people.approve.reject')}</Button>}
      {mayDo && <Button kind="primary" isDisabled={command.isBusy} onPress={decide('approved')} testId="role-approve">{t('people.approve.do')}</Button>}
    </li>
  );
};

/** Changes of role that wait for a second administrator, with who asked and why; nothing when none waits. */
export const PendingRoles = ({ people, me }: { readonly people: People; readonly me: PersonRow | undefined }) => {
  const t = useT();
  const waiting = [...people.values()].filter((row) => row.pending !== undefined && row.active);
  if (waiting.length === 0) return null;
  return (
    <section className={own.proposals} aria-label={t('people.approve.title')}>
      <h2>{t('people.approve.title')}</h2>
      <ul>{waiting.map((row) => <Proposal key={row.id} row={row} people={people} me={me} />)}</ul>
    </section>
  );
};
