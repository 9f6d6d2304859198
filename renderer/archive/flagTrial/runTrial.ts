import type { TrialResult } from './trial';
import type { TrialAnswer, TrialRequest } from './trialWorker';

export type TrialHandlers = { readonly onProgress: (done: number, total: number) => void; readonly onDone: (result: TrialResult) => void; readonly onFailed: () => void };

/** Starts a trial in a worker of its own; the function it returns ends it, finished or not. */
export const runTrial = (request: TrialRequest, handlers: TrialHandlers): (() => void) => {
  const worker = new Worker(new URL('./trialWorker.ts', import.meta.url), { type: 'module', name: 'flag-trial' });
  const end = (): void => worker.terminate();
  worker.onmessage = ({ data }: MessageEvent<TrialAnswer>): void => {
    if (data.kind === 'progress') return handlers.onProgress(data.done, data.total);
    end();
    if (data.kind === 'done') handlers.onDone(data.result);
    else handlers.onFailed();
  };
  worker.onerror = (): void => {
    end();
    handlers.onFailed();
  };
  worker.postMessage(request);
  return end;
};
