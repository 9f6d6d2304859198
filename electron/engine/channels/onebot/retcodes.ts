/** What a failed answer means for the action. Pure. Retcodes: protocols.md §1.1–1.6. */
import type { ErrorFacts } from '#shared/domain/errors';
import { textOfUnknown, wordingOf, type ReplyFrame } from './wire';

/** 1404 NapCat and go-cqhttp, 404 Lagrange, or words where the code is a catch-all. */
export const isUnknownAction = (reply: ReplyFrame): boolean =>
  reply.retcode === 1404 || reply.retcode === 404 || /不支持的\s*api|unsupported action|unknown action|no such api|不存在的\s*api|API_NOT_FOUND/i.test(wordingOf(reply));

const tokenCodes: ReadonlySet<number> = new Set([1401, 1403, 401, 403]);
/** A refusal that answers no request: the token was wrong although the socket was accepted. */
export const isTokenRefusal = (reply: ReplyFrame): boolean => {
  const echo = textOfUnknown(reply.echo);
  return (echo === undefined || echo === '') && reply.retcode !== undefined && tokenCodes.has(reply.retcode);
};

export type SendVerdict =
  | { readonly kind: 'uncertain'; readonly code: string }
  | { readonly kind: 'failed'; readonly code: string; readonly data: ErrorFacts; readonly retryable: boolean };

/**
 * A refused send. NapCat's `Timeout: NTEvent …` says only that it stopped waiting: such messages are often
 * delivered. `result:NNN` and everything else is a refusal.
 */
export const verdictOfFailure = (reply: ReplyFrame): SendVerdict => {
  const wording = wordingOf(reply);
  if (/time\s?-?out|timed out|超时/i.test(wording)) return { kind: 'uncertain', code: 'onebot.gatewayTimeout' };
  const result = /result["']?\s*[:=]\s*(-?\d+)/i.exec(wording)?.[1];
  const data: ErrorFacts = { retcode: reply.retcode ?? -1, wording: wording.slice(0, 200), ...(result ? { result: Number(result) } : {}) };
  if (isUnknownAction(reply)) return { kind: 'failed', code: 'onebot.unknownAction', data, retryable: false };
  if (reply.retcode === 1400 || reply.retcode === 100 && /PARAM|参数/i.test(wording)) return { kind: 'failed', code: 'onebot.badRequest', data, retryable: false };
  if (/禁言|muted|result["']?\s*[:=]\s*120\b/i.test(wording)) return { kind: 'failed', code: 'onebot.muted', data, retryable: true };
  if (/不是好友|非好友|not (a )?friend|无法获取用户信息/i.test(wording)) return { kind: 'failed', code: 'onebot.notFriend', data, retryable: true };
  return { kind: 'failed', code: 'onebot.refused', data, retryable: true };
};
