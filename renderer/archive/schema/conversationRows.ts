/** Rows of conversations: derived values only, shaped for what the list and the desk ask. */
import type { ChatKind, ChatRef } from '#shared/domain/chat';
import type { Stage } from '#shared/domain/customer';
import type { Delivery } from '#shared/domain/delivery';
import type { AccountId, ClientId, ConversationId, CustomerId, HelpId, PersonId, TransferId } from '#shared/domain/ids';
import type { Media, PartKind } from '#shared/domain/message';
import type { CloseOutcome, Matter } from '#shared/rules/rulePack';
import type { WaitingState } from '#shared/rules/waiting';
import type { SUPERVISORS } from './inboxRows';

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

export type HelpRow = { readonly help: HelpId; readonly by?: PersonId; readonly to: PersonId | typeof SUPERVISORS; readonly question: string; readonly at: number };

export type TransferRow = { readonly transfer: TransferId; readonly by?: PersonId; readonly to: PersonId; readonly summary: string; readonly at: number };

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
  readonly wordingUses?: readonly WatchedUse[];
  /** Uses the last closing, a sale, was counted for: taken up again, it was none. */
  readonly wordingSale?: readonly WatchedUse[];
};

export type WatchedUse = { readonly id: string; readonly at: number; readonly client: ClientId; readonly isAnswered?: true };
