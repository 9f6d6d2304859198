import { readFile } from 'node:fs/promises';
import { extname, normalize, sep, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp',
  '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.mp3': 'audio/mpeg', '.ogg': 'audio/ogg', '.wav': 'audio/wav',
};

/** What stands in the page for the nonce of this answer. */
const NONCE_MARK = '__CSP_NONCE__';

const plain = (status: number): Response => new Response(null, { status });

/** The path below `folder` that the address names, or null when it would leave it or is no path. */
const pathIn = (folder: string, pathname: string): string | null => {
  try {
    const path = normalize(join(folder, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)));
    return path.startsWith(folder + sep) && !path.includes('\0') ? path : null;
  } catch {
    return null;
  }
};

/** Serves one built file of the window; 403 outside the folder, 404 for what is not there. */
export const serveRendererFile = async (folder: string, pathname: string, nonce: string): Promise<Response> => {
  const path = pathIn(normalize(folder), pathname);
  if (path === null) return plain(403);
  const type = TYPES[extname(path)];
  if (type === undefined) return plain(404);
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return plain(404);
  }
  const isPage = path.endsWith('.html');
  const body = isPage ? bytes.toString('utf8').replaceAll(NONCE_MARK, nonce) : new Uint8Array(bytes);
  // Names of built files carry their hash; only the page itself may not be kept.
  return new Response(body, { headers: { 'content-type': type, 'cache-control': isPage ? 'no-store' : 'max-age=31536000, immutable' } });
};
