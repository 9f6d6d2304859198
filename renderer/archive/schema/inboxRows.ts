/** Rows of inboxes. */
import type { ConversationId, PersonId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';

/** In place of a person: whoever is supervisor or administrator. */
export const SUPERVISORS = '@supervisors';

/**
 * One line of a person's inbox, newest first by key `[person, back]` with back = -seq. Never changed: whether a
 * request is still open stands with its conversation (`ref` names it there).
 */
export type InboxRow = {
  readonly person: PersonId | typeof SUPERVISORS;
  readonly back: number;
  readonly at: number;
  /** Left out for what is about no conversation: notices, complaints, leave (`ref` names it in its own store). */
  readonly conversation?: ConversationId;
  readonly by?: PersonId;
  readonly kind: 'mention' | 'help' | 'helpAnswered' | 'transfer' | 'transferAccepted' | 'transferDeclined' | 'held'
    | 'violationConfirmed' | 'violationRetold' | 'violationReopened' | 'violationAppealed' | 'violationAppealDecided'
    | 'notice' | 'noticeReminder' | 'complaint' | 'complaintAssigned' | 'leaveAsked' | 'leaveApproved' | 'leaveRefused' | 'leaveWithdrawn'
    | 'reviewed' | 'reviewAppealed' | 'appealDecided';
  readonly parts: Parts;
  readonly ref?: string;
};

/** Seq up to which a person has seen their inbox. */
export type InboxMarkRow = { readonly id: PersonId; readonly upTo: number };
