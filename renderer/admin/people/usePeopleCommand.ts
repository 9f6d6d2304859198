import { useRef, useState } from 'react';
import type { PeopleMethod } from './peopleMethods';
import { desk } from '../../bridge/desk';
import type { DeskInput } from '../../bridge/deskLink';
import { sentenceOf } from '../accounts/useCommand';

/** Runs one command about people at a time and keeps the sentence of the last failure until the next one starts. */
export const usePeopleCommand = () => {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const busy = useRef(false);
  /** True when it was done. */
  const run = async <M extends PeopleMethod>(method: M, input: DeskInput<M>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await (desk.call as (method: PeopleMethod, input: unknown) => Promise<unknown>)(method, input); // every one of these takes its input, typed above
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
