import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatId, ClientId } from '#shared/domain/ids';
import { decodeMessage } from '#electron/engine/channels/xmpp/decode';
import { encodePiece, planOf } from '#electron/engine/channels/xmpp/encode';
import { archivedMessageId, bareOf, clientOfWire, normalizeJid, ownMessageId, pieceId, unarchivedMessageId, wireIdOf } from '#electron/engine/channels/xmpp/ids';
import { config, isLoopback, parseService, readConfig } from '#electron/engine/channels/xmpp/settings';
import { Scram } from '#electron/engine/channels/xmpp/scram';
import { nodeOf, parseStanza } from '#electron/engine/channels/xmpp/wire';

const chat = 'juliet@capulet.example' as ChatId; // a bare JID is this channel's chat id
const client = 'client-0001' as ClientId; // of the right shape

describe('encode', () => {
  it('writes words so that any parser reads them back unchanged (bug: text becomes markup or ends the stream)', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== ''), (text) => {
      const { words } = planOf([{ kind: 'text', text }]);
      const written = encodePiece(chat, client, { kind: 'words', text: words }, 0, 1).toString();
      const read = parseStanza(written);
      expect(read?.children.find((each) => each.name === 'body')?.text).toBe(words);
      expect(words).toBe(text.trim());
    }));
  });

  it('marks a reply so that its copy proves it, and asks for receipt and marker', () => {
    const stanza = nodeOf(encodePiece(chat, client, { kind: 'words', text: '好' }, 0, 1));
    expect(stanza.attrs).toMatchObject({ to: chat, type: 'chat', id: client });
    expect(stanza.children.map((each) => each.name)).toEqual(['body', 'origin-id', 'request', 'markable', 'active']);
    const copy = decodeMessage({ ...stanza, attrs: { ...stanza.attrs, from: 'romeo@montague.example/desk' } }, { self: 'romeo@montague.example', resource: 'desk', isArchiveTrusted: true, isFirstHistory: false, now: 0 });
    expect(copy.items).toMatchObject([{ kind: 'message', event: { direction: 'out', client } }]);
  });

  it('shares a file as address and out-of-band data at once, for old and new clients', () => {
    const stanza = nodeOf(encodePiece(chat, client, { kind: 'file', url: 'https://u.example/a.png' }, 1, 2));
    expect(stanza.attrs['id']).toBe('client-0001.2-2');
    expect(stanza.children[0]?.text).toBe('https://u.example/a.png');
    expect(stanza.children[1]).toMatchObject({ ns: 'jabber:x:oob', children: [{ name: 'url', text: 'https://u.example/a.png' }] });
  });
});

describe('ids', () => {
  it('carries the stanza id through every form of message id, within bounds', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 700 }), fc.string({ maxLength: 300 }), (wire, archive) => {
      for (const id of [archivedMessageId(archive, wire), unarchivedMessageId('a@b', wire, 'x')]) {
        expect(id.length).toBeLessThanOrEqual(512);
        const back = wireIdOf(id);
        expect(back === undefined || back === wire.replace(/[\uD800-\uDFFF]/gu, '\uFFFD') || wire.startsWith('~')).toBe(true);
      }
    }));
    expect(wireIdOf(archivedMessageId('a', 'm/1 ü'))).toBe('m/1 ü');
    expect(wireIdOf(ownMessageId(client))).toBe(client);
  });

  it('reads pieces back as they were made', () => {
    expect(clientOfWire(pieceId(client, 0, 1))).toEqual({ client, isLast: true });
    expect(clientOfWire(pieceId(client, 0, 3))).toEqual({ client, isLast: false });
    expect(clientOfWire(pieceId(client, 2, 3))).toEqual({ client, isLast: true });
    expect(clientOfWire('short')).toBeUndefined();
  });

  it('treats JIDs that differ in case as one person, resources as they are', () => {
    expect(normalizeJid('Li@Example.ORG/App')).toBe('li@example.org/App');
    expect(bareOf('Li@Example.ORG/App/x')).toBe('li@example.org');
  });
});

describe('settings', () => {
  it('understands every way to write a server', () => {
    expect(parseService('chat.example')).toMatchObject({ transport: 'tcp', host: 'chat.example', port: 5222 });
    expect(parseService('chat.example:5333')).toMatchObject({ transport: 'tcp', port: 5333 });
    expect(parseService('xmpps://chat.example')).toMatchObject({ transport: 'tls', port: 5223 });
    expect(parseService('wss://chat.example/ws')).toMatchObject({ transport: 'websocket', url: 'wss://chat.example/ws', port: 443 });
    expect(parseService('xmpp://[::1]:5222')).toMatchObject({ host: '::1' });
    for (const bad of ['http://x', 'xmpp://', 'xmpp://user@host', ':::']) expect(parseService(bad)).toBeUndefined();
    expect(['127.0.0.1', '127.8.8.8', 'localhost', 'a.localhost', '::1'].every(isLoopback)).toBe(true);
    expect(['127.0.0.1.evil.example', '128.0.0.1', 'localhost.example'].some(isLoopback)).toBe(false);
  });

  it('takes empty optional fields as not given and names the bad field', () => {
    expect(config.parse({ jid: ' Shop@Example.org ', password: '密', service: '', resource: '', fingerprint: '' })).toEqual({ jid: 'shop@example.org', local: 'shop', domain: 'example.org', password: '密' });
    expect(() => readConfig({ jid: 'shop@example.org' }, {})).toThrow(expect.objectContaining({ code: 'account.badSetting', data: { field: 'password' } }));
  });
});

describe('SCRAM', () => {
  const challenge = (scram: Scram, first: string, change: (nonce: string) => string = (nonce) => `${nonce}srv`) => {
    const nonce = /r=(.*)$/.exec(first)?.[1] ?? '';
    scram.challenge(`r=${change(nonce)},s=QSXCR+Q6sek8bf92,i=4096`);
  };
  it('stops at a server whose nonce does not extend ours, or that asks for too few rounds (bug: replayed logins)', async () => {
    const scram = new Scram('SCRAM-SHA-1', 'sha1');
    challenge(scram, await scram.response({ username: 'user', password: 'pencil' }), () => 'foreign');
    await expect(scram.response({ username: 'user', password: 'pencil' })).rejects.toMatchObject({ code: 'xmpp.serverNotGenuine' });
    const weak = new Scram('SCRAM-SHA-1', 'sha1');
    const first = await weak.response({ username: 'user', password: 'pencil' });
    weak.challenge(`r=${/r=(.*)$/.exec(first)?.[1]}x,s=QSXCR+Q6sek8bf92,i=1`);
    await expect(weak.response({ username: 'user', password: 'pencil' })).rejects.toMatchObject({ code: 'xmpp.serverNotGenuine' });
  });
  it('believes only a server that knows our keys', async () => {
    const scram = new Scram('SCRAM-SHA-256', 'sha256');
    challenge(scram, await scram.response({ username: '用户,=', password: '密码' }));
    expect(await scram.response({ username: '用户,=', password: '密码' })).toMatch(/^c=biws,r=.*,p=/);
    expect(scram.isGenuine('v=AAAA')).toBe(false);
    expect(scram.isGenuine('')).toBe(false);
  });
});
