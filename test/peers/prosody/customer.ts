/// <reference path="../../../electron/engine/channels/xmpp/xmppClient.d.ts" />
/**
 * A customer at an ordinary XMPP client: the stock library, none of the channel's code. Keeps its own log of
 * everything it sent and received; tests compare the desk against that, never against the desk's own word.
 */
import { randomUUID } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import { client, xml, type Client, type Element } from '@xmpp/client';
import type { Prosody } from './startProsody';

export type CustomerLine =
  | { readonly kind: 'sent'; readonly id: string; readonly to: string; readonly text: string; readonly at: number }
  | { readonly kind: 'received'; readonly id: string; readonly from: string; readonly text: string; readonly url?: string; readonly at: number; readonly stanza: Element }
  | { readonly kind: 'corrected'; readonly id: string; readonly target: string; readonly from: string; readonly text: string; readonly at: number }
  | { readonly kind: 'receipt'; readonly target: string; readonly from: string; readonly at: number }
  | { readonly kind: 'displayed'; readonly target: string; readonly from: string; readonly at: number }
  | { readonly kind: 'chatState'; readonly state: string; readonly from: string; readonly at: number }
  | { readonly kind: 'other'; readonly stanza: Element; readonly at: number };

export type SayOptions = { readonly id?: string; readonly receipt?: boolean; readonly markable?: boolean; readonly extra?: readonly Element[]; readonly noStore?: boolean };

export type Customer = {
  readonly jid: string;
  readonly log: readonly CustomerLine[];
  /** Texts received so far, in order. */
  readonly received: () => readonly string[];
  /** Writes to a seat; gives the stanza id. Resolves when the server has taken it. */
  readonly say: (to: string, text: string, options?: SayOptions) => Promise<string>;
  /** Writes many without waiting between them; resolves when the server has taken all. */
  readonly burst: (to: string, texts: readonly string[]) => Promise<void>;
  readonly correct: (to: string, target: string, text: string) => Promise<void>;
  readonly retract: (to: string, target: string) => Promise<void>;
  readonly receipt: (to: string, id: string) => Promise<void>;
  readonly displayed: (to: string, id: string) => Promise<void>;
  readonly state: (to: string, state: 'active' | 'composing' | 'paused' | 'inactive' | 'gone') => Promise<void>;
  readonly upload: (bytes: Uint8Array, name: string, mime: string) => Promise<string>;
  readonly share: (to: string, url: string) => Promise<string>;
  /** vCard with name and, if given, a PNG face. */
  readonly introduce: (name: string, png?: Uint8Array) => Promise<void>;
  readonly send: (stanza: Element) => Promise<void>;
  readonly request: (stanza: Element) => Promise<Element>;
  /** Resolves with the first line, past or future, that `matches`. */
  readonly until: <L extends CustomerLine>(matches: (line: CustomerLine) => line is L) => Promise<L>;
  readonly untilReceived: (text: string) => Promise<Extract<CustomerLine, { readonly kind: 'received' }>>;
  /** Resolves when the log holds `count` received messages. */
  readonly untilCount: (count: number) => Promise<void>;
  readonly leave: () => Promise<void>;
};

export type CustomerOptions = { readonly resource?: string; readonly receipts?: boolean; readonly presence?: boolean };

/** A read may end inside a character; the library alone would turn it into U+FFFD. */
const readWholeCharacters = (entity: Client): void => {
  let decoder = new StringDecoder('utf8');
  entity.on('connect', () => { decoder = new StringDecoder('utf8'); });
  entity._onData = function onData(data) { this.parser?.write(typeof data === 'string' ? data : decoder.write(Buffer.from(data))); };
};

const lineOf = (stanza: Element): CustomerLine => {
  const at = Date.now();
  const { from = '', id = '' } = stanza.attrs;
  const target = (name: string, ns: string): string | undefined => stanza.getChild(name, ns)?.attrs['id'];
  const receipt = target('received', 'urn:xmpp:receipts');
  const displayed = target('displayed', 'urn:xmpp:chat-markers:0');
  const text = stanza.getChildText('body');
  if (stanza.attrs['type'] === 'error') return { kind: 'other', stanza, at };
  if (receipt) return { kind: 'receipt', target: receipt, from, at };
  if (displayed) return { kind: 'displayed', target: displayed, from, at };
  const replaces = target('replace', 'urn:xmpp:message-correct:0');
  if (text !== null && replaces) return { kind: 'corrected', id, target: replaces, from, text, at };
  if (text !== null) {
    const url = stanza.getChild('x', 'jabber:x:oob')?.getChildText('url');
    return { kind: 'received', id, from, text, at, stanza, ...(url ? { url } : {}) };
  }
  const state = ['active', 'composing', 'paused', 'inactive', 'gone'].find((name) => stanza.getChild(name, 'http://jabber.org/protocol/chatstates'));
  return state ? { kind: 'chatState', state, from, at } : { kind: 'other', stanza, at };
};

type Line = Pick<Customer, 'log' | 'until' | 'request'> & {
  readonly entity: Client;
  readonly note: (line: CustomerLine) => void;
  /** Sends and waits until the server has worked it: an answered ping covers what came before. */
  readonly put: (...stanzas: readonly Element[]) => Promise<void>;
};

const openLine = async (peer: Prosody, jid: string, options: CustomerOptions): Promise<Line> => {
  const [username = '', domain = ''] = jid.split('@');
  const entity = client({ service: `xmpp://127.0.0.1:${peer.ports.c2s}`, domain, username, password: peer.passwordOf(jid), resource: options.resource ?? 'app', timeout: 15_000 });
  entity.reconnect.stop();
  readWholeCharacters(entity);
  const log: CustomerLine[] = [];
  const watchers = new Set<() => void>();
  // An unheard error would end the test process; what failed shows as a line that never comes.
  entity.on('error', () => undefined);
  entity.on('stanza', (stanza: Element) => {
    if (!stanza.is('message')) return;
    const line = lineOf(stanza);
    log.push(line);
    for (const watcher of [...watchers]) watcher();
    const wantsReceipt = options.receipts !== false && line.kind === 'received' && stanza.getChild('request', 'urn:xmpp:receipts');
    if (wantsReceipt) entity.send(message(line.from, xml('received', { xmlns: 'urn:xmpp:receipts', id: line.id }), xml('store', { xmlns: 'urn:xmpp:hints' }))).catch(() => undefined);
  });
  await entity.start();
  const request = (stanza: Element): Promise<Element> => entity.iqCaller.request(stanza);
  const put: Line['put'] = async (...stanzas) => {
    for (const stanza of stanzas) await entity.send(stanza);
    await request(xml('iq', { type: 'get', to: domain }, xml('ping', { xmlns: 'urn:xmpp:ping' })));
  };
  await (options.presence === false ? put() : put(xml('presence')));
  const until: Customer['until'] = (matches) => new Promise((resolve) => {
    const look = (): void => {
      const found = log.find(matches);
      if (found) { watchers.delete(look); resolve(found); }
    };
    watchers.add(look);
    look();
  });
  return { entity, log, until, request, put, note: (line) => { log.push(line); } };
};

const wordsTo = (to: string, text: string, id: string, options: SayOptions): Element =>
  xml('message', { to, type: 'chat', id }, xml('body', {}, text), xml('origin-id', { xmlns: 'urn:xmpp:sid:0', id }),
    options.receipt ? xml('request', { xmlns: 'urn:xmpp:receipts' }) : null, options.markable ? xml('markable', { xmlns: 'urn:xmpp:chat-markers:0' }) : null,
    options.noStore ? xml('no-store', { xmlns: 'urn:xmpp:hints' }) : null, ...(options.extra ?? []));

/** Signs a customer in, past the proxy: cutting the desk's link never touches a customer. */
export const joinCustomer = async (peer: Prosody, jid: string, options: CustomerOptions = {}): Promise<Customer> => {
  const { entity, log, until, request, put, note } = await openLine(peer, jid, options);
  const write = (to: string, text: string, more: SayOptions = {}): Element => {
    const id = more.id ?? randomUUID();
    note({ kind: 'sent', id, to, text, at: Date.now() });
    return wordsTo(to, text, id, more);
  };
  const say: Customer['say'] = async (to, text, more) => {
    const stanza = write(to, text, more);
    await put(stanza);
    return stanza.attrs['id'] ?? '';
  };
  const count = (): number => log.filter((line) => line.kind === 'received').length;
  return {
    jid, log, say, until, request,
    burst: (to, texts) => put(...texts.map((text) => write(to, text))),
    received: () => log.flatMap((line) => (line.kind === 'received' ? [line.text] : [])),
    correct: (to, target, text) => put(message(to, xml('body', {}, text), xml('replace', { xmlns: 'urn:xmpp:message-correct:0', id: target }))),
    retract: (to, target) => put(message(to, xml('retract', { xmlns: 'urn:xmpp:message-retract:1', id: target }), xml('fallback', { xmlns: 'urn:xmpp:fallback:0', for: 'urn:xmpp:message-retract:1' }), xml('body', {}, '（撤回了一条消息）'), xml('store', { xmlns: 'urn:xmpp:hints' }))),
    receipt: (to, id) => put(message(to, xml('received', { xmlns: 'urn:xmpp:receipts', id }), xml('store', { xmlns: 'urn:xmpp:hints' }))),
    displayed: (to, id) => put(message(to, xml('displayed', { xmlns: 'urn:xmpp:chat-markers:0', id }))),
    state: (to, state) => put(message(to, xml(state, { xmlns: 'http://jabber.org/protocol/chatstates' }))),
    upload: (bytes, name, mime) => uploadBy(request, bytes, name, mime),
    share: (to, url) => say(to, url, { extra: [xml('x', { xmlns: 'jabber:x:oob' }, xml('url', {}, url))] }),
    introduce: async (name, png) => {
      const photo = png ? xml('PHOTO', {}, xml('TYPE', {}, 'image/png'), xml('BINVAL', {}, Buffer.from(png).toString('base64'))) : null;
      await request(xml('iq', { type: 'set' }, xml('vCard', { xmlns: 'vcard-temp' }, xml('FN', {}, name), xml('NICKNAME', {}, name), photo)));
    },
    send: (stanza) => put(stanza),
    untilReceived: (text) => until((line): line is Extract<CustomerLine, { readonly kind: 'received' }> => line.kind === 'received' && line.text === text),
    untilCount: async (wanted) => { await until((line): line is CustomerLine => line.kind === 'received' && count() >= wanted); },
    leave: async () => { await entity.stop(); },
  };
};

const message = (to: string, ...children: readonly (Element | null)[]): Element => xml('message', { to, type: 'chat', id: randomUUID() }, ...children);

const uploadBy = async (request: (stanza: Element) => Promise<Element>, bytes: Uint8Array, name: string, mime: string): Promise<string> => {
  const answer = await request(xml('iq', { type: 'get', to: 'upload.seat.localhost' }, xml('request', { xmlns: 'urn:xmpp:http:upload:0', filename: name, size: String(bytes.byteLength), 'content-type': mime })));
  const slot = answer.getChild('slot', 'urn:xmpp:http:upload:0');
  const put = slot?.getChild('put');
  const get = slot?.getChild('get')?.attrs['url'];
  if (!put?.attrs['url'] || !get) throw new Error('the upload service gave no slot');
  const headers = Object.fromEntries(put.getChildren('header').map((header) => [header.attrs['name'] ?? '', header.text()]));
  const answered = await fetch(put.attrs['url'], { method: 'PUT', headers: { ...headers, 'content-type': mime }, body: Buffer.from(bytes) });
  if (answered.status !== 201) throw new Error(`upload answered ${answered.status}`);
  return get;
};
