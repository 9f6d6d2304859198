/** Wishes of header and keys to the timeline on the screen: find something, go somewhere. Nothing of it outlives the window. */
import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { forgetWithPerson } from './personal';

export type JumpTarget =
  | { readonly kind: 'first' } | { readonly kind: 'latest' } | { readonly kind: 'unread' } | { readonly kind: 'held' }
  /** The first message of that day (local midnight, ms) or later. */
  | { readonly kind: 'day'; readonly at: number }
  | { readonly kind: 'line'; readonly place: number; readonly seq: number };

type Requests = { readonly conversation: ConversationId | null; readonly target: JumpTarget | undefined; readonly finding: ConversationId | null };

export const useJumpRequests = create<Requests>(() => ({ conversation: null, target: undefined, finding: null }));
forgetWithPerson(() => useJumpRequests.setState({ conversation: null, target: undefined, finding: null }));

export const requestJump = (conversation: ConversationId, target: JumpTarget): void => useJumpRequests.setState({ conversation, target });
export const forgetJump = (): void => useJumpRequests.setState({ conversation: null, target: undefined });
export const openFind = (conversation: ConversationId): void => useJumpRequests.setState({ finding: conversation });
export const closeFind = (): void => useJumpRequests.setState({ finding: null });
