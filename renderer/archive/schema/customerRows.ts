/** Rows of customers: files, their history, actions on many, follow-ups, the company's own fields and groups. */
import type { CustomerChange, FieldDefinition, MergeEvidence, Repeat, Stage } from '#shared/domain/customer';
import type { FieldStamp, FileTag, GoneTag } from '#shared/domain/customerFile';
import type { AccountId, ContactId, ConversationId, CustomerId, PersonId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import type { Media } from '#shared/domain/message';
import type { Segment } from '#shared/rules/condition';

export type TagRow = FileTag;

export type CustomerRow = {
  readonly id: CustomerId;
  readonly account: AccountId;
  readonly contact: ContactId;
  readonly name: string;
  readonly remark?: string;
  readonly avatar?: Media;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly stage: Stage;
  /** Seq that set the stage; absent = nobody did. */
  readonly staged?: number;
  readonly starred?: { readonly value: boolean; readonly seq: number };
  readonly tags: readonly TagRow[];
  readonly gone?: readonly GoneTag[];
  readonly fields?: Readonly<Record<string, FieldStamp>>;
  /** Files of the person, this one among them, the first one first; absent = this one alone. */
  readonly members?: readonly CustomerId[];
  /** How it was joined to the others. */
  readonly joined?: { readonly at: number; readonly by?: PersonId; readonly evidence: MergeEvidence };
  /** What it could share with another file of the same person (index): phone, e-mail, address, remark, in one spelling. */
  readonly keys?: readonly string[];
  /** Files a person said are somebody else. */
  readonly distinct?: readonly CustomerId[];
  /** Time of the earliest message known; 0 = none yet. */
  readonly firstAt: number;
  readonly touched: number;
  /** Conversations that carry a copy of the name and tags. */
  readonly conversations: readonly ConversationId[];
};

/** What happened to a file, newest first by key `[customer, back]` with back = -seq; `data` as a screen needs it. */
export type CustomerLogRow = {
  readonly customer: CustomerId; readonly back: number; readonly at: number; readonly type: string; readonly by?: PersonId;
  readonly action?: string; readonly data: Json;
};

/** One aspect of a file (a tag, a field, the stage) before and after an action, as `apply/aspects.ts` writes them. */
export type AspectChange = { readonly key: string; readonly was?: Json; readonly is?: Json };

/** Something done to many customers at once, and what undoing it needs. */
export type CustomerActionRow = {
  readonly id: string; readonly at: number; readonly by?: PersonId; readonly scale: number;
  readonly change?: CustomerChange; readonly file?: string;
  readonly before: readonly { readonly customer: CustomerId; readonly aspects: readonly AspectChange[] }[];
  readonly reverted?: { readonly at: number; readonly by?: PersonId };
};

export type FollowUpRow = {
  readonly id: string; readonly customer: CustomerId; readonly due: number; readonly purpose: string; readonly note?: string; readonly repeat?: Repeat;
  readonly status: 'open' | 'done' | 'cancelled'; readonly at: number; readonly by?: PersonId;
  /** Due time it was reminded of. */
  readonly reminded?: number;
  /** When and by whom it was last done or cancelled, and with what words. */
  readonly ended?: { readonly at: number; readonly by?: PersonId; readonly note?: string };
  readonly times: number;
};

/** A field of the company's own; `retired` ones are no longer offered. */
export type CustomerFieldRow = FieldDefinition & { readonly at: number; readonly retired: boolean };

export type SegmentRow = Segment & { readonly by?: PersonId; readonly at: number };
