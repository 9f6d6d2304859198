/** Rows of the archive: derived values only, shaped for what screens ask. Booleans an index names are 0 | 1. */
import type { AbsenceKind, AccountPolicy } from '#shared/domain/custody';
import type { AccountMark, AccountStatus, ChannelKind, Settings } from '#shared/domain/account';
import type { ChatKind, ChatRef, Sender } from '#shared/domain/chat';
import type { CustomerChange, FieldDefinition, MergeEvidence, Repeat, Stage } from '#shared/domain/customer';
import type { FieldStamp, FileTag, GoneTag } from '#shared/domain/customerFile';
import type { Delivery } from '#shared/domain/delivery';
import { conversationIdOf, type AccountId, type ChatId, type ClientId, type ContactId, type ConversationId, type CustomerId, type HelpId, type MessageId, type PersonId, type ProposalId, type RemoteMessageId, type TransferId, type WordingId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import type { SavedFilter } from '#shared/domain/listFilter';
import type { Media, PartKind, Parts } from '#shared/domain/message';
import type { Role } from '#shared/domain/person';
import type { Wording } from '#shared/domain/wording';
import type { WordingOrigin } from '#shared/ledger/bodies/wordings';
import type { Segment } from '#shared/rules/condition';
import type { CloseOutcome, Matter, RulePack } from '#shared/rules/rulePack';
import type { WaitingState } from '#shared/rules/waiting';

/**
 * One line of a timeline. Primary key `[conversation, back, backSeq]` with back = -place, backSeq = -seq: a plain
 * forward range read gives the newest first. The place is `at`, except that what comes live is never put before
 * what was already there when the clocks of platform and desk differ by some minutes (apply/place.ts).
 * `keys` (multi-entry) finds it by message id: ours may have two. `seq` is unique in the archive. Rows that concern
 * a whole account (a gap, a friend request) have the conversation `accountLineOf(account)`.
 */
export type TimelineRow = {
  readonly conversation: ConversationId;
  readonly back: number;
  readonly backSeq: number;
  readonly keys: readonly MessageId[];
  readonly kind: 'message' | 'notice' | 'gap' | 'catchup' | 'event' | 'note' | 'scheduled';
  readonly at: number;
  readonly seq: number;
  readonly direction?: 'in' | 'out';
  readonly sender?: Sender;
  readonly parts?: Parts;
  readonly remote?: RemoteMessageId;
  readonly source?: 'live' | 'history' | 'offline';
  /** Ours only. */
  readonly client?: ClientId;
  readonly person?: PersonId;
  readonly delivery?: Delivery;
  readonly deliveryCode?: string;
  readonly deliveryData?: Readonly<Record<string, string | number | boolean>>;
  readonly retryable?: boolean;
  readonly acceptedAt?: number;
  /** The original stays in `parts`; edits keep every earlier version, `at` = when it was replaced. */
  readonly recalled?: { readonly at: number; readonly by?: Sender };
  readonly versions?: readonly { readonly at: number; readonly parts: Parts }[];
  /** notice, gap, catchup, event; of a `note` the entry that made it; of a `scheduled` reply `pending`, `held` or `cancelled`. */
  readonly type?: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  readonly raw?: Json;
  readonly from?: number;
  readonly to?: number;
};

/** Pseudo conversation of what concerns a whole account; never a row of `conversations`. */
export const accountLineOf = (account: AccountId): ConversationId => conversationIdOf(account, '' as ChatId); // no channel names a chat ''

/** Place on the line, ms: what rows are ordered by. */
export const placeOf = (row: { readonly back: number }): number => -row.back;

export type PreviewRow = {
  readonly text: string; readonly lead?: PartKind; readonly direction: 'in' | 'out'; readonly delivery?: Delivery; readonly recalled?: boolean;
};

/** One conversation. `touched` = seq of the last entry that changed it (index: what changed since). */
export type ConversationRow = {
  readonly id: ConversationId;
  readonly account: AccountId;
  readonly chat: ChatRef;
  readonly kind: ChatKind;
  readonly title: string;
  readonly customer?: CustomerId;
  readonly avatar?: Media;
  readonly touched: number;
  /** Place of the newest message; 0 = no message yet (the list leaves it out). */
  readonly lastAt: number;
  /** Highest seq of a message here, wherever it stands: having read up to it clears `unread`. */
  readonly lastSeq: number;
  readonly preview?: PreviewRow;
  /** Inbound messages after `readSeq`. */
  readonly unread: number;
  readonly readSeq: number;
  /** The customer spoke last at this time and nobody answered, closed or dismissed; 0 = nobody waits. */
  readonly waitingSince: number;
  readonly status: 'open' | 'closed';
  readonly queued: number;
  readonly failed: number;
  readonly uncertain: number;
  /** Copied from the customer so that one read filters the list. */
  readonly province?: string;
  readonly occupation?: string;
  readonly grade?: string;
  readonly tags?: readonly string[];
  readonly stage?: Stage;
  readonly groups?: readonly string[];
  readonly starred?: boolean;
  /** The person: id of the first of the files joined as one. */
  readonly person?: CustomerId;
  /** How much was said and when; a group has none. */
  readonly contact?: ContactCount;
  /** Calls for help nobody answered or closed yet. */
  readonly helps?: readonly HelpRow[];
  /** Offered to a colleague and not decided. */
  readonly transfer?: TransferRow;
  /** Replies for later, and how many of them wait for a person's word. */
  readonly planned?: number;
  readonly held?: number;
  /** When we had last answered before what waits now, as the clocks want it (shared/rules/waiting); ms. */
  readonly handledAt?: number;
  /** Whose it is; nobody's when left out. */
  readonly assignee?: PersonId;
  /** Put off: until a time, or until the customer speaks. */
  readonly snooze?: SnoozeRow;
  /** When the wait was taken up again after it was put off. */
  readonly resumedAt?: number;
  /** People who keep it on top of their list. */
  readonly pins?: readonly PersonId[];
  /** What it is about, where a person said so. */
  readonly matter?: Matter;
  /** How it ended the last time; stays when it is opened again. */
  readonly closing?: ClosingRow;
  /** Limits passed in the wait since then: ids of the clocks, and when the supervisor was told. */
  readonly breach?: { readonly since: number; readonly clocks: readonly string[]; readonly escalatedAt?: number };
  /** What apply needs to go on; no screen reads it. */
  readonly marks: ConversationMarks;
};

export type SnoozeRow = { readonly at: number; readonly until?: number; readonly by?: PersonId };
export type ClosingRow = { readonly at: number; readonly by?: PersonId; readonly reason?: string; readonly outcome?: CloseOutcome; readonly note?: string };

/** One version of the rule pack, as saved; the one with the highest version is in force. */
export type RulePackRow = { readonly version: number; readonly pack: RulePack; readonly savedAt: number; readonly by?: PersonId };

/** A named filter of the list. `owner` is who saved it first. */
export type ListFilterRow = SavedFilter & { readonly owner?: PersonId; readonly savedAt: number };

/** In place of a person: whoever is supervisor or administrator. */
export const SUPERVISORS = '@supervisors';

export type HelpRow = { readonly help: HelpId; readonly by?: PersonId; readonly to: PersonId | typeof SUPERVISORS; readonly question: string; readonly at: number };
export type TransferRow = { readonly transfer: TransferId; readonly by?: PersonId; readonly to: PersonId; readonly summary: string; readonly at: number };

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
    | 'violationConfirmed' | 'violationReopened' | 'violationAppealed' | 'violationAppealDecided'
    | 'notice' | 'noticeReminder' | 'complaint' | 'complaintAssigned' | 'leaveAsked' | 'leaveApproved' | 'leaveRefused' | 'leaveWithdrawn'
    | 'reviewed' | 'reviewAppealed' | 'appealDecided';
  readonly parts: Parts;
  readonly ref?: string;
};

/** Seq up to which a person has seen their inbox. */
export type InboxMarkRow = { readonly id: PersonId; readonly upTo: number };

/** Messages each way and when. `days`: on which days (UTC+8, days since 1970) we wrote, the newest ones, ascending. */
export type ContactCount = {
  readonly in: number; readonly out: number; readonly inAt: number; readonly outAt: number;
  readonly firstOutAt: number; readonly days: readonly number[];
};

export type ConversationMarks = {
  /** Seq of the newest message's row (by place), the one `preview` shows. */
  readonly newest: number;
  /** Seqs of unread messages, newest ones only (bounded): a read mark in the middle counts what is left. */
  readonly unreadSeqs: readonly number[];
  /** Name the customer last wrote under and the earliest time known: a message that changes neither needs no look at the file. */
  readonly sender?: string;
  readonly firstAt: number;
  /** A message of ours from another device was kept here: only then can a reply turn out to be one already shown. */
  readonly hasForeign: boolean;
  /** Lowest place of ours proven sent and not yet delivered, not yet read; 0 = none: bounds the read a receipt needs. */
  readonly undeliveredFrom: number;
  readonly unseenFrom: number;
  readonly waiting: WaitingState;
  /** Uses of wording whose outcome is still watched, oldest first. */
  readonly wordingUses?: readonly { readonly id: string; readonly at: number; readonly client: ClientId; readonly isAnswered?: true }[];
};

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

export type AccountRow = {
  readonly id: AccountId;
  readonly channel: ChannelKind;
  readonly name: string;
  readonly settings: Settings;
  readonly secretKeys: readonly string[];
  readonly mark: AccountMark;
  readonly paused: boolean;
  readonly removed: boolean;
  readonly status: AccountStatus;
  readonly statusAt: number;
  readonly self?: ContactId;
  readonly nickname?: string;
  readonly avatar?: Media;
  readonly addedAt: number;
  /** Whose it is to use; left out = nobody's, everybody may. `by` issued it. */
  readonly held?: { readonly person: PersonId; readonly since: number; readonly by?: PersonId };
  /** When its secrets were last replaced, ms. */
  readonly secretAt?: number;
  readonly policy?: AccountPolicy;
};

/** One line of an account's register, newest first by key `[account, back]` with back = -seq; `data` as the entry has it. */
export type CustodyFactRow = {
  readonly account: AccountId; readonly back: number; readonly at: number; readonly type: string; readonly by?: PersonId;
  readonly data: Readonly<Record<string, string>>;
};

/** One absence on shift, `back` = -seq; `from`..`to` ms, of which `shiftMs` on shift. `person` held the account, or sat there last. */
export type AbsenceRow = {
  readonly back: number; readonly at: number; readonly kind: AbsenceKind; readonly account?: AccountId; readonly person?: PersonId | undefined;
  readonly from: number; readonly to: number; readonly shiftMs: number; readonly clause: string;
};

/** History of one account's state, newest first by key `[account, back]` with back = -seq. */
export type AccountStatusRow = { readonly account: AccountId; readonly back: number; readonly at: number; readonly status: AccountStatus };

/** A change of role that waits for a second person. */
export type PendingRole = { readonly proposal: string; readonly role: Role; readonly at: number; readonly by?: PersonId; readonly clause?: string; readonly reason?: string };

/** `active`: may sign in; who left keeps the row, for their records carry the name. `signedInAt` ms of the last time, if any. */
export type PersonRow = {
  readonly id: PersonId; readonly name: string; readonly role: Role; readonly active: boolean; readonly addedAt: number;
  readonly pending?: PendingRole; readonly signedInAt?: number;
  /** When a recovery code was made that is not used up; ms. */
  readonly recoveryAt?: number;
};

/** One line of a person's history, newest first by key `[person, back]` with back = -seq; `data` as the entry has it. */
export type PersonFactRow = {
  readonly person: PersonId; readonly back: number; readonly at: number; readonly type: string; readonly by?: PersonId;
  readonly data: Readonly<Record<string, string | number | boolean | undefined>>;
};

/** `search` holds what `wordingSearchFields` (schema/wordingFields.ts) names, made once at apply, matched per key press. */
export type WordingRow = Wording & {
  readonly id: WordingId; readonly search: readonly string[]; readonly version: number; readonly savedAt: number; readonly by?: PersonId;
  /** Not offered any more; kept for its versions and figures. */
  readonly removedAt?: number;
};

/** How often a wording went out and when last; apart from its row, so that a use makes nobody read all wording again. */
export type WordingCountRow = { readonly id: WordingId; readonly uses: number; readonly lastAt: number };

/** One version, newest first by key `[wording, back]` with back = -seq; without `content` it tells the removal. */
export type WordingVersionRow = {
  readonly wording: WordingId; readonly back: number; readonly version: number; readonly at: number; readonly by?: PersonId;
  readonly content?: Wording; readonly origin?: WordingOrigin; readonly restores?: number; readonly proposal?: ProposalId;
};

/** `content` as proposed; `base`: the version it changes, absent for a new one. */
export type WordingProposalRow = {
  readonly id: ProposalId; readonly wording: WordingId; readonly content: Wording; readonly base?: number; readonly note?: string;
  readonly at: number; readonly by?: PersonId; readonly state: 'open' | 'approved' | 'rejected' | 'withdrawn';
  readonly decidedAt?: number; readonly decidedBy?: PersonId; readonly reason?: string;
};

/** One reply made from a wording. `offered`: what it said where the person changed it. What came of it, ms: the customer's next word, a sale. */
export type WordingUseRow = {
  readonly id: string; readonly wording: WordingId; readonly at: number; readonly conversation: ConversationId; readonly client: ClientId;
  readonly by?: PersonId; readonly version?: number; readonly isEdited: boolean; readonly offered?: string; readonly isWithdrawn?: true;
  readonly answeredAt?: number; readonly soldAt?: number;
};

/** Somebody read a conversation as a record, at that place on its line; newest first by key. */
export type RecordViewRow = { readonly conversation: ConversationId; readonly back: number; readonly at: number; readonly person: PersonId; readonly place: number };

/**
 * Lines that a batch put or took away, while the archive is kept up (not while it is made): `after` < seq <= `cursor`.
 * Whoever keeps something made from the lines goes on from here; only the last stretch is kept.
 */
export type JournalRow = {
  readonly cursor: number;
  readonly after: number;
  readonly lines: readonly (readonly [ConversationId, number, number])[];
  readonly gone: readonly (readonly [ConversationId, number, number])[];
};

/**
 * Facts about the archive itself: `cursor` = seq applied so far, moved in the same transaction as the rows;
 * `damage` = records the medium lost; `erasures` = how many its ledger had gone through when it was begun; `complete` = 1 once the archive had caught up with its ledger.
 */
export type MetaRow = { readonly key: 'cursor' | 'ledger' | 'company' | 'damage' | 'complete' | 'erasures' | 'customerPolicy' | 'wordingPolicy' | 'custodyPolicy' | 'backupPlan' | 'idleMinutes'; readonly value: string | number };
