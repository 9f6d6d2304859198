import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError } from '#shared/domain/errors';

export type Command = {
  /** Runs one command; another press while it runs does nothing. Resolves true when the engine took it. */
  readonly run: (command: () => Promise<unknown>) => Promise<boolean>;
  readonly isRunning: boolean;
  readonly error: AppError | undefined;
  readonly forget: () => void;
};

/** Anything thrown as an `AppError`; what is none is a bug and is told as one. */
export const asAppError = (error: unknown): AppError => (error instanceof AppError ? error : new AppError('internal.bug', {}, { cause: error }));

/** One button's command to the engine: running, refused with a reason, or done (then the archive shows it). */
export const useCommand = (): Command => {
  const [state, setState] = useState<{ readonly isRunning: boolean; readonly error?: AppError }>({ isRunning: false });
  const busy = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => { isGone.current = true; };
  }, []);
  const run = useCallback(async (command: () => Promise<unknown>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setState({ isRunning: true });
    try {
      await command();
      if (!isGone.current) setState({ isRunning: false });
      return true;
    } catch (error) {
      if (!isGone.current) setState({ isRunning: false, error: asAppError(error) });
      return false;
    } finally {
      busy.current = false;
    }
  }, []);
  const forget = useCallback(() => setState({ isRunning: false }), []);
  return { run, isRunning: state.isRunning, error: state.error, forget };
};
