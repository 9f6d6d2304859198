import { useId } from 'react';
import { useIdleMinutes } from '../../archive/queries/useIdleMinutes';
import { useT } from '../../i18n/useT';
import own from './People.module.css';
import { useAdminCommand } from '../useAdminCommand';
import { Select } from '../../ui/Select';
import type { PeopleMethod } from './peopleMethods';

const CHOICES = [1, 3, 5, 10, 15, 30, 60, 120, 240];

/** After how many minutes without a touch the desk locks itself, for everybody here. */
export const IdleLock = () => {
  const t = useT();
  const id = useId();
  const minutes = useIdleMinutes();
  const command = useAdminCommand<PeopleMethod>();
  const choices = minutes === undefined || CHOICES.includes(minutes) ? CHOICES : [...CHOICES, minutes].sort((a, b) => a - b);
  return (
    <div className={own.idle}>
      <label htmlFor={id}>{t('people.idle')}</label>
      <Select
        id={id} size="small" value={minutes} loading={command.isBusy} disabled={minutes === undefined} popupMatchSelectWidth={false} data-testid="idle-minutes"
        options={choices.map((value) => ({ value, label: t('people.idle.minutes', { count: value }) }))} onChange={(idleMinutes) => { void command.run('session.setPolicy', { idleMinutes }); }}
      />
      {command.problem !== undefined && <span className={own.bad} role="alert">{command.problem}</span>}
    </div>
  );
};
