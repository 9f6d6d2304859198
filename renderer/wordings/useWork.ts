import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError } from '#shared/domain/errors';
import { errorSentence } from '../i18n/translate';

export type Work = {
  /** One at a time: another press while it runs does nothing. Resolves true when it was done. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly isRunning: boolean;
  /** The sentence of the last failure, until the next run. */
  readonly problem: string | undefined;
};

/** A command of this area: running, done, or refused with its sentence. */
export const useWork = (): Work => {
  const [state, setState] = useState<{ readonly isRunning: boolean; readonly problem?: string }>({ isRunning: false });
  const isBusy = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => { isGone.current = true; };
  }, []);
  const run = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    if (isBusy.current) return false;
    isBusy.current = true;
    setState({ isRunning: true });
    try {
      await work();
      if (!isGone.current) setState({ isRunning: false });
      return true;
    } catch (error) {
      const problem = error instanceof AppError ? errorSentence(error.code, error.data) : errorSentence('internal.bug');
      if (!isGone.current) setState({ isRunning: false, problem });
      return false;
    } finally {
      isBusy.current = false;
    }
  }, []);
  return { run, isRunning: state.isRunning, problem: state.problem };
};
