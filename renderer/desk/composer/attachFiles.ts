import { AppError } from '#shared/domain/errors';
import type { ConversationId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import { desk } from '../../bridge/desk';
import { changeComposer, composerOf } from './composerStore';

/** Most attachments of one composer, as a draft keeps them. */
export const MOST_ATTACHMENTS = 20;
/** Largest attachment the window hands over in one piece, bytes; the platform may allow less and then says so. */
export const LARGEST_ATTACHMENT = 100 * 1024 * 1024;

const extensions: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' };

/** Pasted pictures come without a name of their own. */
const nameOf = (file: File): string => {
  if (file.name !== '' && file.name !== 'image.png') return file.name.slice(-255);
  const now = new Date();
  const stamp = [now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, '0')).join('');
  return `${stamp}.${extensions[file.type] ?? 'png'}`;
};

const store = async (conversation: ConversationId, id: string, file: File, name: string): Promise<void> => {
  try {
    if (file.size > LARGEST_ATTACHMENT) throw new AppError('media.tooLarge', { limit: LARGEST_ATTACHMENT, size: file.size });
    if (file.size === 0) throw new AppError('media.empty', { name });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { media } = await desk.call('blob.put', { name, mime: file.type.slice(0, 127), bytes });
    if (media.state !== 'stored') throw new AppError(media.reason ?? 'media.refused', { name });
    changeComposer(conversation, { type: 'stored', id, media });
  } catch (error) {
    const known = error instanceof AppError ? error : new AppError('media.unreadable', { name }, { cause: error });
    changeComposer(conversation, { type: 'notStored', id, error: { code: known.code, data: known.data } });
  }
};

/** Takes files into the composer and hands their bytes to the engine; each shows its own trouble. */
export const attachFiles = (conversation: ConversationId, files: readonly File[]): void => {
  const free = MOST_ATTACHMENTS - composerOf(conversation).attachments.length;
  for (const file of files.slice(0, Math.max(0, free))) {
    const id = crypto.randomUUID();
    const name = nameOf(file);
    changeComposer(conversation, { type: 'attach', attachment: { id, name, mime: file.type, size: file.size } });
    void store(conversation, id, file, name);
  }
  if (files.length > free) changeComposer(conversation, { type: 'refused', error: { code: 'composer.tooMany', data: { most: MOST_ATTACHMENTS } } });
};

/** Attachments already kept by the engine: from prepared wording. `message`: which one of the text they go with. */
export const attachStored = (conversation: ConversationId, medias: readonly Media[], message?: number): void => {
  for (const media of medias) {
    changeComposer(conversation, { type: 'attach', attachment: { id: crypto.randomUUID(), name: media.name, mime: media.mime, size: media.size ?? 0, media, ...(message !== undefined && { message }) } });
  }
};
