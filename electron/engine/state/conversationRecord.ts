import type { ChatRef } from '#shared/domain/chat';
import type { PersonId, RemoteMessageId } from '#shared/domain/ids';
import type { Matter } from '#shared/rules/rulePack';
import type { Snooze } from '#shared/rules/snooze';
import type { WaitingState } from '#shared/rules/waiting';

/** What the engine knows of one conversation. */
export type ConversationRecord = {
  readonly chat: ChatRef;
  readonly avatar?: string;
  readonly members?: number;
  /** Last message from the peer: what a read mark names. */
  readonly lastIn?: { readonly id: RemoteMessageId; readonly seq: number };
  /** Earliest message, whoever wrote it. */
  readonly first?: { readonly at: number; readonly seq: number };
  readonly readSeq: number;
  /** Our messages up to these times were delivered to, read by the peer (ms). */
  readonly deliveredUpTo: number;
  readonly readUpTo: number;
  readonly waiting: WaitingState;
  /** Since when the customer waits, ms; 0 = nobody waits. */
  readonly waitingSince: number;
  /** When we had last answered before, as the clocks want it (shared/rules/waiting). */
  readonly handledAt: number;
  readonly isClosed?: boolean;
  readonly assignee?: PersonId;
  readonly snooze?: Snooze;
  /** When the wait was taken up again after it was put off. */
  readonly resumedAt?: number;
  readonly pins?: readonly PersonId[];
  readonly matter?: Matter;
  /** Clocks of the wait since then whose limit, and second threshold, was put on record. */
  readonly noted?: { readonly since: number; readonly breached: readonly string[]; readonly escalated: readonly string[] };
};
