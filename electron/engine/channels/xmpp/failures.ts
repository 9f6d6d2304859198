/** What went wrong with a connection, as a state with its reason and what a person can do. Pure. */
import type { AccountStatus } from '#shared/domain/account';
import { AppError } from '#shared/domain/errors';
import { connectFailure } from '../kit/connectFailure';
import { codeOfCondition } from './decode';

export type Failure = {
  readonly status: AccountStatus;
  /** `backoff`: try again soon and say so. `slow`: try again rarely, the state stays. `never`: wait for the person. */
  readonly again: 'backoff' | 'slow' | 'never';
};

const conditionOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'condition' in error && typeof error.condition === 'string' ? error.condition : undefined;
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** A wrong password says not-authorized; these others of RFC 6120 §6.5 also need the person. */
const CREDENTIALS: ReadonlySet<string> = new Set(['not-authorized', 'invalid-authzid', 'credentials-expired', 'malformed-request', 'incorrect-encoding']);
const NEEDS_SETTINGS: ReadonlySet<string> = new Set(['xmpp.certificate', 'xmpp.certificateChanged', 'xmpp.tlsRequired', 'xmpp.hostUnknown', 'xmpp.notXmpp', 'xmpp.tlsFailed', 'xmpp.serverNotGenuine']);

/** `host` is the server we dialled, for the sentence. */
export const failureOf = (error: unknown, host: string): Failure => {
  const condition = conditionOf(error);
  if (nameOf(error) === 'SASLError') return saslFailure(condition, host);
  if (nameOf(error) === 'StreamError' && condition) return streamFailure(condition, host);
  if (error instanceof AppError) {
    const status = { reason: error.code, data: error.data } as const;
    return NEEDS_SETTINGS.has(error.code)
      ? { status: { ...status, state: 'misconfigured', action: 'editSettings' }, again: 'slow' }
      : { status: { ...status, state: 'offline', action: 'wait' }, again: 'backoff' };
  }
  if (nameOf(error) === 'TimeoutError') return offline('xmpp.connectTimeout', host);
  if (nameOf(error) === 'XMLError' || error instanceof TypeError) return offline('xmpp.malformed', host);
  const end = connectFailure(error, host);
  return { status: { state: 'offline', reason: end.code, data: end.data, action: 'wait' }, again: 'backoff' };
};

const offline = (reason: string, host: string): Failure => ({ status: { state: 'offline', reason, data: { host }, action: 'wait' }, again: 'backoff' });

const saslFailure = (condition: string | undefined, host: string): Failure => {
  if (condition === 'account-disabled') return { status: { state: 'loggedOut', reason: 'xmpp.accountDisabled', data: { host }, action: 'editSettings' }, again: 'never' };
  if (condition !== undefined && CREDENTIALS.has(condition)) return { status: { state: 'badCredentials', reason: 'xmpp.notAuthorized', data: { host }, action: 'changeSecret' }, again: 'never' };
  if (condition === 'temporary-auth-failure') return offline('xmpp.temporaryAuthFailure', host);
  return { status: { state: 'misconfigured', reason: 'xmpp.noMechanism', data: { host }, action: 'editSettings' }, again: 'slow' };
};

const streamFailure = (condition: string, host: string): Failure => {
  if (condition === 'conflict') return { status: { state: 'kicked', reason: 'xmpp.conflict', data: { host }, action: 'resume' }, again: 'never' };
  if (condition === 'host-unknown' || condition === 'host-gone') return { status: { state: 'misconfigured', reason: 'xmpp.hostUnknown', data: { host }, action: 'editSettings' }, again: 'slow' };
  if (condition === 'not-authorized') return { status: { state: 'loggedOut', reason: 'xmpp.accountRemoved', data: { host }, action: 'editSettings' }, again: 'never' };
  return offline(codeOfCondition(condition), host);
};
