/** Rows of timelines, and what of them search still has to take in. */
import type { Sender } from '#shared/domain/chat';
import type { Delivery } from '#shared/domain/delivery';
import { conversationIdOf, type AccountId, type ChatId, type ClientId, type ConversationId, type MessageId, type PersonId, type RemoteMessageId } from '#shared/domain/ids';
import type { Json } from '#shared/domain/json';
import type { Parts } from '#shared/domain/message';
import type { SearchDoc } from '../search/searchDoc';

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

/**
 * Lines that a batch put or took away, while the archive is kept up (not while it is made): `after` < seq <= `cursor`.
 * Search goes on from here, which takes the lines' words as they stood: a read per line would cost more than all the
 * rest of it. Only the last stretch is kept.
 */
export type JournalRow = {
  readonly cursor: number;
  readonly after: number;
  readonly docs: readonly SearchDoc[];
  /** Keys of lines that are no more or have no words any more. */
  readonly gone: readonly (readonly [ConversationId, number, number])[];
};
