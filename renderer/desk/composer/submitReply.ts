import { AppError, type WireError } from '#shared/domain/errors';
import type { ClientId, ConversationId } from '#shared/domain/ids';
import { desk } from '../../bridge/desk';
import { flushDrafts } from '../../state/drafts';
import { changeComposer, composerOf, composerTextOf, draftTextOf, setComposerText } from './composerStore';
import type { Editing } from './composerReducer';
import { editedParts, obstacleOf, remainderOf, repliesOf, wordingUseOf, type ReplyDraft } from './replies';

const wireOf = (error: unknown): WireError => (error instanceof AppError ? { code: error.code, data: error.data } : { code: 'internal.bug', data: {} });

const newClient = (): ClientId => crypto.randomUUID() as ClientId; // the window makes the idempotency keys

/** The same content tried again keeps its id: the engine may have taken it although its answer was lost. */
const attemptsFor = (conversation: ConversationId, replies: readonly ReplyDraft[]): ReadonlyMap<ReplyDraft, { readonly key: string; readonly client: ClientId }> => {
  const { attempts } = composerOf(conversation);
  const used = new Map<string, number>();
  return new Map(replies.map((reply) => {
    const content = JSON.stringify(reply.parts);
    const nth = used.get(content) ?? 0;
    used.set(content, nth + 1);
    const key = `${nth}:${content}`;
    return [reply, { key, client: attempts[key] ?? newClient() }];
  }));
};

/** Why it goes although a rule of the company's blocks it. */
type Override = { readonly override?: string };

const submitNew = async (conversation: ConversationId, text: string, override: Override): Promise<void> => {
  const state = composerOf(conversation);
  const replies = attemptsFor(conversation, repliesOf(state, text));
  const wording = wordingUseOf(state.inserts, text);
  changeComposer(conversation, { type: 'submit', attempts: Object.fromEntries([...replies.values()].map(({ key, client }) => [key, client])) });
  let isFirst = true;
  let before = text;
  for (const [{ parts, attachments, rest, consumed }, { client }] of replies) {
    await desk.call('reply.submit', { client, conversation, parts: [...parts], ...(isFirst && wording ? { wording } : {}), ...override });
    // Only what the engine has on disk leaves the composer; the rest stays with the error.
    setComposerText(conversation, remainderOf(draftTextOf(conversation), before, rest));
    changeComposer(conversation, { type: 'partAccepted', attachments, isFirst, consumed });
    isFirst = false;
    before = rest;
  }
};

const submitEdit = async (conversation: ConversationId, editing: Editing, override: Override): Promise<void> => {
  changeComposer(conversation, { type: 'submit', attempts: {} });
  if (editing.isPlanned === true) {
    await desk.call('reply.reschedule', { client: editing.client, parts: [...editedParts(editing)], ...override });
    return;
  }
  await desk.call('reply.edit', { client: editing.client, parts: [...editedParts(editing)], ...override });
  if (editing.isFailed) await desk.call('reply.retry', { client: editing.client, ...override });
};

/**
 * Hands over what is written. Text and attachments leave the composer only when the engine has them on disk; a
 * refusal leaves everything in place with its reason; what a rule blocks goes with an `override`. Never sends twice: a second call while one runs does nothing.
 */
export const submitReply = async (conversation: ConversationId, reason?: string): Promise<void> => {
  const state = composerOf(conversation);
  const text = composerTextOf(conversation);
  if (state.isSubmitting || obstacleOf(state, text) !== null) return;
  const override: Override = reason === undefined ? {} : { override: reason };
  try {
    await (state.editing === undefined ? submitNew(conversation, text, override) : submitEdit(conversation, state.editing, override));
    changeComposer(conversation, { type: 'accepted' });
    void flushDrafts();
  } catch (error) {
    changeComposer(conversation, { type: 'refused', error: wireOf(error) });
  }
};
