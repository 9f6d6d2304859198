/**
 * C2SP signed-note (https://c2sp.org/signed-note) and tlog-checkpoint (https://c2sp.org/tlog-checkpoint).
 * Text ending in a newline, an empty line, then lines `— <key name> <base64(key id ‖ signature)>`. A signature
 * covers the text with its last newline. Ed25519 only (signature type 01). Hashing, UTF-8 and signatures are
 * handed in.
 */
import { decodeBase64, encodeBase64 } from './base64';

const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const prefix = '\u2014 ';

export type NoteCrypto = {
  readonly utf8: (text: string) => Uint8Array;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** Ed25519 over `message`; `publicKey` is the raw 32 bytes. */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
};

export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Uint8Array };
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };
/** A verifier key: who signs, its 4-byte id in hex, and the raw Ed25519 public key. */
export type Vkey = { readonly name: string; readonly keyId: string; readonly publicKey: Uint8Array };
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const isName = (name: string): boolean => name.length > 0 && !/[\s+]/u.test(name);

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { bytes.set(part, at); at += part.length; }
  return bytes;
};

/** First four bytes, as hex, of SHA-256(name ‖ 0A ‖ 01 ‖ public key). */
export const keyIdOf = (crypto: NoteCrypto, name: string, publicKey: Uint8Array): string =>
  toHex(crypto.sha256(joined(crypto.utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey)).subarray(0, KEY_ID_BYTES));

/** `<name>+<key id>+<base64(01 ‖ public key)>` */
export const formatVkey = ({ name, keyId, publicKey }: Vkey): string => `${name}+${keyId}+${encodeBase64(joined(Uint8Array.of(ED25519), publicKey))}`;

/** `undefined` when the text is no Ed25519 verifier key or its key id does not fit name and key. */
export const parseVkey = (crypto: NoteCrypto, text: string): Vkey | undefined => {
  const [, name = '', keyId = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text.trim()) ?? [];
  const key = decodeBase64(encoded);
  if (!isName(name) || key?.length !== 33 || key[0] !== ED25519) return undefined;
  const publicKey = key.subarray(1);
  return keyIdOf(crypto, name, publicKey) === keyId ? { name, keyId, publicKey } : undefined;
};

export const formatNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(({ name, keyId, signature }) => `${prefix}${name} ${encodeBase64(joined(fromHex(keyId), signature))}\n`).join('')}`;

const parseSignature = (line: string): NoteSignature | undefined => {
  const [name = '', encoded = '', extra] = line.slice(prefix.length).split(' ');
  const bytes = line.startsWith(prefix) && extra === undefined && isName(name) ? decodeBase64(encoded) : undefined;
  if (!bytes || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: toHex(bytes.subarray(0, KEY_ID_BYTES)), signature: bytes.subarray(KEY_ID_BYTES) };
};

/** Splits at the last empty line; `undefined` when text or a signature line is malformed. Verifies nothing. */
export const parseNote = (note: string): Note | undefined => {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return undefined;
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.map(parseSignature);
  if (lines.length > 100 || !signatures.every((signature) => signature !== undefined)) return undefined;
  return { text: note.slice(0, split + 1), signatures };
};

/** The first known key whose signature is on the note and holds. A known key with a wrong signature spoils the note. */
export const verifiedBy = (crypto: NoteCrypto, note: Note, keys: readonly Vkey[]): Vkey | undefined => {
  const message = crypto.utf8(note.text);
  let found: Vkey | undefined;
  for (const { name, keyId, signature } of note.signatures) {
    const key = keys.find((candidate) => candidate.name === name && candidate.keyId === keyId);
    if (!key) continue;
    if (signature.length !== 64 || !crypto.verify(key.publicKey, message, signature)) return undefined;
    found ??= key;
  }
  return found;
};

export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${encodeBase64(root)}\n`;

/** Lines after the third are extensions of others and ignored. */
export const parseCheckpoint = (text: string): Checkpoint | undefined => {
  const [origin = '', digits = '', encoded = ''] = text.split('\n');
  const root = decodeBase64(encoded);
  if (origin === '' || !/^(0|[1-9]\d{0,14})$/.test(digits) || root?.length !== 32 || !text.endsWith('\n')) return undefined;
  return { origin, size: Number(digits), root };
};
