import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/domain/message';
import { decodeMessage, type Decoded } from '#electron/engine/channels/xmpp/decode';
import type { DecodeContext } from '#electron/engine/channels/xmpp/envelope';
import { parseStanza, rawOf, type XmlNode } from '#electron/engine/channels/xmpp/wire';

// Stanzas follow the examples of the XEPs named in each test.
const context: DecodeContext = { self: 'romeo@montague.example', resource: 'desk', isArchiveTrusted: true, isFirstHistory: false, now: 1_700_000_000_000 };
const node = (text: string): XmlNode => {
  const parsed = parseStanza(text);
  if (!parsed) throw new Error('fixture is no stanza');
  return parsed;
};
const decode = (text: string, more: Partial<DecodeContext> = {}): readonly Decoded[] => decodeMessage(node(text), { ...context, ...more }).items;
const messageOf = (items: readonly Decoded[]) => {
  const found = items.find((item) => item.kind === 'message');
  if (found?.kind !== 'message') throw new Error('no message decoded');
  return found;
};
const eventOf = (items: readonly Decoded[]) => items.flatMap((item) => (item.kind === 'event' ? [item.event] : []));

describe('copies of our own traffic', () => {
  const forwarded = (inner: string) => `<forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded>`;
  const sent = `<message xmlns='jabber:client' to='juliet@capulet.example/balcony' from='romeo@montague.example/home' type='chat' id='z1'><body>Neither, fair saint</body><stanza-id xmlns='urn:xmpp:sid:0' id='a7' by='romeo@montague.example'/></message>`;
  const carbon = (from: string) => `<message xmlns='jabber:client' from='${from}' to='romeo@montague.example/desk' type='chat'><sent xmlns='urn:xmpp:carbons:2'>${forwarded(sent)}</sent></message>`;

  it('takes a carbon of another device as ours, in the chat with the other side (bug: shown as the customer\'s words)', () => {
    const { event } = messageOf(decode(carbon('romeo@montague.example')));
    expect(event).toMatchObject({ direction: 'out', chat: { id: 'juliet@capulet.example' }, sender: { id: 'romeo@montague.example' }, source: 'live', id: 's/a7/z1' });
    expect(event.client).toBeUndefined();
  });

  it('believes carbons and archive items from our own bare JID only (bug: CVE-2017-5589)', () => {
    for (const from of ['juliet@capulet.example', 'romeo@montague.example/phone', 'montague.example', 'romeo@montague.example.evil.example']) {
      expect(decode(carbon(from))).toEqual([{ kind: 'forged', from }]);
    }
  });

  it('gives a live message and its archive copy one id (bug: doubled after every reconnect)', () => {
    const live = `<message xmlns='jabber:client' from='juliet@capulet.example/balcony' to='romeo@montague.example' type='chat' id='m1'><body>hi</body><stanza-id xmlns='urn:xmpp:sid:0' id='28482' by='romeo@montague.example'/></message>`;
    const inner = `<message xmlns='jabber:client' from='juliet@capulet.example/balcony' to='romeo@montague.example' type='chat' id='m1'><body>hi</body></message>`;
    const archived = `<message xmlns='jabber:client' to='romeo@montague.example/desk'><result xmlns='urn:xmpp:mam:2' queryid='f27' id='28482'><forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='2010-07-10T23:08:25Z'/>${inner}</forwarded></result></message>`;
    const history = messageOf(decode(archived)).event;
    expect(history).toMatchObject({ source: 'history', at: Date.UTC(2010, 6, 10, 23, 8, 25), direction: 'in' });
    expect(messageOf(decode(live)).event.id).toBe(history.id);
  });

  it('does not believe archive ids others wrote (bug: a customer overwrites a message by its id)', () => {
    const spoofed = `<message xmlns='jabber:client' from='juliet@capulet.example/x' to='romeo@montague.example' type='chat' id='m1'><body>hi</body><stanza-id xmlns='urn:xmpp:sid:0' id='28482' by='juliet@capulet.example'/></message>`;
    expect(messageOf(decode(spoofed)).event.id).toMatch(/^o\//);
    const byUs = spoofed.replace("by='juliet@capulet.example'", "by='romeo@montague.example'");
    expect(messageOf(decode(byUs, { isArchiveTrusted: false })).event.id).toMatch(/^o\//);
  });
});

describe('ids without an archive', () => {
  const say = (id: string, body: string) => messageOf(decode(`<message xmlns='jabber:client' from='a@x.example/p' to='romeo@montague.example' type='chat'${id === '' ? '' : ` id='${id}'`}><body>${body}</body></message>`)).event.id;
  it('keeps two messages under one reused stanza id apart, and a redelivered one together (bug: lost or doubled)', () => {
    expect(say('m1', '一')).not.toBe(say('m1', '二'));
    expect(say('m1', '一')).toBe(say('m1', '一'));
    expect(say('', '一')).toBe(say('', '一'));
  });
});

describe('proof of our replies', () => {
  const own = (id: string, resource: string) => `<message xmlns='jabber:client' to='romeo@montague.example/desk'><result xmlns='urn:xmpp:mam:2' id='9'><forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='2026-01-01T00:00:00Z'/><message xmlns='jabber:client' from='romeo@montague.example/${resource}' to='juliet@capulet.example' type='chat' id='${id}'><body>x</body><origin-id xmlns='urn:xmpp:sid:0' id='${id}'/></message></forwarded></result></message>`;
  it('names the reply by its client id', () => {
    expect(messageOf(decode(own('client-0001', 'desk'))).event.client).toBe('client-0001');
  });
  it('takes only the last piece of a reply as proof, and shows no half of it (bug: a picture that never left counts as sent)', () => {
    expect(decode(own('client-0001.1-2', 'desk'))).toEqual([]);
    expect(messageOf(decode(own('client-0001.2-2', 'desk'))).event.client).toBe('client-0001');
    expect(messageOf(decode(own('client-0001.1-2', 'desk'), { isFirstHistory: true })).event.client).toBeUndefined();
    expect(messageOf(decode(own('client-0001.1-2', 'phone'))).event.client).toBeUndefined();
  });
});

describe('signals', () => {
  it('reads receipts (0184), markers (0333) and chat states (0085), but no old chat states', () => {
    const say = (child: string) => `<message xmlns='jabber:client' from='juliet@capulet.example/x' to='romeo@montague.example/desk' type='chat' id='s'>${child}</message>`;
    expect(eventOf(decode(say(`<received xmlns='urn:xmpp:receipts' id='client-0001'/>`)))).toMatchObject([{ kind: 'receipt', state: 'delivered', clients: ['client-0001'] }]);
    expect(eventOf(decode(say(`<displayed xmlns='urn:xmpp:chat-markers:0' id='client-0001.2-2'/>`)))).toMatchObject([{ kind: 'receipt', state: 'read', clients: ['client-0001'] }]);
    expect(eventOf(decode(say(`<displayed xmlns='urn:xmpp:chat-markers:0' id='client-0001.1-2'/>`)))).toEqual([]);
    expect(eventOf(decode(say(`<composing xmlns='http://jabber.org/protocol/chatstates'/>`)))).toMatchObject([{ kind: 'typing', active: true }]);
    expect(eventOf(decode(say(`<composing xmlns='http://jabber.org/protocol/chatstates'/><delay xmlns='urn:xmpp:delay' from='montague.example' stamp='2002-09-10T23:08:25Z'/>`)))).toEqual([]);
  });

  it('asks for a receipt only for live or held messages, never for copies', () => {
    const asked = `<message xmlns='jabber:client' from='juliet@capulet.example/x' to='romeo@montague.example' type='chat' id='r1'><body>b</body><request xmlns='urn:xmpp:receipts'/></message>`;
    expect(messageOf(decode(asked)).receiptTo).toBe('juliet@capulet.example/x');
    expect(messageOf(decode(`<message xmlns='jabber:client' from='romeo@montague.example' to='romeo@montague.example/desk'><received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>${asked}</forwarded></received></message>`)).receiptTo).toBeUndefined();
  });

  it('turns an error about our stanza into a refusal with its condition', () => {
    const refused = decode(`<message xmlns='jabber:client' from='juliet@capulet.example' to='romeo@montague.example/desk' type='error' id='client-0001'><body>x</body><error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`);
    expect(refused).toMatchObject([{ kind: 'refused', wireId: 'client-0001', event: { kind: 'sendResult', outcome: 'failed', code: 'xmpp.serviceUnavailable' } }]);
  });
});

describe('content', () => {
  const say = (inner: string, attrs = `type='chat' id='m'`) => decode(`<message xmlns='jabber:client' from='juliet@capulet.example/x' to='romeo@montague.example' ${attrs}>${inner}</message>`);

  it('corrects (0308) and retracts (0424) by the author\'s own JID and id', () => {
    expect(say(`<body>new</body><replace id='bad1' xmlns='urn:xmpp:message-correct:0'/>`)).toMatchObject([{ kind: 'correction', target: { sender: 'juliet@capulet.example', wireId: 'bad1' }, parts: [{ kind: 'text', text: 'new' }] }]);
    expect(say(`<retract id='bad1' xmlns='urn:xmpp:message-retract:1'/><body>fallback</body>`)).toMatchObject([{ kind: 'retraction', target: { wireId: 'bad1' } }]);
    expect(say(`<apply-to id='bad1' xmlns='urn:xmpp:fasten:0'><retract xmlns='urn:xmpp:message-retract:0'/></apply-to>`)).toMatchObject([{ kind: 'retraction', target: { wireId: 'bad1' } }]);
  });

  it('shows shared files by their kind and leaves odd addresses as words (0066)', () => {
    const shared = (url: string) => messageOf(say(`<body>${url}</body><x xmlns='jabber:x:oob'><url>${url}</url></x>`)).event.parts;
    expect(shared('https://up.example/a/%E5%9B%BE.png')).toMatchObject([{ kind: 'image', media: { name: '图.png', mime: 'image/png', state: 'remote', ref: 'https://up.example/a/%E5%9B%BE.png' } }]);
    expect(shared('https://up.example/a.ogg')).toMatchObject([{ kind: 'voice' }]);
    expect(shared('https://up.example/a')).toMatchObject([{ kind: 'file' }]);
    expect(shared('javascript:alert(1)')).toEqual([{ kind: 'link', url: 'javascript:alert(1)' }]);
    expect(messageOf(say('<body>https://up.example/a.jpg</body>')).event.parts).toMatchObject([{ kind: 'image' }]);
    expect(messageOf(say('<body>看 https://up.example/a.jpg</body>')).event.parts).toMatchObject([{ kind: 'text' }]);
  });

  it('cuts the quoted fallback out of an answer (0461)', () => {
    const { event } = messageOf(say(`<body>&gt; 😀原话\n好的</body><reply to='romeo@montague.example' id='q1' xmlns='urn:xmpp:reply:0'/><fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'><body start='0' end='6'/></fallback>`));
    expect(event.parts).toEqual([{ kind: 'quote', id: 'q1' }, { kind: 'text', text: '好的' }]);
  });

  it('keeps sealed and unknown content in sight', () => {
    expect(messageOf(say(`<encrypted xmlns='eu.siacs.conversations.axolotl'><payload>x</payload></encrypted><body>sealed</body>`)).event.parts.map((part) => part.kind)).toEqual(['text', 'unsupported']);
    expect(messageOf(say(`<propose xmlns='urn:xmpp:jingle-message:0' id='c'/>`)).event.parts).toMatchObject([{ kind: 'unsupported', type: 'urn:xmpp:jingle-message:0' }]);
    expect(eventOf(say(`<x xmlns='http://jabber.org/protocol/muc#user'><invite from='crone@shakespeare.example'/></x>`, ''))).toMatchObject([{ kind: 'notice', type: 'xmpp.roomInvite' }]);
    expect(eventOf(say('<body>room</body>', `type='groupchat'`))).toMatchObject([{ kind: 'notice', type: 'xmpp.groupchat' }]);
  });

  it('keeps a private word inside a room apart from the room (0045)', () => {
    const { event } = messageOf(decode(`<message xmlns='jabber:client' from='coven@chat.example/Wiccan' to='romeo@montague.example/desk' type='chat'><body>x</body><x xmlns='http://jabber.org/protocol/muc#user'/></message>`));
    expect(event.chat).toMatchObject({ id: 'coven@chat.example/Wiccan', kind: 'temporary', title: 'Wiccan' });
  });
});

describe('anything at all', () => {
  const names = fc.constantFrom('message', 'body', 'subject', 'result', 'forwarded', 'sent', 'received', 'delay', 'replace', 'retract', 'error', 'x', 'url', 'fallback', 'reply', 'stanza-id', 'origin-id', 'apply-to', 'displayed', 'composing', 'event');
  const spaces = fc.constantFrom('jabber:client', 'urn:xmpp:mam:2', 'urn:xmpp:forward:0', 'urn:xmpp:carbons:2', 'urn:xmpp:delay', 'urn:xmpp:sid:0', 'urn:xmpp:message-correct:0', 'urn:xmpp:fallback:0', 'urn:xmpp:reply:0', 'jabber:x:oob', 'urn:xmpp:receipts', 'http://jabber.org/protocol/muc#user', '');
  const attribute = fc.constantFrom('id', 'from', 'to', 'type', 'by', 'stamp', 'start', 'end', 'for', 'queryid');
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('romeo@montague.example', 'a@b/c', '', '-1', '99999999999', 'error', 'groupchat', '2026-01-01T00:00:00Z'));
  const tree: (depth?: number) => fc.Arbitrary<XmlNode> = fc.memo((depth: number) => fc.record({
    name: names, ns: spaces, attrs: fc.dictionary(attribute, value, { maxKeys: 4, noNullPrototype: true }),
    children: depth > 1 ? fc.array(tree(depth - 1), { maxLength: 4 }) : fc.constant([]), text: fc.string({ unit: 'binary', maxLength: 20 }),
  }));

  it('never throws, whatever a peer sends, and keeps ids within bounds (bug: one stanza stops an account)', () => {
    fc.assert(fc.property(tree(4), fc.boolean(), (root, isArchiveTrusted) => {
      const { items } = decodeMessage({ ...root, name: 'message' }, { ...context, isArchiveTrusted });
      for (const item of items) if (item.kind === 'message') {
        expect(item.event.id.length).toBeLessThanOrEqual(512);
        expect(item.event.chat.id.length).toBeLessThanOrEqual(512);
        expect(textOf(item.event.parts)).toBeTypeOf('string');
      }
      expect(rawOf(root)).toBeTypeOf('string');
    }), { numRuns: 2_000 });
  });

  it('reads any text as a stanza or as nothing (bug: replay dies on a strange file)', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => `<message>${text}</message>`), fc.array(fc.constantFrom('<a>', '</a>', '<b x="', '">', '&amp;', '<!--', ']]>', 'x')).map((pieces) => pieces.join(''))), (text) => {
      expect(() => parseStanza(text)).not.toThrow();
    }), { numRuns: 2_000 });
    expect(parseStanza(`${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`)).toMatchObject({ name: 'a' });
  });
});
