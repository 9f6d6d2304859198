import { useMemo } from 'react';
import type { CustomerId } from '#shared/domain/ids';
import type { PersonView } from '../../archive/queries/persons';
import { formatShort } from '../../i18n/format';
import { useT } from '../../i18n/useT';
import { showSupervision } from '../../state/view';
import { Dialog } from '../../ui/Dialog';
import { Grade } from '../../ui/Grade';
import { chooseLine } from '../search/searchState';
import own from './Portrait.module.css';

const MOST_LISTED = 300;

/** The persons behind a number, who spoke last first; each leads to the record of the last conversation. */
export const PersonList = ({ title, ids, persons, onClose }: { readonly title: string; readonly ids: readonly CustomerId[]; readonly persons: readonly PersonView[]; readonly onClose: () => void }) => {
  const t = useT();
  const listed = useMemo(() => {
    const wanted = new Set(ids);
    return persons.filter(({ id }) => wanted.has(id)).sort((a, b) => b.lastAt - a.lastAt).slice(0, MOST_LISTED);
  }, [ids, persons]);
  const open = ({ conversations }: PersonView): void => {
    const last = conversations.toSorted((a, b) => b.lastAt - a.lastAt)[0];
    if (last === undefined) return;
    onClose();
    chooseLine({ conversation: last.id, place: last.lastAt, seq: last.lastSeq });
    showSupervision('records');
  };
  return (
    <Dialog title={t('portrait.people', { name: title, count: ids.length })} closeLabel={t('figures.close')} onClose={onClose} width="wide">
      <ul className={own.people} data-testid="portrait-people">
        {listed.map((person) => (
          <li key={person.id}>
            {person.conversations.length === 0 ? <span>{person.title}</span> : <button type="button" onClick={() => open(person)}>{person.title}</button>}
            {person.grade !== undefined && <Grade grade={person.grade} />}
            <span>{person.lastAt === 0 ? t('figures.nothing') : formatShort(person.lastAt)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
