/** Combinators for promises. None of them keeps state beyond the calls in flight. */
import type { Clock, Logger } from '../channels/contract/channel';
import { errorFacts } from './errorFacts';

/** Deliberate fire-and-forget: a rejection becomes one log line. */
export const drop = (promise: Promise<unknown>, log: Logger, what: string): void => {
  promise.catch((error: unknown) => log.error('dropped promise failed', { what, ...errorFacts(error) }));
};

/** Runs calls one after the other, in call order; a rejection does not stop the next. */
export const createMutex = (): (<T>(run: () => Promise<T>) => Promise<T>) => {
  let tail: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = tail.then(run);
    tail = result.then(() => undefined, () => undefined);
    return result;
  };
};

/** The promise's value, or `late()` when it has not settled after `ms`. The timer is always taken back. */
export const withDeadline = <T>(promise: Promise<T>, ms: number, clock: Clock, late: () => T): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(late()));
    promise.then(
      (value) => { cancel(); resolve(value); },
      (error: unknown) => { cancel(); reject(error); },
    );
  });

/** Resolves after `ms`; `cancel` resolves at once. */
export const pause = (ms: number, clock: Clock): { readonly done: Promise<void>; readonly cancel: () => void } => {
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => { finish = resolve; });
  const clear = clock.after(ms, finish);
  return { done, cancel: () => { clear(); finish(); } };
};
