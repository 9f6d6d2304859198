import { useRef, useState } from 'react';
import type { DeskMethod } from '#shared/ipc/deskRoutes';
import { desk } from '../bridge/desk';
import type { DeskInput } from '../bridge/deskLink';
import { sentenceOf } from '../i18n/sentenceOf';

/** Runs one of the `Allowed` commands at a time and keeps the sentence of the last failure until the next one starts. */
export const useAdminCommand = <Allowed extends DeskMethod>() => {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const busy = useRef(false);
  /** True when it was done. */
  const run = async <M extends Allowed>(method: M, input: DeskInput<M>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await (desk.call as (method: DeskMethod, input: unknown) => Promise<unknown>)(method, input); // the input is that method's, typed above
      return true;
    } catch (cause) {
      setProblem(sentenceOf(cause));
      return false;
    } finally {
      busy.current = false;
      setBusy(false);
    }
  };
  return { run, isBusy, problem } as const;
};
