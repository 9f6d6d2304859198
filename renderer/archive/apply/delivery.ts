import { reduceDelivery, type Delivery } from '#shared/domain/delivery';
import { answerCameBack, weAnswered } from '#shared/rules/waiting';
import { placeOf, type TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import { withWaiting } from './conversations';
import { replaceRow } from './preview';
import type { WorkingSet } from './workingSet';

const counted = ['queued', 'failed', 'uncertain'] as const satisfies readonly Delivery[];

/** Keeps the conversation's counters in step with one reply's change of state. */
export const recount = (row: ConversationRow, from: Delivery | undefined, to: Delivery | undefined): ConversationRow => {
  if (from === to) return row;
  const next = { queued: row.queued, failed: row.failed, uncertain: row.uncertain };
  for (const state of counted) {
    if (from === state) next[state] -= 1;
    if (to === state) next[state] += 1;
  }
  return { ...row, ...next };
};

export const lower = (known: number, place: number): number => (known === 0 ? place : Math.min(known, place));

/** Remembers from where on receipts may matter, so that one needs no walk through the whole conversation. */
export const noteSent = (row: ConversationRow, place: number, state: Delivery): ConversationRow => {
  const undeliveredFrom = state === 'accepted' ? lower(row.marks.undeliveredFrom, place) : row.marks.undeliveredFrom;
  const unseenFrom = state === 'accepted' || state === 'delivered' ? lower(row.marks.unseenFrom, place) : row.marks.unseenFrom;
  if (undeliveredFrom === row.marks.undeliveredFrom && unseenFrom === row.marks.unseenFrom) return row;
  return { ...row, marks: { ...row.marks, undeliveredFrom, unseenFrom } };
};

/** The peer surely has it. */
const isProof = (state: Delivery | undefined): boolean => state === 'accepted' || state === 'delivered' || state === 'read';

/**
 * Replaces one of our rows and what follows from its new state: counters, preview, and, once it is proven sent,
 * the clock of whoever waited when it was written (`before` holds that moment); when it comes back after all, that
 * clock runs again. The conversation is saved by the caller.
 */
export const changeRow = (work: WorkingSet, conversation: ConversationRow, before: TimelineRow, after: TimelineRow): ConversationRow => {
  const shown = recount(replaceRow(work, conversation, after), before.delivery, after.delivery);
  if (isProof(before.delivery) && after.delivery === 'failed') return withWaiting(shown, answerCameBack(shown.marks.waiting, before.seq));
  if (after.delivery === undefined || isProof(before.delivery) || !isProof(after.delivery)) return shown;
  const answered = withWaiting(shown, weAnswered(shown.marks.waiting, { seq: before.seq, at: before.at }));
  return noteSent(answered, placeOf(after), after.delivery);
};

/** A receipt for one of ours; the same conversation comes back when nothing changed. */
export const advance = (work: WorkingSet, conversation: ConversationRow, row: TimelineRow, state: 'delivered' | 'read'): ConversationRow => {
  const delivery = reduceDelivery(row.delivery, state);
  return delivery === row.delivery ? conversation : changeRow(work, conversation, row, { ...row, delivery });
};
