import { useRef, useState } from 'react';
import { AppError } from '#shared/domain/errors';
import type { DeskMethod, deskRoutes } from '#shared/ipc/deskRoutes';
import type { RouteInput } from '#shared/ipc/route';
import { desk } from '../../bridge/desk';
import { errorSentence } from '../../i18n/translate';

type Routes = typeof deskRoutes;
type AccountCommand = Extract<DeskMethod, 'account.pause' | 'account.resume' | 'account.remove' | 'account.reconnect'>;

/** The sentence for whatever a command failed with. */
export const sentenceOf = (cause: unknown): string =>
  cause instanceof AppError ? errorSentence(cause.code, cause.data) : errorSentence('internal.bug');

/** Runs one account command at a time and keeps the sentence of the last failure until the next one starts. */
export const useCommand = () => {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const busy = useRef(false);
  const run = (method: AccountCommand, input: RouteInput<Routes[AccountCommand]>): void => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    setProblem(undefined);
    desk.call(method, input).catch((cause: unknown) => setProblem(sentenceOf(cause))).finally(() => {
      busy.current = false;
      setBusy(false);
    });
  };
  return { run, isBusy, problem } as const;
};
