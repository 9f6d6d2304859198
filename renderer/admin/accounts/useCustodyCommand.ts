import { useRef, useState } from 'react';
import type { custodyRoutes } from '#shared/ipc/desk/custodyRoutes';
import { desk } from '../../bridge/desk';
import type { DeskInput } from '../../bridge/deskLink';
import { sentenceOf } from './useCommand';

export type CustodyMethod = Exclude<keyof typeof custodyRoutes, 'handover.preview'>;

/** Runs one custody command at a time and keeps the sentence of the last failure until the next one starts. */
export const useCustodyCommand = () => {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const busy = useRef(false);
  /** True when it was done. */
  const run = async <M extends CustodyMethod>(method: M, input: DeskInput<M>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await (desk.call as (method: CustodyMethod, input: unknown) => Promise<unknown>)(method, input); // every one of these takes its input, typed above
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
