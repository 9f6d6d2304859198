import type { ChannelKind } from '#shared/domain/account';
import type { Entry } from '#shared/ledger/entry';
import type { Clock } from './channels/contract/channel';
import type { Recorder } from './state/recorder';

const TOGETHER_MS = 250;

/** Entries that may change who waits or which accounts count. */
const MATTERS: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'message.received', 'reply.accepted', 'conversation.closed', 'conversation.reopened', 'conversation.dismissed', 'conversation.snoozed', 'conversation.woken', 'conversation.sorted', 'reply.failed', 'account.removed',
]);

/** Tells how many customers wait, now and whenever it changed; demonstration and removed accounts are left out. */
export const watchWaiting = (recorder: Recorder, isDemonstration: (kind: ChannelKind) => boolean, clock: Clock, tell: (count: number) => void): (() => void) => {
  let last = -1;
  let cancel: (() => void) | null = null;
  const count = (): void => {
    cancel = null;
    const waiting = recorder.state.conversations.waiting((id) => {
      const account = recorder.state.accounts.get(id);
      return account !== undefined && !account.removed && !isDemonstration(account.channel);
    });
    if (waiting === last) return;
    last = waiting;
    tell(waiting);
  };
  count();
  const dispose = recorder.onApplied((entries) => {
    if (entries.some((entry) => MATTERS.has(entry.type))) cancel ??= clock.after(TOGETHER_MS, count);
  });
  return () => { dispose(); cancel?.(); };
};
