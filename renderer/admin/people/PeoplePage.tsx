import { Input } from 'antd';
import { useState } from 'react';
import type { PersonId } from '#shared/domain/ids';
import { usePeople } from '../../archive/queries/usePeople';
import { usePermissionRules } from '../../archive/queries/usePermissionRules';
import { useT } from '../../i18n/useT';
import { useMe } from '../../state/session';
import { Button, LinkButton } from '../../ui/Button';
import { EmptyLine } from '../../ui/EmptyLine';
import { SkeletonRows } from '../../ui/SkeletonRows';
import { clearable } from '../../ui/theme';
import styles from '../accounts/Accounts.module.css';
import { HandoverDialog } from '../custody/HandoverDialog';
import { filterPeople, type PeopleChip, type PeopleFilter } from './filterPeople';
import { IdleLock } from './IdleLock';
import { PendingRoles } from './PendingRoles';
import { PeopleTable } from './PeopleTable';
import { PermissionRulesDialog } from './PermissionRulesDialog';
import { PersonDetail } from './PersonDetail';
import { PersonDialog } from './PersonDialog';
import type { PersonTask } from './personTask';

const beginning: PeopleFilter = { chip: 'here', text: '' };
const chips = [['here', 'people.all'], ['pending', 'people.pending'], ['left', 'people.left']] as const satisfies readonly (readonly [PeopleChip, string])[];

/** Who works at this desk, in which role, and who decided it. */
export const PeoplePage = () => {
  const t = useT();
  const people = usePeople();
  const permissions = usePermissionRules();
  const me = useMe();
  const [filter, setFilter] = useState(beginning);
  const [chosen, setChosen] = useState<PersonId>();
  const [task, setTask] = useState<PersonTask>();
  const [isRuling, setRuling] = useState(false);
  const [isHandingOver, setHandingOver] = useState(false);
  const rows = [...people?.values() ?? []];
  const shown = filterPeople(rows, filter);
  const detail = chosen === undefined ? undefined : people?.get(chosen);
  return (
    <div className={styles.page} data-detail={detail !== undefined || undefined}>
      <section className={styles.list} aria-label={t('people.title')}>
        <div className={styles.head}>
          <h1>{t('people.title')}</h1><span className={styles.aside}>{t('people.count', { count: rows.filter(({ active }) => active).length })}</span>
          <span className={styles.grow} />
          <IdleLock />
          <Button isDisabled={permissions === undefined} onPress={() => setRuling(true)} testId="permissions-open">{t('permissions.open')}</Button>
          <Button kind="primary" icon="plus" onPress={() => setTask({ kind: 'add' })} testId="person-add">{t('people.add')}</Button>
        </div>
        {people !== undefined && <PendingRoles people={people} me={me === undefined ? undefined : people.get(me)} />}
        <div className={styles.filter}>
          {chips.map(([chip, key]) => (
            <button key={chip} type="button" className={styles.chip} aria-pressed={filter.chip === chip} onClick={() => setFilter({ ...filter, chip })} data-testid={`people-${chip}`}>{t(key)}<b>{filterPeople(rows, { chip, text: '' }).length}</b></button>
          ))}
          <span className={styles.grow} />
          <Input className={styles.search} size="small" allowClear={clearable} value={filter.text} placeholder={t('people.search')} aria-label={t('people.search')} onChange={(event) => setFilter({ ...filter, text: event.target.value })} />
        </div>
        <div className={styles.scroll}>
          {people === undefined && <SkeletonRows rows={4} label={t('people.title')} />}
          {shown.length > 0 && <PeopleTable rows={shown} me={me} chosen={chosen} onChoose={setChosen} />}
          {people !== undefined && shown.length === 0 && <div className={styles.empty}><EmptyLine action={<LinkButton onPress={() => setFilter(beginning)}>{t('people.showAll')}</LinkButton>}>{t('people.empty')}</EmptyLine></div>}
        </div>
        <div className={styles.foot}><span>{t('people.foot')}</span></div>
      </section>
      {detail !== undefined && people !== undefined && <PersonDetail person={detail} people={people} me={me} onTask={(kind) => setTask({ kind, person: detail })} onClose={() => setChosen(undefined)} onHandOver={() => setHandingOver(true)} />}
      {isHandingOver && detail !== undefined && <HandoverDialog person={detail} people={rows} onClose={() => setHandingOver(false)} />}
      {isRuling && permissions !== undefined && people !== undefined && <PermissionRulesDialog history={permissions} people={people} me={me} onClose={() => setRuling(false)} />}
      {task !== undefined && <PersonDialog task={task} people={rows} me={me} onClose={() => setTask(undefined)} />}
    </div>
  );
};
