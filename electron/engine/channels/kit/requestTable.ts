/** Requests waiting for an answer over a link that may be cut, be slow or answer twice. */
import type { Clock } from '../contract/channel';

export type RequestResult<Reply> =
  | { readonly kind: 'answered'; readonly reply: Reply }
  /** Surely never left this machine. */
  | { readonly kind: 'notSent' }
  /** Left this machine; whether it was carried out is unknown. */
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'cut' };

export type RequestOptions<Reply> = {
  /** Writes the request under the given id; false when it could not leave. */
  readonly send: (id: string) => boolean;
  readonly timeoutMs: number;
  /** Answers before the last one (stream actions); each one restarts the time-out. */
  readonly onPart?: (reply: Reply) => void;
  /** The answer came after `timedOut` or `cut` was reported. Called at most once. */
  readonly onLate?: (reply: Reply) => void;
};

export type RequestTable<Reply> = {
  readonly request: (options: RequestOptions<Reply>) => Promise<RequestResult<Reply>>;
  /** Hands in an answer; `isFinal` false for a part of a stream. */
  readonly answer: (id: string, reply: Reply, isFinal?: boolean) => 'settled' | 'part' | 'late' | 'unknown';
  /** The link is gone: everything waiting ends as `cut`. */
  readonly cutAll: () => void;
  readonly size: () => number;
};

type Waiting<Reply> = { readonly options: RequestOptions<Reply>; readonly settle: (result: RequestResult<Reply>) => void; readonly renew: () => void };

const LATE_KEPT = 500;

export const createRequestTable = <Reply>(clock: Clock, prefix: string): RequestTable<Reply> => {
  const waiting = new Map<string, Waiting<Reply>>();
  const late = new Map<string, (reply: Reply) => void>();
  let last = 0;

  const keepLate = (id: string, onLate: ((reply: Reply) => void) | undefined): void => {
    if (!onLate) return;
    late.set(id, onLate);
    for (const oldest of late.keys()) {
      if (late.size <= LATE_KEPT) break;
      late.delete(oldest);
    }
  };

  const request = (options: RequestOptions<Reply>): Promise<RequestResult<Reply>> =>
    new Promise((resolve) => {
      last += 1;
      const id = `${prefix}${last}`;
      let stopTimer = (): void => undefined;
      const settle = (result: RequestResult<Reply>): void => {
        stopTimer();
        waiting.delete(id);
        if (result.kind === 'timedOut' || result.kind === 'cut') keepLate(id, options.onLate);
        resolve(result);
      };
      const renew = (): void => {
        stopTimer();
        stopTimer = clock.after(options.timeoutMs, () => settle({ kind: 'timedOut' }));
      };
      waiting.set(id, { options, settle, renew });
      renew();
      if (!options.send(id)) settle({ kind: 'notSent' });
    });

  const answer: RequestTable<Reply>['answer'] = (id, reply, isFinal = true) => {
    const entry = waiting.get(id);
    if (entry && !isFinal) {
      entry.renew();
      entry.options.onPart?.(reply);
      return 'part';
    }
    if (entry) {
      entry.settle({ kind: 'answered', reply });
      return 'settled';
    }
    const onLate = late.get(id);
    if (!onLate) return 'unknown';
    if (!isFinal) return 'part';
    late.delete(id);
    onLate(reply);
    return 'late';
  };

  return {
    request,
    answer,
    cutAll: () => { for (const entry of [...waiting.values()]) entry.settle({ kind: 'cut' }); },
    size: () => waiting.size,
  };
};
