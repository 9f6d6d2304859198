import { PASSWORD_MIN, passwordLength } from '#shared/domain/person';
import type { Beginning } from './WhereToBegin';
import { app } from '../../bridge/app';
import { desk } from '../../bridge/desk';
import { useSeat } from '../../state/seat';
import { translate } from '../../i18n/translate';

export type FirstForm = { readonly company: string; readonly name: string; readonly password: string; readonly beginning: Beginning };

/**
 * Seals the vault where the system cannot, makes the administrator with the same password, opens the demonstration shop if chosen.
 * Each step is safe to repeat after a failure of a later one. Rejects with the AppError of the step that failed.
 */
export const beginDesk = async (form: FirstForm, vault: 'none' | 'ready', isNamed: boolean): Promise<void> => {
  if (vault === 'none') await app.request('vault.create', { passphrase: form.password });
  if (!isNamed) await desk.call('setup.complete', { company: form.company.trim(), name: form.name.trim(), password: form.password });
  if (form.beginning !== 'demo') return;
  await desk.call('account.add', {
    channel: 'demo', name: translate('channel.demo'), settings: { speed: 1 }, secrets: {}, mark: { code: translate('demo.mark'), color: 11 },
  });
};

/** The engine tells main of the administrator it made, main tells this window: only then somebody sits here. */
const seated = (): Promise<void> => new Promise((resolve) => {
  if (useSeat.getState().session.kind === 'open') { resolve(); return; }
  const stop = useSeat.subscribe(({ session }) => {
    if (session.kind !== 'open') return;
    stop();
    resolve();
  });
});

/** The new administrator's recovery code; rejects with `AppError`, then the desk works without one. */
export const firstRecoveryCode = async (password: string): Promise<string> => {
  await seated();
  return (await app.request('recovery.make', { password })).code;
};

/** Why the form cannot be sent yet, per field; empty when it can. */
export const firstFormProblems = (form: FirstForm, again: string) => ({
  company: form.company.trim() === '' ? 'first.missing' as const : undefined,
  name: form.name.trim() === '' ? 'first.missing' as const : undefined,
  password: passwordLength(form.password) < PASSWORD_MIN ? 'password.short' as const : undefined,
  again: again !== form.password ? 'password.differs' as const : undefined,
});
