/** Rows of the archive: derived values only, shaped for what screens ask. Booleans an index names are 0 | 1. */
import type { AccountMark, AccountStatus, ChannelKind, Settings } from '#shared/domain/account';
import type { ChatKind, ChatRef, Sender } from '#shared/domain/chat';
import type { Stage, TagKind, TagSource } from '#shared/domain/customer';
import type { Delivery } from '#shared/domain/delivery';
import { conversationIdOf, type AccountId, type ChatId, type ClientId, type ContactId, type ConversationId, type CustomerId, type MessageId, type PersonId, type RemoteMessageId, type WordingId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import type { Media, PartKind, Parts } from '#shared/domain/message';
import type { Role } from '#shared/domain/person';
import type { Wording } from '#shared/domain/wording';
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
  readonly kind: 'message' | 'notice' | 'gap' | 'catchup' | 'event';
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
  /** notice, gap, catchup, event. */
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
  /** What apply needs to go on; no screen reads it. */
  readonly marks: ConversationMarks;
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
};

export type TagRow = { readonly kind: TagKind; readonly value: string; readonly source: TagSource; readonly at: number; readonly by?: PersonId };

export type CustomerRow = {
  readonly id: CustomerId;
  readonly account: AccountId;
  readonly contact: ContactId;
  readonly name: string;
  readonly remark?: string;
  readonly avatar?: Media;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly stage: Stage;
  readonly tags: readonly TagRow[];
  /** Time of the earliest message known; 0 = none yet. */
  readonly firstAt: number;
  readonly touched: number;
  /** Conversations that carry a copy of the name and tags. */
  readonly conversations: readonly ConversationId[];
};

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
};

/** History of one account's state, newest first by key `[account, back]` with back = -seq. */
export type AccountStatusRow = { readonly account: AccountId; readonly back: number; readonly at: number; readonly status: AccountStatus };

export type PersonRow = { readonly id: PersonId; readonly name: string; readonly role: Role };

/** `search` holds what `wordingSearchFields` (schema/wordingFields.ts) names, made once at apply, matched per key press. */
export type WordingRow = Wording & { readonly id: WordingId; readonly search: readonly string[]; readonly uses: number; readonly savedAt: number };

/**
 * Facts about the archive itself: `cursor` = seq applied so far, moved in the same transaction as the rows;
 * `damage` = records the medium lost; `complete` = 1 once the archive had caught up with its ledger.
 */
export type MetaRow = { readonly key: 'cursor' | 'ledger' | 'company' | 'damage' | 'complete'; readonly value: string | number };
