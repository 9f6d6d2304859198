import { useSession, useRole } from '../../state/session';

export type Self = { readonly name: string | undefined; readonly company: string | undefined; readonly canManageWording: boolean };

/** Who sits here, as far as wording cares: their name, their company, and whether they may keep prepared answers. */
export const useSelf = (): Self => {
  const name = useSession(({ info }) => info?.person?.name);
  const company = useSession(({ info }) => info?.company ?? undefined);
  return { name, company, canManageWording: useRole() !== 'agent' };
};
