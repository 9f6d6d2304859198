/** `app://main/`: the window's only origin. Built files of the window and attachments of the ledger, nothing else. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { protocol } from 'electron';
import { serveBlob } from './blobResponse';
import { securityHeaders } from './contentPolicy';
import type { MainLog } from './mainLog';
import { serveRendererFile } from './rendererFile';

export const APP_ORIGIN = 'app://main';

/** Must run before `app` is ready. */
export const registerAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
};

const withHeaders = (response: Response, headers: Readonly<Record<string, string>>): Response => {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
};

/** Serves the scheme in the default session; `dataDir` is the seat's data folder. */
export const serveApp = (rendererDir: string, dataDir: string, log: MainLog): void => {
  const blobsDir = join(dataDir, 'ledger', 'blobs');
  const answer = async (request: Request, nonce: string): Promise<Response> => {
    const url = new URL(request.url);
    if (url.host !== 'main') return new Response(null, { status: 404 });
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
    return url.pathname.startsWith('/blob/')
      ? await serveBlob(blobsDir, url, request.headers.get('range'))
      : await serveRendererFile(rendererDir, url.pathname, nonce);
  };
  protocol.handle('app', async (request) => {
    const nonce = randomBytes(16).toString('base64url');
    try {
      return withHeaders(await answer(request, nonce), securityHeaders(nonce, new URL(request.url).pathname));
    } catch (error) {
      log.error('protocol.failed', { path: new URL(request.url).pathname, reason: String(error) });
      return withHeaders(new Response(null, { status: 500 }), securityHeaders(nonce));
    }
  });
};
