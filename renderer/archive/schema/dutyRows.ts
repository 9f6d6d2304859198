/** Rows of notices, complaints, leave, shifts and duties. Booleans an index names are 0 | 1. */
import type { Audience, CallBackOutcome, ComplaintKind, ComplaintSource, ComplaintVerdict, Deadline, DutyEvidence, LeaveKind, MessageRef, Severity, ShiftPattern } from '#shared/domain/duties';
import type { AccountId, ComplaintId, ConversationId, CustomerId, DutyDoneId, LeaveId, NoticeId, PersonId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import type { DutyRules } from '#shared/rules/duties/dutyRules';

type Shift = { readonly from: string; readonly to: string };

/** One company notice. `people` = who has to read it; deadlines of each by `shared/rules/duties/noticeDue`. Index: `at`. */
export type NoticeRow = {
  readonly id: NoticeId; readonly at: number; readonly by?: PersonId;
  readonly title: string; readonly text: string; readonly attachments?: readonly Media[];
  readonly audience: Audience; readonly people: readonly PersonId[];
  readonly read: Deadline; readonly reply?: Deadline; readonly clause?: string;
  /** First deliberate reading of each, ms. */
  readonly reads: readonly { readonly person: PersonId; readonly at: number }[];
  /** In the order they came; the first of a person is what counts. */
  readonly replies: readonly { readonly person: PersonId; readonly at: number; readonly words: string }[];
  readonly reminders: readonly { readonly at: number; readonly by?: PersonId; readonly people: readonly PersonId[] }[];
  readonly withdrawn?: { readonly at: number; readonly by?: PersonId; readonly reason?: string };
};

/** One step of a complaint, as its history shows it. */
export type ComplaintStep = {
  readonly at: number; readonly seq: number; readonly by?: PersonId;
  readonly type: 'recorded' | 'revised' | 'assigned' | 'answered' | 'calledBack' | 'improved' | 'closed' | 'reopened';
  readonly to?: PersonId; readonly words?: string; readonly outcome?: CallBackOutcome; readonly verdict?: ComplaintVerdict;
  readonly kind?: ComplaintKind; readonly severity?: Severity; readonly about?: PersonId | null; readonly messages?: readonly MessageRef[];
};

/** Where a complaint stands: what has to be done next. */
export type ComplaintStage = 'unassigned' | 'toAnswer' | 'toCallBack' | 'toClose' | 'closed';

/** One complaint as it stands, with its history. A reopened one begins anew at answering. Indexes: `at`, `conversation`. */
export type ComplaintRow = {
  readonly id: ComplaintId; readonly at: number; readonly by?: PersonId;
  readonly kind: ComplaintKind; readonly severity: Severity; readonly source: ComplaintSource; readonly words: string; readonly clause: string;
  readonly about?: PersonId; readonly account?: AccountId; readonly customer?: CustomerId; readonly conversation?: ConversationId;
  readonly messages?: readonly MessageRef[];
  readonly stage: ComplaintStage;
  readonly assignee?: PersonId;
  readonly answerBy: number;
  readonly answered?: { readonly at: number; readonly by?: PersonId; readonly words: string };
  readonly callBackBy?: number;
  readonly calledBack?: { readonly at: number; readonly by?: PersonId; readonly outcome: CallBackOutcome; readonly words?: string };
  readonly improvements: readonly { readonly at: number; readonly by?: PersonId; readonly words: string }[];
  readonly closed?: { readonly at: number; readonly by?: PersonId; readonly verdict: ComplaintVerdict; readonly words?: string };
  readonly steps: readonly ComplaintStep[];
};

/** Leave of a person, `from`..`to` ms. Indexes: `person`, `from`. */
export type LeaveRow = {
  readonly id: LeaveId; readonly person: PersonId; readonly kind: LeaveKind; readonly from: number; readonly to: number; readonly reason: string;
  readonly at: number; readonly by?: PersonId; readonly state: 'asked' | 'approved' | 'refused' | 'withdrawn';
  readonly decided?: { readonly at: number; readonly by?: PersonId; readonly reason?: string };
};

/** Who works what, one fact a row, `back` = -seq: a pattern from a day on (`pattern` null = the company's plan), or one day otherwise. */
export type ShiftRow = { readonly back: number; readonly person: PersonId; readonly at: number; readonly by?: PersonId } & (
  | { readonly kind: 'pattern'; readonly from: string; readonly pattern: ShiftPattern | null }
  | { readonly kind: 'day'; readonly day: string; readonly spans: readonly Shift[] | null; readonly reason?: string }
);

/** One version of the duty rules, in force from the day `from` on. `back` = -seq. */
export type DutyRulesRow = { readonly back: number; readonly from: string; readonly rules: DutyRules; readonly savedAt: number; readonly by?: PersonId };

/** One duty done by hand. Index: `day`. */
export type DutyRow = {
  readonly id: DutyDoneId; readonly duty: string; readonly account: AccountId; readonly day: string; readonly times: number;
  readonly at: number; readonly person?: PersonId; readonly evidence: readonly DutyEvidence[]; readonly note?: string;
  readonly undone?: { readonly at: number; readonly by?: PersonId; readonly reason?: string };
};
