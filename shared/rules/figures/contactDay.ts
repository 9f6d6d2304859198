/** Facts the figures are made of: one row per conversation with a customer and day (UTC+8). Groups have none. */
import type { AccountId, ConversationId, PersonId } from '../../domain/ids';
import type { CloseOutcome, Matter } from '../rulePack';

/** Who wrote: the customer, a person at this desk, or we from another device (nobody knows who). */
export const CUSTOMER = '@customer';
export const ELSEWHERE = '@elsewhere';
export type Speaker = PersonId | typeof CUSTOMER | typeof ELSEWHERE;

/** Messages of one speaker in one hour (0..23, UTC+8). */
export type Said = { readonly hour: number; readonly by: Speaker; readonly count: number };

/** How a wait ended. `answered` by a person of ours, `elsewhere` from another device, `closed` and `dismissed` without an answer. */
export type WaitEnd = {
  readonly at: number;
  readonly how: 'answered' | 'elsewhere' | 'closed' | 'dismissed';
  readonly by?: PersonId;
};

/** One wait: from the first thing said that nobody had answered (shared/rules/waiting) to its end. Times in ms. */
export type Wait = {
  readonly since: number;
  /** When we had last answered before; 0 = never, or it was put aside since. */
  readonly handledAt: number;
  /** Whose the conversation was while it lasted; the last one. */
  readonly assignee?: PersonId;
  /** It was put off: from when the clocks counted; the end, when it was answered while put off. */
  readonly resumedAt?: number;
  readonly matter?: Matter;
  /** Absent = it still lasts. */
  readonly end?: WaitEnd;
};

/** `undone`: taken up again as closed by mistake. */
export type Closing = { readonly at: number; readonly by?: PersonId; readonly reason?: string; readonly outcome?: CloseOutcome; readonly undone?: true };

/** Waits stand on the day they began, messages and closings on their own day. */
export type ContactDay = {
  readonly day: number;
  readonly conversation: ConversationId;
  readonly account: AccountId;
  readonly said: readonly Said[];
  readonly waits: readonly Wait[];
  readonly closings: readonly Closing[];
};
