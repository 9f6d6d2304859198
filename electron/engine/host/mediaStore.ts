/** Keeps attachment bytes and gives the `Media` that names them. Refusals are states with a reason, not errors. */
import { AppError } from '#shared/domain/errors';
import type { Media } from '#shared/domain/message';
import type { Ledger } from '../ledger/contract';
import { provenMime } from './sniff';

export const MEDIA_LIMIT = 64 * 1024 * 1024;

export type MediaStore = {
  /** `refused` with `media.tooLarge` or `media.diskLow`; other failures reject. */
  readonly store: (bytes: Uint8Array, hint: { readonly name: string; readonly mime?: string }) => Promise<Media>;
};

export const createMediaStore = (ledger: Pick<Ledger, 'blobs' | 'level'>, limit: number = MEDIA_LIMIT): MediaStore => ({
  store: async (bytes, hint) => {
    const told = { name: safeName(hint.name), mime: provenMime(bytes, hint.mime), size: bytes.byteLength };
    if (bytes.byteLength > limit) return { ...told, state: 'refused', reason: 'media.tooLarge' };
    if (ledger.level().level !== 'ok') return { ...told, state: 'refused', reason: 'media.diskLow' };
    try {
      return { ...told, state: 'stored', blob: await ledger.blobs.put(bytes) };
    } catch (error) {
      if (error instanceof AppError && error.code === 'media.diskLow') return { ...told, state: 'refused', reason: error.code };
      throw error;
    }
  },
});

/** Signs that turn the reading direction round, so that `gpj.exe` reads as a picture. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A file name for showing and saving: no folders, no control characters, at most 255. */
const safeName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return [...last].filter((letter) => letter >= ' ' && letter !== '\u007f').join('').replace(TURNS, '').trim().slice(0, 255) || 'file';
};
