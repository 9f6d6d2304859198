import { useEffect, useState } from 'react';
import type { AccountId, PersonId } from '#shared/domain/ids';
import type { HandoverPreview } from '#shared/ipc/desk/custodyRoutes';
import { desk } from '../../bridge/desk';
import type { CustodyMethod } from '../accounts/custodyMethods';
import { useAdminCommand } from '../useAdminCommand';
import { sentenceOf } from '../../i18n/sentenceOf';

/** Where an account goes: to who takes over (`main`), to somebody else, back to the company (`company`), or nowhere (`stays`). */
export type Destination = PersonId | 'main' | 'company' | 'stays';

export type HandoverChoice = { readonly to: PersonId | undefined; readonly lots: ReadonlyMap<AccountId, Destination>; readonly leaves: boolean; readonly reason: string };

/** Made anew whenever the dialog opens: pressing twice is one hand-over. */
const newId = (): string => crypto.randomUUID();

/** What the person has, and the command that hands it over. */
export const useHandover = (from: PersonId) => {
  const [preview, setPreview] = useState<HandoverPreview>();
  const [problem, setProblem] = useState<string>();
  const [handover] = useState(newId);
  const command = useAdminCommand<CustodyMethod>();
  useEffect(() => {
    let isGone = false;
    desk.call('handover.preview', { person: from }).then(
      (found) => { if (!isGone) setPreview(found); },
      (cause: unknown) => { if (!isGone) setProblem(sentenceOf(cause)); },
    );
    return () => { isGone = true; };
  }, [from]);
  const go = ({ to, lots, leaves, reason }: HandoverChoice): Promise<boolean> => {
    if (to === undefined || preview === undefined) return Promise.resolve(false);
    const accounts = preview.accounts.flatMap((account) => {
      const where = lots.get(account) ?? 'main';
      if (where === 'stays') return [];
      return [{ account, to: where === 'main' ? to : where === 'company' ? null : where }];
    });
    return command.run('handover.do', { handover, from, to, leaves, accounts, ...(reason.trim() !== '' && { reason: reason.trim() }) });
  };
  return { preview, go, isBusy: command.isBusy, problem: command.problem ?? problem } as const;
};
