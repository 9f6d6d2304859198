import { create } from 'zustand';
import type { ConversationId, RemoteMessageId } from '#shared/domain/ids';
import { textOf, type Parts } from '#shared/domain/message';
import type { TimelineRow } from '../../archive/schema/timelineRows';
import { setDraft, useDrafts } from '../../state/drafts';
import { forgetWithPerson } from '../../state/personal';
import { emptyComposer, reduceComposer, type ComposerAction, type ComposerState } from './composerReducer';

type Composers = { readonly byConversation: Readonly<Record<string, ComposerState>> };

const useComposers = create<Composers>(() => ({ byConversation: {} }));
forgetWithPerson(() => useComposers.setState({ byConversation: {} }));

/** The composer of one conversation, kept while tabs switch. */
export const useComposer = (conversation: ConversationId): ComposerState =>
  useComposers((state) => state.byConversation[conversation] ?? emptyComposer);

export const composerOf = (conversation: ConversationId): ComposerState =>
  useComposers.getState().byConversation[conversation] ?? emptyComposer;

/** One step of a composer. */
export const changeComposer = (conversation: ConversationId, action: ComposerAction): void => {
  const before = composerOf(conversation);
  const after = reduceComposer(before, action);
  if (after === before) return;
  useComposers.setState(({ byConversation }) => ({ byConversation: { ...byConversation, [conversation]: after } }));
  if (after.attachments !== before.attachments) setComposerText(conversation, draftTextOf(conversation));
};

export const draftTextOf = (conversation: ConversationId): string => useDrafts.getState().byConversation[conversation]?.text ?? '';

/** The words in the text area: the reply being changed, else the draft. */
export const composerTextOf = (conversation: ConversationId): string =>
  composerOf(conversation).editing?.text ?? draftTextOf(conversation);

/** Keeps the draft with its attachments, so that both are there after a restart. */
export const setComposerText = (conversation: ConversationId, text: string): void => {
  const kept = composerOf(conversation).attachments.flatMap(({ media }) => (media === undefined ? [] : [JSON.stringify(media)]));
  setDraft(conversation, text, kept.length > 0 ? kept : undefined);
};

/** Typing: into the reply being changed, else into the draft. */
export const typeText = (conversation: ConversationId, text: string): void => {
  if (composerOf(conversation).editing === undefined) setComposerText(conversation, text);
  else changeComposer(conversation, { type: 'editText', text });
};

const EXCERPT = 120;

/** Answers a message: what is sent next names it. Only what the platform knows by an id can be quoted. */
export const quoteRow = (conversation: ConversationId, row: TimelineRow & { readonly remote: RemoteMessageId }, excerpt: string, author: string | undefined): void =>
  changeComposer(conversation, { type: 'quote', quote: { id: row.remote, excerpt: excerpt.slice(0, EXCERPT), ...(author === undefined ? {} : { author }) } });

/** Puts words of an earlier reply into the draft, behind what is already there. */
export const reuseParts = (conversation: ConversationId, parts: Parts): void => {
  const draft = draftTextOf(conversation);
  const words = textOf(parts);
  setComposerText(conversation, draft.trim() === '' ? words : `${draft}\n${words}`);
};
