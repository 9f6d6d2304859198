/** What a message says: stanza → parts. Pure; text stays text, whatever markup it holds. */
import type { Part, Parts } from '#shared/domain/message';
import type { RemoteMessageId } from '#shared/domain/ids';
import { NS } from './namespaces';
import { child, childrenOf, childText, rawOf, type XmlNode } from './wire';

const MIMES: Readonly<Record<string, string>> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', bmp: 'image/bmp', heic: 'image/heic', avif: 'image/avif',
  mp4: 'video/mp4', webm: 'video/webm', mov: 'video/quicktime',
  mp3: 'audio/mpeg', m4a: 'audio/mp4', ogg: 'audio/ogg', oga: 'audio/ogg', opus: 'audio/ogg', amr: 'audio/amr', wav: 'audio/wav', aac: 'audio/aac',
  pdf: 'application/pdf', zip: 'application/zip', txt: 'text/plain', doc: 'application/msword', xls: 'application/vnd.ms-excel',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const parseUrl = (text: string): URL | undefined => {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
  } catch { return undefined; }
};

const fileNameOf = (url: URL): string => {
  const last = url.pathname.split('/').pop() ?? '';
  try { return decodeURIComponent(last) || url.hostname; } catch { return last || url.hostname; }
};

/** A shared file by its address (XEP-0066, XEP-0363). What it is comes from the name; the download tells better. */
export const mediaPartOf = (address: string): Part | undefined => {
  const url = parseUrl(address.trim());
  if (!url) return undefined;
  const name = fileNameOf(url).slice(0, 255);
  const mime = MIMES[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';
  const media = { name, mime, state: 'remote', ref: url.href } as const;
  if (mime.startsWith('image/')) return { kind: 'image', media };
  if (mime.startsWith('audio/')) return { kind: 'voice', media };
  return mime.startsWith('video/') ? { kind: 'video', media } : { kind: 'file', media };
};

/** Cuts the quoted fallback out of a reply's body (XEP-0428); positions count code points. */
const withoutFallback = (message: XmlNode, body: string): string => {
  const range = child(child(message, 'fallback', NS.fallback), 'body', NS.fallback);
  if (child(message, 'fallback', NS.fallback)?.attrs['for'] !== NS.reply || !range) return body;
  const points = [...body];
  const start = Number(range.attrs['start'] ?? 0);
  const end = Number(range.attrs['end'] ?? points.length);
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end >= start ? [...points.slice(0, start), ...points.slice(end)].join('') : body;
};

/** The answered message as a quote; its id is the peer's word until the channel finds ours. */
const quoteOf = (message: XmlNode): readonly Part[] => {
  const id = child(message, 'reply', NS.reply)?.attrs['id'];
  return id ? [{ kind: 'quote', id: id.slice(0, 500) as RemoteMessageId }] : []; // looked up by the channel before it is kept
};

/** Children that carry content of their own although this channel cannot show it. */
const encryptedOf = (message: XmlNode): readonly Part[] => {
  const sealed = message.children.find((each) => each.name === 'encrypted' || each.name === 'openpgp');
  return sealed ? [{ kind: 'unsupported', type: 'encrypted', raw: rawOf(sealed) }] : [];
};

/**
 * Subject, words and shared files of a message. XHTML (`<html>`) is ignored, the plain body is the message.
 * Empty when the stanza says nothing a person could read.
 */
export const partsOf = (message: XmlNode): Parts => {
  const body = withoutFallback(message, childrenOf(message, 'body').find((each) => each.ns === NS.client || each.ns === '')?.text ?? childText(message, 'body') ?? '');
  const subject = childText(message, 'subject')?.trim() ?? '';
  const shared = childrenOf(message, 'x', NS.outOfBand).map((each) => childText(each, 'url')?.trim() ?? '');
  const media = shared.flatMap((address): readonly Part[] => {
    const part = mediaPartOf(address);
    if (part) return [part];
    return address === '' ? [] : [{ kind: 'link', url: address }];
  });
  const single = media.length === 0 && /^https?:\/\/\S+\.(png|jpe?g|gif|webp)$/i.test(body.trim()) ? mediaPartOf(body) : undefined;
  const words = single || shared.includes(body.trim()) ? '' : body;
  const text = [subject, words].filter((each) => each !== '').join('\n');
  return [
    ...quoteOf(message),
    ...(text === '' ? [] : [{ kind: 'text', text } as const]),
    ...(single ? [single] : []),
    ...media,
    ...encryptedOf(message),
  ];
};
