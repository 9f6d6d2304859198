/** What keeps records from being erased. Pure over the fold. */
import type { ConversationId, CustomerId } from '#shared/domain/ids';
import type { HoldReason } from '#shared/ipc/desk/retentionRoutes';
import type { EngineState } from '../state/engineState';
import { retentionRules } from './retentionRules';

const DAY = 24 * 60 * 60 * 1000;

/** Every kind of reason once. */
export const holdsOn = ({ retention }: EngineState, customers: readonly CustomerId[], conversations: readonly ConversationId[], now: number): readonly HoldReason[] => {
  const ids = new Set<string>([...customers, ...conversations]);
  const reasons: HoldReason[] = [];
  if (retention.matters.holds.some((hold) => hold.lifted === undefined && [...hold.customers, ...hold.conversations].some((id) => ids.has(id)))) reasons.push('hold');
  if (retention.complaintAbout(ids)) reasons.push('complaint');
  if (conversations.some((id) => retention.hasOpenFlag(id))) reasons.push('flag');
  if (conversations.some((id) => now - (retention.exportedAt(id) ?? 0) < retentionRules.exportHoldDays * DAY)) reasons.push('export');
  return reasons;
};

/** Whether a conversation is held, asked once each. */
export const heldConversations = (state: EngineState, now: number): ((conversation: ConversationId) => boolean) => {
  const known = new Map<ConversationId, boolean>();
  return (conversation) => {
    const asked = known.get(conversation);
    if (asked !== undefined) return asked;
    const contact = state.conversations.get(conversation)?.chat.contact;
    const customers = contact === undefined ? [] : state.customers.members(`${conversation.slice(0, conversation.indexOf('/'))}/${contact}` as CustomerId); // our own format
    const held = holdsOn(state, customers, [conversation], now).length > 0;
    known.set(conversation, held);
    return held;
  };
};
