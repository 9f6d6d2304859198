import { useRef, useState } from 'react';
import { sentenceOf } from '../i18n/sentenceOf';

export type Task = {
  /** Runs one at a time; what it fails with stays in `problem` until the next one starts. `onFail` hears it first. */
  readonly run: (task: () => Promise<void>, onFail?: (cause: unknown) => void) => void;
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly setProblem: (cause: unknown) => void;
};

/** What a dialog does when its button is pressed: busy meanwhile, a sentence when it failed. */
export const useTask = (): Task => {
  const [isBusy, setBusy] = useState(false);
  const [problem, setSentence] = useState<string>();
  const busy = useRef(false);
  const setProblem = (cause: unknown): void => setSentence(sentenceOf(cause));
  const run: Task['run'] = (task, onFail) => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    setSentence(undefined);
    task().catch((cause: unknown) => { onFail?.(cause); setProblem(cause); }).finally(() => { busy.current = false; setBusy(false); });
  };
  return { run, isBusy, problem, setProblem };
};
