/** Actions over the link that takes them, matched to answers by echo. */
import { AppError } from '#shared/domain/errors';
import type { Clock } from '../contract/channel';
import type { Link } from '../kit/link';
import { createRequestTable, type RequestResult } from '../kit/requestTable';
import { isUnknownAction } from './retcodes';
import { isOk, isStreamPart, textOfUnknown, wordingOf, type ReplyFrame } from './wire';

export type CallOptions = {
  readonly timeoutMs?: number;
  readonly onPart?: (reply: ReplyFrame) => void;
  readonly onLate?: (reply: ReplyFrame) => void;
};

export type Api = {
  /** The link that takes actions from now on; everything waiting on the former one ends as `cut`. */
  readonly attach: (link: Link | undefined) => void;
  readonly link: () => Link | undefined;
  readonly call: (action: string, params?: object, options?: CallOptions) => Promise<RequestResult<ReplyFrame>>;
  /** `data` of a good answer; rejects with `onebot.noAnswer`, `onebot.unknownAction` or `onebot.actionFailed`, each with {action}. */
  readonly ask: (action: string, params?: object, timeoutMs?: number) => Promise<unknown>;
  /** Hands in an answer; false when nobody waits for it. */
  readonly answer: (reply: ReplyFrame) => boolean;
};

const TIMEOUT_MS = 10_000;

export const createApi = (clock: Clock): Api => {
  // Unique per process and account opening: an answer from before a restart of ours can match nothing.
  const table = createRequestTable<ReplyFrame>(clock, `zx${clock.now().toString(36)}${Math.floor(clock.random() * 1e6).toString(36)}-`);
  let link: Link | undefined;

  const call: Api['call'] = (action, params = {}, options = {}) =>
    table.request({
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
      onPart: options.onPart,
      onLate: options.onLate,
      send: (echo) => link?.send(JSON.stringify({ action, params, echo })) ?? false,
    });

  return {
    attach: (next) => {
      if (next === link) return;
      link = next;
      table.cutAll();
    },
    link: () => link,
    call,
    ask: async (action, params, timeoutMs) => {
      const result = await call(action, params, { timeoutMs });
      if (result.kind !== 'answered') throw new AppError('onebot.noAnswer', { action });
      if (isOk(result.reply)) return result.reply.data;
      if (isUnknownAction(result.reply)) throw new AppError('onebot.unknownAction', { action });
      throw new AppError('onebot.actionFailed', { action, retcode: result.reply.retcode ?? -1, wording: wordingOf(result.reply).slice(0, 200) });
    },
    answer: (reply) => {
      const echo = textOfUnknown(reply.echo);
      return echo !== undefined && echo !== '' && table.answer(echo, reply, !isStreamPart(reply)) !== 'unknown';
    },
  };
};
