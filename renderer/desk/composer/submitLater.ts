import { AppError } from '#shared/domain/errors';
import type { ClientId, ConversationId } from '#shared/domain/ids';
import { desk } from '../../bridge/desk';
import { flushDrafts } from '../../state/drafts';
import { changeComposer, composerOf, composerTextOf, draftTextOf, setComposerText } from './composerStore';
import { obstacleOf, remainderOf, repliesOf, wordingUseOf } from './replies';

/** Plans what is written for `at` (ms). It leaves the composer only when the engine has it; several go out in their order. `override`: why although a rule blocks it. */
export const submitLater = async (conversation: ConversationId, at: number, override?: string): Promise<void> => {
  const state = composerOf(conversation);
  const text = composerTextOf(conversation);
  if (state.isSubmitting || state.editing !== undefined || obstacleOf(state, text) !== null) return;
  const replies = repliesOf(state, text).map((reply, nth) => ({ ...reply, nth, key: `later:${nth}:${JSON.stringify(reply.parts)}` }));
  const wording = wordingUseOf(state.inserts, text);
  const clientOf = (key: string): ClientId => state.attempts[key] ?? (crypto.randomUUID() as ClientId); // the window makes the idempotency keys
  const clients = replies.map(({ key }) => clientOf(key));
  changeComposer(conversation, { type: 'submit', attempts: Object.fromEntries(replies.map(({ key }, nth) => [key, clients[nth] ?? clientOf(key)])) });
  try {
    let before = text;
    for (const { parts, attachments, nth, key, rest, consumed } of replies) {
      await desk.call('reply.schedule', { client: clients[nth] ?? clientOf(key), conversation, parts: [...parts], at: at + nth, ...(nth === 0 && wording ? { wording } : {}), ...(override === undefined ? {} : { override }) });
      setComposerText(conversation, remainderOf(draftTextOf(conversation), before, rest));
      changeComposer(conversation, { type: 'partAccepted', attachments, isFirst: nth === 0, consumed });
      before = rest;
    }
    changeComposer(conversation, { type: 'accepted' });
    void flushDrafts();
  } catch (error) {
    const known = error instanceof AppError ? error : new AppError('internal.bug', {}, { cause: error });
    changeComposer(conversation, { type: 'refused', error: { code: known.code, data: known.data } });
  }
};
