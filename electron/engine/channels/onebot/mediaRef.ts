/** The handle by which a picture, voice, film or file is fetched later. Opaque to everyone else. */
import type { Media } from '#shared/domain/message';
import { parseGuarded } from '../kit/guardedJson';
import { mimeOfName } from '../kit/mime';
import { idText } from './ids';
import { dictOfUnknown, numberOfUnknown, textOfUnknown, type Dict } from './wire';

export type MediaKind = 'image' | 'record' | 'video' | 'file';
export type MediaRef = {
  readonly kind: MediaKind;
  readonly url?: string;
  /** The name or hash the implementation knows it by. */
  readonly file?: string;
  readonly fileId?: string;
  readonly busId?: string;
};

const fallbackMime: Readonly<Record<MediaKind, string>> = { image: 'image/jpeg', record: 'audio/amr', video: 'video/mp4', file: 'application/octet-stream' };
const MAX_REF = 8_192;

const httpUrl = (value: unknown): string | undefined => {
  const text = textOfUnknown(value)?.trim();
  return text && /^https?:\/\//i.test(text) && text.length <= MAX_REF ? text : undefined;
};

/** A peer may write a whole path or address where a name is due: only the last piece is a name. */
const nameOf = (data: Dict, kind: MediaKind): string => {
  for (const value of [data.name, data.file_name, data.file]) {
    const text = textOfUnknown(value)?.trim();
    if (!text || text.startsWith('base64://') || text.startsWith('{')) continue;
    const last = text.split(/[?#]/)[0]?.split(/[\\/]/).pop()?.trim();
    if (last) return last.slice(0, 200);
  }
  return kind;
};

/** Media named by a segment's or notice's data. Nothing is fetched here. */
export const mediaOf = (kind: MediaKind, data: Dict): Media => {
  const file = textOfUnknown(data.file);
  const url = httpUrl(data.url) ?? httpUrl(data.file);
  const ref: MediaRef = {
    kind,
    ...(url ? { url } : {}),
    ...(file && file.length <= 1_024 && !file.startsWith('base64://') ? { file } : {}),
    ...(idText(data.file_id ?? data.id) ? { fileId: (textOfUnknown(data.file_id ?? data.id) ?? '').slice(0, 1_024) } : {}),
    ...(idText(data.busid) ? { busId: idText(data.busid) } : {}),
  };
  const size = numberOfUnknown(data.file_size ?? data.size);
  const name = nameOf(data, kind);
  return {
    name,
    mime: mimeOfName(name) ?? fallbackMime[kind],
    ...(size !== undefined && size >= 0 && Number.isSafeInteger(Math.round(size)) ? { size: Math.round(size) } : {}),
    state: 'remote',
    ref: JSON.stringify(ref),
  };
};

const kinds: ReadonlySet<string> = new Set<MediaKind>(['image', 'record', 'video', 'file']);

/** Reads a handle back; `undefined` when it is not one of ours. */
export const mediaRefOf = (media: Media): MediaRef | undefined => {
  const parsed = parseGuarded(media.ref ?? '');
  const ref = parsed.ok ? dictOfUnknown(parsed.value) : undefined;
  const kind = textOfUnknown(ref?.kind);
  if (!ref || !kind || !kinds.has(kind)) return undefined;
  return {
    kind: kind as MediaKind, // checked against the closed set above
    url: textOfUnknown(ref.url), file: textOfUnknown(ref.file), fileId: textOfUnknown(ref.fileId), busId: textOfUnknown(ref.busId),
  };
};
