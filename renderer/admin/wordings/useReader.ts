import type { PersonId } from '#shared/domain/ids';
import { useRole, useSession } from '../../state/session';

export type Reader = { readonly person: PersonId | undefined; readonly mayDecide: boolean; readonly maySetPolicy: boolean };

/** Who looks at the screen, as far as wording cares; the engine decides by itself. */
export const useReader = (): Reader => {
  const role = useRole();
  const person = useSession(({ info }) => info?.person?.id as PersonId | undefined); // the engine's own id of a person
  return { person, mayDecide: role !== 'agent', maySetPolicy: role === 'administrator' };
};
