/** The connection as the person sees it. Pure mapping from what happened to a status. */
import type { AccountStatus } from '#shared/domain/account';
import type { LinkEnd } from '../kit/link';

/** A refused handshake or a close that means: wrong token. Shapes differ by implementation (protocols.md §1.7). */
export const isBadToken = (end: LinkEnd, isProven: boolean): boolean => {
  if (end.httpStatus === 401 || end.httpStatus === 403) return true;
  return !isProven && (end.closeCode === 1008 || /token|unauthori[sz]ed|forbidden/i.test(end.closeReason ?? ''));
};

export const badToken: AccountStatus = { state: 'badCredentials', reason: 'onebot.badToken', action: 'changeSecret' };

/** `wasProven`: this account worked before in this run, so its settings are right and waiting helps. */
export const statusOfEnd = (end: LinkEnd, wasProven: boolean): AccountStatus => {
  const common = { reason: end.code, data: { ...end.data } };
  if (end.code === 'channel.badUrl') return { state: 'misconfigured', ...common, action: 'editSettings' };
  if (end.code === 'channel.tls') return { state: 'misconfigured', ...common, action: 'editSettings' };
  if ((end.code === 'channel.handshakeRefused' && end.httpStatus !== undefined && end.httpStatus < 500) || end.code === 'channel.notWebSocket') {
    return wasProven ? { state: 'offline', ...common, action: 'wait' } : { state: 'misconfigured', ...common, action: 'editSettings' };
  }
  return { state: 'offline', ...common, action: wasProven ? 'wait' : 'editSettings' };
};

export const kicked = (detail: string | undefined): AccountStatus =>
  ({ state: 'kicked', reason: 'onebot.kicked', ...(detail ? { data: { detail: detail.slice(0, 200) } } : {}), action: 'loginOnDevice' });
export const loggedOut: AccountStatus = { state: 'loggedOut', reason: 'onebot.qqOffline', action: 'loginOnDevice' };
export const otherSelf = (expected: string, found: string): AccountStatus =>
  ({ state: 'misconfigured', reason: 'onebot.otherSelf', data: { expected, found }, action: 'loginOnDevice' });
