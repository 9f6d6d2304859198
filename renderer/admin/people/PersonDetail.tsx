import { useState } from 'react';
import { isLastAdministrator } from '#shared/rules/permissions';
import type { PersonId } from '#shared/domain/ids';
import type { PersonRow } from '../../archive/schema/personRows';
import { formatFull } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { openProfile } from '../../state/view';
import { Avatar } from '../../ui/Avatar';
import { Button, IconButton } from '../../ui/Button';
import { AbsencePart } from '../accounts/AbsencePart';
import styles from '../accounts/Accounts.module.css';
import { useCustodyGrounds } from '../accounts/useCustodyGrounds';
import own from './People.module.css';
import type { PersonTask } from './personTask';
import { PersonHistory } from './PersonHistory';
import { RecoveryDialog } from './RecoveryDialog';

/** One person beside the list: role, past, and what can be done. */
export const PersonDetail = ({ person, people, me, onTask, onClose, onHandOver }: {
  readonly person: PersonRow; readonly people: ReadonlyMap<PersonId, PersonRow>; readonly me: string | undefined; readonly onTask: (kind: Exclude<PersonTask['kind'], 'add'>) => void; readonly onClose: () => void;
  readonly onHandOver: () => void;
}) => {
  const t = useT();
  const grounds = useCustodyGrounds();
  const isLast = isLastAdministrator([...people.values()], person.id);
  const [isMaking, setMaking] = useState(false);
  const isOwnAdministrator = person.active && person.role === 'administrator' && person.id === me;
  return (
    <aside className={styles.detail} aria-label={person.name} data-testid="person-detail">
      <div className={styles.who}>
        <Avatar name={person.name} size={36} />
        <div><h2>{person.name}</h2><small>{t(`role.${person.role}`)} · {t(person.active ? 'people.state.active' : 'people.state.left')}</small></div>
        <IconButton icon="close" label={t('detail.close')} onPress={onClose} />
      </div>
      <div className={styles.body}>
        {isLast && <p className={own.note}>{t('people.last')}</p>}
        <section className={styles.section}>
          <dl className={styles.facts}>
            <dt>{t('people.form.role')}</dt><dd>{t(`people.role.${person.role}.about`)}</dd>
            <dt>{t('people.added')}</dt><dd>{formatFull(person.addedAt)}</dd>
            {person.active && person.role === 'administrator' && <><dt>{t('recovery.title')}</dt><dd data-testid="recovery-state">{person.recoveryAt === undefined ? t(isLast ? 'recovery.noneLast' : 'recovery.none') : t('recovery.madeAt', { time: formatFull(person.recoveryAt) })}</dd></>}
          </dl>
          {person.active && (
            <div className={own.tasks}>
              <Button size="small" onPress={() => onTask('rename')} testId="person-rename">{t('people.rename')}</Button>
              {person.id === me
                ? <Button size="small" onPress={openProfile}>{t('me.password')}</Button>
                : <Button size="small" onPress={() => onTask('reset')} testId="person-reset">{t('people.resetPassword')}</Button>}
              {isOwnAdministrator && <Button size="small" onPress={() => setMaking(true)} testId="recovery-open">{t(person.recoveryAt === undefined ? 'recovery.make' : 'recovery.renew')}</Button>}
              <Button size="small" isDisabled={isLast || person.pending !== undefined} title={isLast ? t('people.last') : person.pending === undefined ? undefined : t('people.role.pending')} onPress={() => onTask('role')} testId="person-role">{t('people.setRole')}</Button>
            </div>
          )}
        </section>
        <AbsencePart rows={grounds.absences.filter((row) => row.person === person.id)} policy={grounds.policy} nameOf={(row) => t(`custody.absence.kind.${row.kind}`)} />
        <PersonHistory person={person.id} people={people} />
      </div>
      <div className={styles.buttons}>
        <Button onPress={onHandOver} testId="person-handover">{t('handover.open')}</Button>
        {person.active
          ? <Button isDisabled={isLast} onPress={() => onTask('leave')} testId="person-leave">{t('people.leave')}</Button>
          : <Button kind="primary" onPress={() => onTask('return')} testId="person-return">{t('people.return')}</Button>}
      </div>
      {isMaking && <RecoveryDialog person={person} onClose={() => setMaking(false)} />}
    </aside>
  );
};
