/** Whether the composer writes to the customer or to colleagues. The two texts never mix: a note has a box of its own. */
import { create } from 'zustand';
import type { ConversationId } from '#shared/domain/ids';
import { forgetWithPerson } from '../../state/personal';
import { focusComposer } from './focusComposer';

export type ComposerMode = 'reply' | 'note';

const useModes = create<{ readonly notes: ReadonlySet<ConversationId> }>(() => ({ notes: new Set() }));
forgetWithPerson(() => useModes.setState({ notes: new Set() }));

/** Where text and attachments of a note are kept: beside those of the reply, also over a restart. */
export const noteBoxOf = (conversation: ConversationId): ConversationId => `${conversation}!note` as ConversationId; // a key of composers and drafts, no conversation

export const useComposerMode = (conversation: ConversationId): ComposerMode =>
  useModes(({ notes }) => (notes.has(conversation) ? 'note' : 'reply'));

export const composerModeOf = (conversation: ConversationId): ComposerMode => (useModes.getState().notes.has(conversation) ? 'note' : 'reply');

export const chooseMode = (conversation: ConversationId, mode: ComposerMode): void => {
  const notes = new Set(useModes.getState().notes);
  if (mode === 'note') notes.add(conversation);
  else notes.delete(conversation);
  useModes.setState({ notes });
  focusComposer();
};

export const switchMode = (conversation: ConversationId): void => chooseMode(conversation, composerModeOf(conversation) === 'note' ? 'reply' : 'note');
