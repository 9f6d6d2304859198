import type { PersonId } from '#shared/domain/ids';
import { useMe, useRole } from '../../state/session';

export type Reader = { readonly person: PersonId | undefined; readonly mayDecide: boolean; readonly maySetPolicy: boolean };

/** Who looks at the screen, as far as wording cares; the engine decides by itself. */
export const useReader = (): Reader => {
  const role = useRole();
  const person = useMe();
  return { person, mayDecide: role !== 'agent', maySetPolicy: role === 'administrator' };
};
