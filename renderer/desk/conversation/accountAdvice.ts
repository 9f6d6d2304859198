/** What an account's state means for whoever answers with it, and what can be done from here. Pure. */
import type { AccountAction, AccountState } from '#shared/domain/account';

export type AdviceButton = 'reconnect' | 'resume' | 'settings';
export type Advice = {
  readonly tone: 'amber' | 'rose';
  /** Part of the key `account.advice.*`. */
  readonly words: 'offline' | 'paused' | 'badCredentials' | 'kicked' | 'loggedOut' | 'misconfigured' | 'sealed' | 'removed';
  readonly button?: AdviceButton;
};

/** `null`: nothing a whole strip is worth; an unstable link is said by the chip in the header. */
export const accountAdvice = (state: AccountState, action: AccountAction, isRemoved: boolean): Advice | null => {
  if (isRemoved) return { tone: 'amber', words: 'removed' };
  switch (state) {
    case 'online': case 'degraded': case 'connecting': return null;
    case 'offline': return { tone: 'amber', words: 'offline', button: 'reconnect' };
    case 'paused': return { tone: 'amber', words: 'paused', button: 'resume' };
    case 'sealed': return { tone: 'amber', words: 'sealed' };
    case 'badCredentials': case 'misconfigured': return { tone: 'rose', words: state, button: 'settings' };
    case 'kicked': case 'loggedOut': return { tone: 'rose', words: state, button: action === 'editSettings' || action === 'changeSecret' ? 'settings' : 'reconnect' };
  }
};

/** A reply goes out at once; otherwise it queues. */
export const canSendNow = (state: AccountState | undefined): boolean => state === 'online' || state === 'degraded';
