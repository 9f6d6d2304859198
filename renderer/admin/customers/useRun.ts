import { useEffect, useRef, useState } from 'react';
import { AppError } from '#shared/domain/errors';
import { errorSentence } from '../../i18n/translate';

export type Run = {
  /** One command at a time; resolves true when the engine took it. */
  readonly run: (command: () => Promise<unknown>) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly problem: string | undefined;
};

/** A button's command: running, refused with a sentence, or done. */
export const useRun = (): Run => {
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly problem?: string }>({ isBusy: false });
  const busy = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => { isGone.current = true; };
  }, []);
  const run = async (command: () => Promise<unknown>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setState({ isBusy: true });
    try {
      await command();
      if (!isGone.current) setState({ isBusy: false });
      return true;
    } catch (cause) {
      const problem = cause instanceof AppError ? errorSentence(cause.code, cause.data) : errorSentence('internal.bug');
      if (!isGone.current) setState({ isBusy: false, problem });
      return false;
    } finally {
      busy.current = false;
    }
  };
  return { run, isBusy: state.isBusy, problem: state.problem };
};
