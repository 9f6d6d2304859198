/** Fetches pictures, voices, films and files a message named. Never reads a local path a peer names. */
import { AppError } from '#shared/domain/errors';
import type { MediaAbility } from '../contract/channel';
import type { ReplyFrame } from './wire';
import { download, type Downloaded } from '../kit/download';
import { sniffMime } from '../kit/mime';
import type { Api } from './api';
import { chatTarget, wireId } from './ids';
import { mediaRefOf, type MediaRef } from './mediaRef';
import type { Oversize } from './oversize';
import { dictOfUnknown, textOfUnknown, type Dict } from './wire';

export type MediaOptions = {
  readonly api: Api;
  /** The gateway is on this machine or in this house and may serve files from there. */
  readonly allowPrivate: boolean;
  readonly maxBytes: number;
  readonly oversize: Oversize;
};

const TIMEOUT_MS = 60_000;
type Fetched = { readonly bytes: Uint8Array; readonly mime?: string };

const bytesOfBase64 = (value: unknown, maxBytes: number): Uint8Array | undefined => {
  const text = textOfUnknown(value)?.replace(/^base64:\/\//, '').replace(/^data:[^,]{0,100},/, '');
  if (!text) return undefined;
  if (text.length > maxBytes * 1.4) throw new AppError('media.tooLarge', { limit: maxBytes });
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 ? bytes : undefined;
};

const httpUrl = (value: unknown): string | undefined => {
  const text = textOfUnknown(value);
  return text && /^https?:\/\//i.test(text) ? text : undefined;
};

/** Actions that may know a file, best first. */
const lookups = (ref: MediaRef, chat: Parameters<MediaAbility['fetchMedia']>[1]): readonly { readonly action: string; readonly params: Dict }[] => {
  const { file, fileId, busId } = ref;
  const target = chatTarget(chat);
  const getFile = { action: 'get_file', params: { ...(fileId ? { file_id: fileId } : {}), ...(file ?? fileId ? { file: file ?? fileId } : {}) } };
  if (ref.kind === 'image') return file ? [{ action: 'get_image', params: { file } }, getFile] : [];
  // Browsers play mp3; the platform's own SILK they do not.
  if (ref.kind === 'record') return file ? [{ action: 'get_record', params: { file, out_format: 'mp3' } }, getFile] : [];
  if (!fileId && !file) return [];
  if (ref.kind === 'file' && target?.kind === 'group' && fileId) {
    return [{ action: 'get_group_file_url', params: { group_id: wireId(target.group), file_id: fileId, ...(busId ? { busid: wireId(busId) } : {}) } }, getFile];
  }
  if (ref.kind === 'file' && target?.kind === 'private' && fileId) {
    return [{ action: 'get_private_file_url', params: { user_id: wireId(target.user), file_id: fileId } }, getFile];
  }
  return [getFile];
};

/** NapCat streams a file in base64 pieces to gateways' clients on other machines. */
const streamed = async (api: Api, ref: MediaRef, maxBytes: number): Promise<Uint8Array> => {
  const pieces = new Map<number, Uint8Array>();
  let size = 0;
  const onPart = (reply: ReplyFrame): void => {
    const data = dictOfUnknown(reply.data);
    const piece = data?.data_type === 'file_chunk' ? Buffer.from(textOfUnknown(data.data) ?? '', 'base64') : undefined;
    if (!piece || size > maxBytes) return;
    size += piece.length;
    pieces.set(Number(data?.index ?? pieces.size), piece);
  };
  const result = await api.call('download_file_stream', { file: ref.file ?? ref.fileId, ...(ref.fileId ? { file_id: ref.fileId } : {}) }, { timeoutMs: TIMEOUT_MS, onPart });
  if (size > maxBytes) throw new AppError('media.tooLarge', { limit: maxBytes });
  const isDone = result.kind === 'answered' && dictOfUnknown(result.reply.data)?.type === 'response' && pieces.size > 0;
  if (!isDone) throw new AppError('media.gone');
  return Buffer.concat([...pieces].sort((a, b) => a[0] - b[0]).map(([, piece]) => piece));
};

/** Rejects with `media.*`; `media.gone` when neither address nor gateway has it any more. */
export const createFetchMedia = ({ api, allowPrivate, maxBytes, oversize }: MediaOptions): MediaAbility['fetchMedia'] => {
  const fromUrl = (url: string, signal: AbortSignal): Promise<Downloaded> => download(url, { signal, maxBytes, timeoutMs: TIMEOUT_MS, allowPrivate });

  const fromGateway = async (ref: MediaRef, chat: Parameters<MediaAbility['fetchMedia']>[1], signal: AbortSignal): Promise<Fetched> => {
    for (const { action, params } of lookups(ref, chat)) {
      if (signal.aborted) throw new AppError('media.aborted');
      // A file written out in one answer may end the link; the next way in the list brings it in pieces.
      const what = `${action} ${ref.file ?? ref.fileId ?? ''}`;
      if (oversize.isSuspect(what)) continue;
      const answered = oversize.asking(what);
      let data: Dict | undefined;
      try {
        data = dictOfUnknown(await api.ask(action, params, TIMEOUT_MS));
      } catch (error) {
        if (error instanceof AppError && error.code === 'onebot.noAnswer') throw new AppError('media.timeout', {}, { cause: error });
        continue;
      } finally {
        answered();
      }
      const inFile = textOfUnknown(data?.file);
      const bytes = bytesOfBase64(data?.base64, maxBytes) ?? (inFile?.startsWith('base64://') ? bytesOfBase64(inFile, maxBytes) : undefined);
      if (bytes) return { bytes };
      const url = httpUrl(data?.url) ?? httpUrl(data?.file);
      if (url && url !== ref.url) return fromUrl(url, signal);
    }
    if (!ref.file && !ref.fileId) throw new AppError('media.gone');
    return { bytes: await streamed(api, ref, maxBytes) };
  };

  const fetchRef = async (ref: MediaRef, chat: Parameters<MediaAbility['fetchMedia']>[1], signal: AbortSignal): Promise<Fetched> => {
    if (ref.kind === 'record') {
      try {
        return await fromGateway(ref, chat, signal);
      } catch (error) {
        if (!ref.url || signal.aborted) throw error;
      }
    }
    if (!ref.url) return fromGateway(ref, chat, signal);
    try {
      return await fromUrl(ref.url, signal);
    } catch (error) {
      // Addresses expire within the hour: the gateway may make a new one.
      const isWorthAsking = error instanceof AppError && (error.code === 'media.httpStatus' || error.code === 'media.unreachable');
      if (!isWorthAsking) throw error;
      try {
        return await fromGateway(ref, chat, signal);
      } catch {
        throw error;
      }
    }
  };

  return async (media, chat, signal) => {
    const ref = mediaRefOf(media);
    if (!ref) throw new AppError('media.gone');
    const { bytes, mime } = await fetchRef(ref, chat, signal);
    const isVague = mime === undefined || mime === 'application/octet-stream' || mime === 'text/plain';
    return { bytes, mime: sniffMime(bytes, media.name) ?? (isVague ? media.mime : mime) };
  };
};
