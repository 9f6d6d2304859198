/** Rows of the archive: derived values only, shaped for what screens ask. Booleans an index names are 0 | 1. */
import type { AccountMark, AccountStatus, ChannelKind, Settings } from '#shared/domain/account';
import type { ChatKind, ChatRef, Sender } from '#shared/domain/chat';
import type { Stage, TagKind, TagSource } from '#shared/domain/customer';
import type { Delivery } from '#shared/domain/delivery';
import type { AccountId, ClientId, ContactId, ConversationId, CustomerId, MessageId, PersonId, RemoteMessageId, WordingId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import type { Media, PartKind, Parts } from '#shared/domain/message';
import type { Role } from '#shared/domain/person';
import type { Wording } from '#shared/domain/wording';

/**
 * One line of a timeline. Primary key `[conversation, back, backSeq]` with back = -at, backSeq = -seq: a plain
 * forward range read gives the newest first. `keys` (multi-entry) finds it by message id: ours may have two.
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
  /** The original stays in `parts`; edits keep every earlier version. */
  readonly recalled?: { readonly at: number; readonly by?: Sender };
  readonly versions?: readonly { readonly at: number; readonly parts: Parts }[];
  /** notice, gap, catchup, event. */
  readonly type?: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  readonly raw?: Json;
  readonly from?: number;
  readonly to?: number;
};

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
  readonly lastAt: number;
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
  readonly firstAt: number;
  readonly touched: number;
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

/** History of one account's state, newest first by key `[account, back]`. */
export type AccountStatusRow = { readonly account: AccountId; readonly back: number; readonly at: number; readonly status: AccountStatus };

export type PersonRow = { readonly id: PersonId; readonly name: string; readonly role: Role };

/** `search` holds lower-case title, shortcut, pinyin and initials, made once here, matched per key press. */
export type WordingRow = Wording & { readonly id: WordingId; readonly search: readonly string[]; readonly uses: number; readonly savedAt: number };

/** Facts about the archive itself: `cursor` = seq applied so far, moved in the same transaction as the rows. */
export type MetaRow = { readonly key: 'cursor' | 'ledger' | 'company' | 'damage'; readonly value: string | number };
