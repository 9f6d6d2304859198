import type { ChannelKind } from '#shared/domain/account';
import type { WaitingCounts } from '#shared/ipc/engineBoot';
import type { Entry } from '#shared/ledger/entry';
import type { Clock } from './channels/contract/channel';
import { waitingCounts } from './custody/whoSees';
import type { Recorder } from './state/recorder';

const TOGETHER_MS = 250;

/** Entries that may change who waits, which accounts count, or whose they are. */
const MATTERS: ReadonlySet<Entry['type']> = new Set<Entry['type']>([
  'message.received', 'reply.accepted', 'conversation.closed', 'conversation.reopened', 'conversation.dismissed', 'conversation.snoozed', 'conversation.woken', 'conversation.sorted', 'reply.failed', 'account.removed',
  'account.issued', 'account.returned', 'handover.done', 'conversation.assigned', 'transfer.offered', 'transfer.accepted', 'transfer.declined', 'transfer.withdrawn', 'help.asked', 'help.answered', 'help.closed',
  'person.added', 'person.left', 'person.returned', 'person.roleChanged',
]);

/** Tells how many customers wait, in all and for each agent, now and whenever it changed; demonstration and removed accounts are left out. */
export const watchWaiting = (recorder: Recorder, isDemonstration: (kind: ChannelKind) => boolean, clock: Clock, tell: (counts: WaitingCounts) => void): (() => void) => {
  let last = '';
  let cancel: (() => void) | null = null;
  const count = (): void => {
    cancel = null;
    const { state } = recorder;
    const counts = waitingCounts(state, state.conversations.waitingPlaces((id) => {
      const account = state.accounts.get(id);
      return account !== undefined && !account.removed && !isDemonstration(account.channel);
    }));
    const told = JSON.stringify(counts);
    if (told === last) return;
    last = told;
    tell(counts);
  };
  count();
  const dispose = recorder.onApplied((entries) => {
    if (entries.some((entry) => MATTERS.has(entry.type))) cancel ??= clock.after(TOGETHER_MS, count);
  });
  return () => { dispose(); cancel?.(); };
};
