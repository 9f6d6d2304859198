import { AppError } from '#shared/domain/errors';
import type { Media } from '#shared/domain/message';
import { desk } from '../bridge/desk';

/** Largest file the window hands over in one piece, bytes. */
const LARGEST = 100 * 1024 * 1024;

/** Keeps a file in the records. `media.empty`, `media.tooLarge`, or what the engine says. */
export const attachFile = async (file: File): Promise<Media> => {
  if (file.size === 0) throw new AppError('media.empty', { name: file.name });
  if (file.size > LARGEST) throw new AppError('media.tooLarge', { limit: LARGEST, size: file.size });
  const { media } = await desk.call('blob.put', { name: file.name.slice(-255), mime: file.type.slice(0, 127), bytes: new Uint8Array(await file.arrayBuffer()) });
  return media;
};
