/** Sharing a file over the server's upload service (XEP-0363). */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { xml } from '@xmpp/client';
import { AppError } from '#shared/domain/errors';
import { conditionOf } from './archive';
import { NS } from './namespaces';
import type { Session } from './session';
import { isLoopback } from './settings';
import { child, childrenOf, childText, type XmlNode } from './wire';

const PUT_MS = 120_000;
/** The only headers a slot may ask for; anything else could smuggle a request (XEP-0363 §5). */
const HEADERS: ReadonlySet<string> = new Set(['authorization', 'cookie', 'expires']);

export type UploadFile = { readonly bytes: Uint8Array; readonly name: string; readonly mime: string };
export type UploadService = { readonly jid: string; readonly maxBytes?: number };

const formValue = (info: XmlNode, name: string): string | undefined =>
  childrenOf(info, 'x', NS.form).flatMap((form) => childrenOf(form, 'field')).filter((field) => field.attrs['var'] === name).map((field) => childText(field, 'value'))[0];

/** Asks the server's components which one takes uploads; undefined when none does. */
export const findUploadService = async (session: Session, domain: string): Promise<UploadService | undefined> => {
  const items = await session.request(xml('iq', { type: 'get', to: domain }, xml('query', { xmlns: NS.discoItems })));
  const hosts = [domain, ...childrenOf(child(items, 'query', NS.discoItems), 'item').map((item) => item.attrs['jid'] ?? '')].filter((jid) => jid !== '').slice(0, 20);
  for (const jid of hosts) {
    const answer = await session.request(xml('iq', { type: 'get', to: jid }, xml('query', { xmlns: NS.discoInfo }))).catch((error: unknown) => { if (conditionOf(error)) return undefined; throw error; });
    const info = child(answer, 'query', NS.discoInfo);
    if (!info || !childrenOf(info, 'feature').some((feature) => feature.attrs['var'] === NS.upload)) continue;
    const limit = Number(formValue(info, 'max-file-size'));
    return { jid, ...(Number.isSafeInteger(limit) && limit > 0 ? { maxBytes: limit } : {}) };
  }
  return undefined;
};

/** Uploads and gives the public address. Rejects with `xmpp.fileTooLarge {limit, size}`, `xmpp.uploadRefused`, `xmpp.uploadFailed {status}` or `xmpp.cut`. */
export const uploadFile = async (session: Session, service: UploadService, file: UploadFile): Promise<string> => {
  const size = file.bytes.byteLength;
  if (service.maxBytes !== undefined && size > service.maxBytes) throw new AppError('xmpp.fileTooLarge', { limit: service.maxBytes, size });
  const slot = await requestSlot(session, service, file);
  await put(slot.put, slot.headers, file);
  return slot.get;
};

type Slot = { readonly put: URL; readonly get: string; readonly headers: Readonly<Record<string, string>> };

const requestSlot = async (session: Session, service: UploadService, file: UploadFile): Promise<Slot> => {
  const stanza = xml('iq', { type: 'get', to: service.jid },
    xml('request', { xmlns: NS.upload, filename: file.name, size: String(file.bytes.byteLength), 'content-type': file.mime }));
  const answer = await session.request(stanza).catch((error: unknown) => { throw slotFailure(error, file.bytes.byteLength); });
  const slot = child(answer, 'slot', NS.upload);
  const put = urlOf(child(slot, 'put')?.attrs['url']);
  const get = urlOf(child(slot, 'get')?.attrs['url']);
  if (!put || !get) throw new AppError('xmpp.uploadRefused', { condition: 'no-slot' });
  const headers = childrenOf(child(slot, 'put'), 'header')
    .map((header): readonly [string, string] => [header.attrs['name'] ?? '', header.text.replace(/[\r\n]/g, '')])
    .filter(([name]) => HEADERS.has(name.toLowerCase()));
  return { put, get: get.href, headers: Object.fromEntries(headers) };
};

const slotFailure = (error: unknown, size: number): unknown => {
  const condition = conditionOf(error);
  if (condition === undefined) return error;
  const limit = Number(/<max-file-size>(\d+)</.exec(String((error as { readonly element?: unknown }).element))?.[1]); // StanzaError keeps its element, untyped
  return condition === 'not-acceptable' && Number.isSafeInteger(limit) ? new AppError('xmpp.fileTooLarge', { limit, size }) : new AppError('xmpp.uploadRefused', { condition });
};

/** Clear HTTP only to this machine: a file is customers' data. */
const urlOf = (text: string | undefined): URL | undefined => {
  try {
    const url = new URL(text ?? '');
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url : undefined;
  } catch { return undefined; }
};

const put = (url: URL, headers: Readonly<Record<string, string>>, file: UploadFile): Promise<void> => new Promise((resolve, reject) => {
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = start(url, { method: 'PUT', agent: false, signal: AbortSignal.timeout(PUT_MS), headers: { ...headers, 'content-type': file.mime, 'content-length': file.bytes.byteLength } }, (response) => {
    response.resume();
    const status = response.statusCode ?? 0;
    if (status === 201 || status === 200) resolve();
    else reject(new AppError('xmpp.uploadFailed', { status }));
  });
  request.on('error', (cause) => reject(new AppError('xmpp.uploadFailed', { status: 0 }, { cause })));
  request.end(file.bytes);
});
