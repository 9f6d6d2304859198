/** Attachments of the ledger for the window: `/blob/<sha256>?type=&name=&download=1`. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** Shown in place. Everything else, markup above all, leaves only as a download of unnamed bytes. */
const INLINE: ReadonlySet<string> = new Set([
  'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif',
  'audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/wav', 'audio/webm', 'audio/flac',
  'video/mp4', 'video/webm', 'video/ogg',
]);

const ID = /^[0-9a-f]{64}$/;

type Range = { readonly from: number; readonly to: number };

/** `bytes=a-b`, `bytes=a-` or `bytes=-n`; null for anything else (then the whole is sent), 'bad' when outside. */
export const parseRange = (header: string | null, size: number): Range | 'bad' | null => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const isSuffix = match[1] === '';
  const from = isSuffix ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const to = isSuffix || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return from > to || from >= size ? 'bad' : { from, to };
};

const disposition = (kind: 'inline' | 'attachment', name: string | null): string =>
  name ? `${kind}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}` : kind;

const sizeOf = async (path: string): Promise<number | null> => {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
};

const stream = (path: string, range: Range): ReadableStream =>
  Readable.toWeb(createReadStream(path, { start: range.from, end: range.to })) as ReadableStream; // Node's and the DOM's type of the same object

/** Answers one request for a blob below `blobsDir`; 404 when the id is none or nothing lies there. */
export const serveBlob = async (blobsDir: string, url: URL, rangeHeader: string | null): Promise<Response> => {
  const id = url.pathname.slice('/blob/'.length);
  const path = join(blobsDir, id.slice(0, 2), id);
  const size = ID.test(id) ? await sizeOf(path) : null;
  if (size === null) return new Response(null, { status: 404 });
  const asked = url.searchParams.get('type') ?? '';
  const isInline = INLINE.has(asked) && url.searchParams.get('download') !== '1';
  const headers = {
    'content-type': isInline ? asked : 'application/octet-stream',
    'content-disposition': disposition(isInline ? 'inline' : 'attachment', url.searchParams.get('name')),
    'accept-ranges': 'bytes',
    'cache-control': 'max-age=31536000, immutable',
  };
  const range = parseRange(rangeHeader, size);
  if (range === 'bad') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  if (size === 0) return new Response('', { headers: { ...headers, 'content-length': '0' } });
  const { from, to } = range ?? { from: 0, to: size - 1 };
  const length = { 'content-length': String(to - from + 1) };
  return range
    ? new Response(stream(path, range), { status: 206, headers: { ...headers, ...length, 'content-range': `bytes ${from}-${to}/${size}` } })
    : new Response(stream(path, { from, to }), { headers: { ...headers, ...length } });
};
