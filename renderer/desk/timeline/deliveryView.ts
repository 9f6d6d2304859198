/** What a reply's bubble says and offers in each state of its life (look.md §3, table of states). Pure. */
import type { AccountState } from '#shared/domain/account';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import type { MessageKey } from '../../i18n/catalog/all';
import type { IconName } from '../../ui/Icon';

export type BubbleTone = 'sent' | 'queued' | 'failed' | 'uncertain' | 'withdrawn';
export type ReplyAction = 'withdraw' | 'edit' | 'retry' | 'editAndRetry' | 'resend' | 'settle' | 'reuse';

export type DeliveryView = {
  readonly tone: BubbleTone;
  readonly icon: IconName;
  /** A failed or uncertain one takes the cause as `{{cause}}`. */
  readonly words: MessageKey;
  readonly isRead: boolean;
  readonly hasCause: boolean;
  /** The customer's clock goes on: said only while somebody waits. */
  readonly saysClockRuns: boolean;
  readonly actions: readonly ReplyAction[];
};

export type DeliveryScene = {
  readonly account: AccountState | undefined;
  readonly isWaiting: boolean;
  /** An earlier reply of this conversation has not gone out: order is kept. */
  readonly hasEarlier: boolean;
};

const plain = { isRead: false, hasCause: false, saysClockRuns: false, actions: [] } as const;

const whyQueued = ({ account, hasEarlier }: DeliveryScene): MessageKey => {
  if (account === 'paused') return 'timeline.queued.paused';
  if (account !== undefined && account !== 'online' && account !== 'degraded') return 'timeline.queued.offline';
  return hasEarlier ? 'timeline.queued.behind' : 'timeline.queued';
};

const canEditText = (row: TimelineRow): boolean => (row.parts ?? []).some((part) => part.kind === 'text') || (row.parts ?? []).length === 0;

/** One the platform took and then sent back is done with under its own id: its words can be used anew. */
const failedActions = (row: TimelineRow): readonly ReplyAction[] => (row.acceptedAt !== undefined ? ['reuse'] : [
  ...(row.retryable ? ['retry' as const] : []),
  ...(canEditText(row) ? ['editAndRetry' as const] : []),
  'withdraw',
]);

/** For rows that carry a delivery; a message sent from another device has none. */
export const deliveryView = (row: TimelineRow, scene: DeliveryScene): DeliveryView | null => {
  switch (row.delivery) {
    case undefined: return null;
    case 'queued': return { ...plain, tone: 'queued', icon: 'clock', words: whyQueued(scene), saysClockRuns: scene.isWaiting, actions: canEditText(row) ? ['withdraw', 'edit'] : ['withdraw'] };
    case 'sending': return { ...plain, tone: 'queued', icon: 'clock', words: 'timeline.sending' };
    case 'accepted': return { ...plain, tone: 'sent', icon: 'check', words: 'timeline.accepted' };
    case 'delivered': return { ...plain, tone: 'sent', icon: 'checks', words: 'timeline.delivered' };
    case 'read': return { ...plain, tone: 'sent', icon: 'checks', words: 'timeline.read', isRead: true };
    case 'failed': return { ...plain, tone: 'failed', icon: 'alert', words: 'timeline.failed', hasCause: true, actions: failedActions(row) };
    case 'uncertain': return { ...plain, tone: 'uncertain', icon: 'question', words: 'timeline.uncertain', hasCause: true, actions: ['resend', 'settle'] };
    case 'withdrawn': return { ...plain, tone: 'withdrawn', icon: 'undo', words: 'timeline.withdrawn', actions: ['reuse'] };
  }
};
