import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '#shared/ledger/base64';
import { formatCheckpoint, formatNote, formatVkey, keyIdOf, parseCheckpoint, parseNote, parseVkey, verifiedBy, type NoteCrypto } from '#shared/ledger/note';

const spki = Buffer.from('302a300506032b6570032100', 'hex');
const crypto: NoteCrypto = {
  utf8: (text) => Buffer.from(text, 'utf8'),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verify: (key, message, signature) => verify(null, message, createPublicKey({ key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }), signature),
};

/** From the documentation of golang.org/x/mod/sumdb/note, which the C2SP format comes from. */
const goVkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const goNote = 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

const makeKey = (name: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(spki.length);
  const vkey = { name, keyId: keyIdOf(crypto, name, raw), publicKey: raw };
  return { vkey, note: (text: string) => formatNote({ text, signatures: [{ name, keyId: vkey.keyId, signature: sign(null, Buffer.from(text), privateKey) }] }) };
};

describe('note', () => {
  it('accepts a note and key made by the Go implementation and writes them back byte for byte', () => {
    const key = parseVkey(crypto, goVkey);
    const note = parseNote(goNote);
    expect(key && formatVkey(key)).toBe(goVkey);
    expect(note && formatNote(note)).toBe(goNote);
    expect(key && note && verifiedBy(crypto, note, [key])?.name).toBe('PeterNeumann');
  });

  it('refuses any changed byte of text or signature (a signature over the wrong bytes would show)', () => {
    const key = parseVkey(crypto, goVkey);
    for (let at = 0; at < goNote.length; at += 1) {
      const changed = `${goNote.slice(0, at)}${goNote[at] === 'A' ? 'B' : 'A'}${goNote.slice(at + 1)}`;
      const note = parseNote(changed);
      expect(key && note ? verifiedBy(crypto, note, [key]) : undefined).toBeUndefined();
    }
  });

  it('ignores keys it does not know and refuses a vkey whose id does not fit', () => {
    const a = makeKey('zuoxi.local/ledger/a');
    const b = makeKey('zuoxi.local/ledger/a');
    const note = parseNote(a.note('hello\n'));
    expect(note && verifiedBy(crypto, note, [b.vkey])).toBeUndefined();
    expect(note && verifiedBy(crypto, note, [b.vkey, a.vkey])?.keyId).toBe(a.vkey.keyId);
    expect(parseVkey(crypto, formatVkey({ ...a.vkey, keyId: b.vkey.keyId }))).toBeUndefined();
    expect(parseVkey(crypto, 'no key')).toBeUndefined();
  });

  it('round-trips checkpoints and refuses malformed ones', () => {
    const root = Buffer.alloc(32, 7);
    const text = formatCheckpoint({ origin: 'zuoxi.local/ledger/x', size: 123, root });
    expect(text).toBe(`zuoxi.local/ledger/x\n123\n${root.toString('base64')}\n`);
    expect(parseCheckpoint(text)).toEqual({ origin: 'zuoxi.local/ledger/x', size: 123, root: Uint8Array.from(root) });
    for (const bad of ['', 'x\n1\n', 'x\n01\nAAAA\n', `x\n-1\n${root.toString('base64')}\n`, `x\n1\n${root.toString('base64')}`]) expect(parseCheckpoint(bad)).toBeUndefined();
  });

  it('encodes base64 as Buffer does and refuses what is not canonical', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64');
      expect(encodeBase64(bytes)).toBe(text);
      expect(decodeBase64(text)).toEqual(bytes);
    }));
    for (const bad of ['A', 'AB==C', 'A===', 'AAB=', 'AA-_', '====']) expect(decodeBase64(bad)).toBeUndefined();
  });
});
