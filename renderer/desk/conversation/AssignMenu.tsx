import type { PersonId } from '#shared/domain/ids';
import { usePeople } from '../../archive/queries/usePeople';
import { useT } from '../../i18n/useT';
import { useMe, useRole } from '../../state/session';
import { Icon } from '../../ui/Icon';
import { MenuItem, MenuLine } from '../../ui/Menu';

/**
 * Whom to give a conversation to. An agent takes what is free and gives up or on what is theirs; the rest is the
 * supervisor's, so it is not offered. `holder` undefined = several are chosen.
 */
export const AssignMenu = ({ holder, onPick }: { readonly holder?: PersonId | null; readonly onPick: (person: PersonId | null) => void }) => {
  const t = useT();
  const me = useMe();
  const people = usePeople();
  const isAgent = useRole() === 'agent';
  const isOthers = isAgent && holder !== undefined && holder !== null && holder !== me;
  const mayGive = !isAgent || holder === me;
  const others = [...(people?.values() ?? [])].filter((person) => person.id !== me && person.active);
  if (isOthers) return <MenuItem start={<Icon name="lock" size={14} />} onPress={() => undefined}>{t('assign.others', { name: people?.get(holder)?.name ?? '' })}</MenuItem>;
  return (
    <>
      {me !== undefined && holder !== me && <MenuItem start={<Icon name="user" size={14} />} onPress={() => onPick(me as PersonId)}>{t('assign.take')}</MenuItem>}
      {holder !== null && <MenuItem start={<Icon name="undo" size={14} />} onPress={() => onPick(null)}>{t('assign.release')}</MenuItem>}
      {mayGive && others.length > 0 && <MenuLine />}
      {mayGive && others.map((person) => <MenuItem key={person.id} isChosen={person.id === holder} onPress={() => onPick(person.id)}>{person.name}</MenuItem>)}
    </>
  );
};
