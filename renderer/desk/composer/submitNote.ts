import { AppError } from '#shared/domain/errors';
import type { ClientId, ConversationId, NoteId } from '#shared/domain/ids';
import type { Part, Parts } from '#shared/domain/message';
import { peopleNow } from '../../archive/queries/peopleNow';
import { desk } from '../../bridge/desk';
import { flushDrafts } from '../../state/drafts';
import type { Attachment } from './composerReducer';
import { changeComposer, composerOf, draftTextOf, setComposerText } from './composerStore';
import { notePartsOf } from './mentions';
import { noteBoxOf } from './noteMode';
import { obstacleOf, remainderOf } from './replies';

const partOf = ({ media }: Attachment): readonly Part[] => {
  if (media === undefined) return [];
  return [media.mime.startsWith('image/') ? { kind: 'image', media } : media.mime.startsWith('video/') ? { kind: 'video', media } : { kind: 'file', media }];
};

/** Names are looked up when the note is kept: what the popup knew may be older than the text. */
const partsOf = async (text: string, attachments: readonly Attachment[]): Promise<Parts> =>
  [...(text.trim() === '' ? [] : notePartsOf(text.trimEnd(), await peopleNow())), ...attachments.flatMap(partOf)];

/** Keeps what is written as a note. It leaves the box only when the engine has it; the same content tried again keeps its id. */
export const submitNote = async (conversation: ConversationId): Promise<void> => {
  const box = noteBoxOf(conversation);
  const state = composerOf(box);
  const text = draftTextOf(box);
  if (state.isSubmitting || obstacleOf(state, text) !== null) return;
  try {
    const parts = await partsOf(text, state.attachments);
    if (composerOf(box).isSubmitting) return;
    const key = JSON.stringify(parts);
    const id = state.attempts[key] ?? (crypto.randomUUID() as ClientId); // the window makes the idempotency keys
    changeComposer(box, { type: 'submit', attempts: { [key]: id } });
    await desk.call('note.add', { note: id as string as NoteId, conversation, parts: [...parts] }); // one kind of key, made above
    setComposerText(box, remainderOf(draftTextOf(box), text));
    changeComposer(box, { type: 'partAccepted', attachments: state.attachments.map((one) => one.id), isFirst: true });
    changeComposer(box, { type: 'accepted' });
    void flushDrafts();
  } catch (error) {
    const known = error instanceof AppError ? error : new AppError('internal.bug', {}, { cause: error });
    changeComposer(box, { type: 'refused', error: { code: known.code, data: known.data } });
  }
};
