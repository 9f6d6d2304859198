import { useEffect, useRef } from 'react';
import type { SeatPerson } from '#shared/ipc/session';
import { useT } from '../../i18n/useT';
import { Avatar } from '../../ui/Avatar';
import styles from './SignIn.module.css';

const Tile = ({ person, isChosen, isOnly, hasFocus, onChoose }: {
  readonly person: SeatPerson; readonly isChosen: boolean; readonly isOnly: boolean; readonly hasFocus: boolean; readonly onChoose: () => void;
}) => {
  const t = useT();
  const ref = useRef<HTMLLabelElement>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <label ref={ref} className={styles.tile} data-on={(isChosen && !isOnly) || undefined} data-person={person.id}>
      <input type="radio" name="person" value={person.id} checked={isChosen} autoFocus={hasFocus} onChange={onChoose} aria-label={`${person.name} ${t(`role.${person.role}`)}`} />
      <Avatar name={person.name} size={40} />
      <span><b>{person.name}</b><small>{t(`role.${person.role}`)}</small></span>
    </label>
  );
};

/** Who may sit down here: one of them is chosen, by pointer or arrow keys. */
export const PeopleTiles = ({ people, chosen, onChoose }: { readonly people: readonly SeatPerson[]; readonly chosen: string | undefined; readonly onChoose: (id: string) => void }) => {
  const t = useT();
  return (
    <fieldset className={styles.tiles} data-many={people.length > 2 || undefined} aria-label={t('signIn.people')}>
      {people.map((person, index) => <Tile key={person.id} person={person} isChosen={person.id === chosen} isOnly={people.length === 1} hasFocus={chosen === undefined && index === 0} onChoose={() => onChoose(person.id)} />)}
    </fieldset>
  );
};
