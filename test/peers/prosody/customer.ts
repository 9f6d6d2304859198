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

/** Signs a customer in, past the proxy: cutting the desk's link never touches a customer. */
export const joinCustomer = async (peer: Prosody, jid: string, options: CustomerOptions = {}): Promise<Customer> => {
  const [username = '', domain = ''] = jid.split('@');
  const entity = client({ service: `xmpp://127.0.0.1:${peer.ports.c2s}`, domain, username, password: peer.passwordOf(jid), resource: options.resource ?? 'app', timeout: 15_000 });
  entity.reconnect.stop();
  readWholeCharacters(entity);
  const log: CustomerLine[] = [];
  const watchers = new Set<() => void>();
  const errors: unknown[] = [];
  const add = (line: CustomerLine): void => { log.push(line); for (const watcher of [...watchers]) watcher(); };
  entity.on('error', (error: unknown) => errors.push(error));
  entity.on('stanza', (stanza: Element) => {
    if (!stanza.is('message')) return;
    const line = lineOf(stanza);
    add(line);
    const wantsReceipt = options.receipts !== false && line.kind === 'received' && stanza.getChild('request', 'urn:xmpp:receipts');
    if (wantsReceipt) entity.send(message(line.from, xml('received', { xmlns: 'urn:xmpp:receipts', id: line.id }), xml('store', { xmlns: 'urn:xmpp:hints' }))).catch((error: unknown) => errors.push(error));
  });
  await entity.start();
  const request = (stanza: Element): Promise<Element> => entity.iqCaller.request(stanza);
  if (options.presence !== false) await entity.send(xml('presence'));
  /** An answered ping means the server has worked everything before it. */
  const settled = async (): Promise<void> => { await request(xml('iq', { type: 'get', to: domain }, xml('ping', { xmlns: 'urn:xmpp:ping' }))); };
  await settled();

  const until = <L extends CustomerLine>(matches: (line: CustomerLine) => line is L): Promise<L> => new Promise((resolve) => {
    const look = (): void => {
      const found = log.find(matches);
      if (found) { watchers.delete(look); resolve(found); }
    };
    watchers.add(look);
    look();
  });
  const put = async (stanza: Element): Promise<void> => { await entity.send(stanza); await settled(); };
  const say: Customer['say'] = async (to, text, { id = randomUUID(), receipt, markable, extra = [], noStore } = {}) => {
    log.push({ kind: 'sent', id, to, text, at: Date.now() });
    await put(xml('message', { to, type: 'chat', id }, xml('body', {}, text), xml('origin-id', { xmlns: 'urn:xmpp:sid:0', id }),
      receipt ? xml('request', { xmlns: 'urn:xmpp:receipts' }) : null, markable ? xml('markable', { xmlns: 'urn:xmpp:chat-markers:0' }) : null,
      noStore ? xml('no-store', { xmlns: 'urn:xmpp:hints' }) : null, ...extra));
    return id;
  };
  return {
    jid, log, say, until, request,
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
    send: put,
    untilReceived: (text) => until((line): line is Extract<CustomerLine, { readonly kind: 'received' }> => line.kind === 'received' && line.text === text),
    untilCount: async (count) => { await until((line): line is CustomerLine => line.kind === 'received' && log.filter((each) => each.kind === 'received').length >= count); },
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
