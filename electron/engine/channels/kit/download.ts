/** Fetches bytes from an address a peer named: bounded in size, time and redirects, kept away from this machine's own network. */
import { lookup as dnsLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '#shared/domain/errors';
import { isLinkLocal, isPrivateAddress } from './address';

export type DownloadOptions = {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** A gateway on this machine or in this house serves its files from there; nobody else may point us inside. */
  readonly allowPrivate: boolean;
  readonly maxRedirects?: number;
};

export type Downloaded = { readonly bytes: Uint8Array; readonly mime?: string };

const isForbidden = (address: string, allowPrivate: boolean): boolean =>
  isLinkLocal(address) || (!allowPrivate && isPrivateAddress(address));

/** Resolves like the system does, but fails for addresses we may not reach (also after a redirect or a DNS trick). */
const guardedLookup = (allowPrivate: boolean): LookupFunction => (hostname, options, callback) => {
  dnsLookup(hostname, options, (error, address, family) => {
    const found = typeof address === 'string' ? [address] : address.map((entry) => entry.address);
    const refused = error ?? (found.some((one) => isForbidden(one, allowPrivate)) ? new AppError('media.blocked') : null);
    callback(refused, address, family);
  });
};

const parsedUrl = (text: string, base?: string): URL => {
  let url: URL;
  try { url = new URL(text, base); } catch { throw new AppError('media.badAddress'); }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new AppError('media.badAddress');
  return url;
};

const open = (url: URL, { signal, allowPrivate }: DownloadOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && isForbidden(host, allowPrivate)) return reject(new AppError('media.blocked'));
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = start(url, { signal, lookup: guardedLookup(allowPrivate), agent: false, headers: { 'user-agent': 'Zuoxi', accept: '*/*' } });
    request.once('response', resolve);
    request.once('error', (error) => reject(error instanceof AppError ? error : new AppError('media.unreachable', { host: url.host }, { cause: error })));
    request.end();
  });

const readCapped = async (response: IncomingMessage, maxBytes: number): Promise<Uint8Array> => {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) {
    response.destroy();
    throw new AppError('media.tooLarge', { limit: maxBytes });
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) {
      response.destroy();
      throw new AppError('media.tooLarge', { limit: maxBytes });
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
};

const follow = async (first: string, options: DownloadOptions): Promise<Downloaded> => {
  let url = parsedUrl(first);
  for (let hop = 0; hop <= (options.maxRedirects ?? 4); hop += 1) {
    const response = await open(url, options);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status >= 300 && status < 400 && location) {
      response.destroy();
      url = parsedUrl(location, url.href);
      continue;
    }
    if (status !== 200) {
      response.destroy();
      throw new AppError('media.httpStatus', { status });
    }
    const mime = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    return { bytes: await readCapped(response, options.maxBytes), mime };
  }
  throw new AppError('media.tooManyRedirects');
};

/**
 * Rejects with `media.badAddress`, `media.blocked`, `media.unreachable {host}`, `media.httpStatus {status}`,
 * `media.tooLarge {limit}`, `media.tooManyRedirects`, `media.timeout` or `media.aborted`.
 */
export const download = async (url: string, options: DownloadOptions): Promise<Downloaded> => {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([options.signal, timeout]);
  try {
    return await follow(url, { ...options, signal });
  } catch (error) {
    if (options.signal.aborted) throw new AppError('media.aborted', {}, { cause: error });
    if (timeout.aborted) throw new AppError('media.timeout', {}, { cause: error });
    throw error instanceof AppError ? error : new AppError('media.unreachable', {}, { cause: error });
  }
};
