/**
 * SCRAM (RFC 5802, RFC 7677) on Node's own crypto. The library's takes a second of pure JavaScript per login, on the
 * thread every account shares, and believes any server; this one derives keys off-thread and checks the server's proof.
 */
import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { SaslMechanism } from '@xmpp/client';
import { AppError } from '#shared/domain/errors';

const derive = promisify(pbkdf2);
/** Below this a recorded login is cheap to guess; above, a hostile server could keep a core busy. */
const MIN_ROUNDS = 1_000;
const MAX_ROUNDS = 1_000_000;

type Hash = 'sha1' | 'sha256';
const SIZES: Readonly<Record<Hash, number>> = { sha1: 20, sha256: 32 };

const nameSafe = (name: string): string => name.replace(/=/g, '=3D').replace(/,/g, '=2C');

/** `key=value` pairs; values may hold `=`. */
const attributesOf = (message: string): ReadonlyMap<string, string> =>
  new Map(message.split(',').map((pair): readonly [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));

/** The library's base64 takes one character per byte; names and passwords are UTF-8. */
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const fromBytes = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** RFC 4616; the library uses it under TLS only. */
export class Plain implements SaslMechanism {
  readonly name = 'PLAIN';
  readonly clientFirst = true;
  response({ username, password }: { readonly username: string; readonly password: string }): string { return asBytes(`\u0000${username}\u0000${password}`); }
  challenge(): void { /* PLAIN has none */ }
}

export class Scram implements SaslMechanism {
  readonly name: string;
  readonly clientFirst = true;
  readonly #hash: Hash;
  readonly #nonce = randomBytes(18).toString('base64');
  #first = '';
  #challenge = '';
  #serverSignature: Buffer | undefined;

  constructor(name: string, hash: Hash) {
    this.name = name;
    this.#hash = hash;
  }

  async response(credentials: { readonly username: string; readonly password: string }): Promise<string> {
    if (this.#first === '') {
      this.#first = `n=${nameSafe(credentials.username)},r=${this.#nonce}`;
      return asBytes(`n,,${this.#first}`);
    }
    return asBytes(await this.#prove(credentials.password));
  }

  challenge(message: string): void { this.#challenge = fromBytes(message); }

  /** The server's last word (`v=…`): only one who knows our password's keys can say it. */
  isGenuine(last: string): boolean {
    const told = Buffer.from(attributesOf(last).get('v') ?? '', 'base64');
    return this.#serverSignature !== undefined && told.length === this.#serverSignature.length && timingSafeEqual(told, this.#serverSignature);
  }

  async #prove(password: string): Promise<string> {
    const told = attributesOf(this.#challenge);
    const nonce = told.get('r') ?? '';
    const salt = Buffer.from(told.get('s') ?? '', 'base64');
    const rounds = Number(told.get('i'));
    const isSane = nonce.startsWith(this.#nonce) && nonce.length > this.#nonce.length && salt.length > 0 && Number.isInteger(rounds) && rounds >= MIN_ROUNDS && rounds <= MAX_ROUNDS && !told.has('m');
    if (!isSane) throw new AppError('xmpp.serverNotGenuine');
    const salted = await derive(password.normalize('NFKC'), salt, rounds, SIZES[this.#hash], this.#hash);
    const clientKey = this.#hmac(salted, 'Client Key');
    const stored = createHash(this.#hash).update(clientKey).digest();
    const unproven = `c=biws,r=${nonce}`;
    const signed = `${this.#first},${this.#challenge},${unproven}`;
    this.#serverSignature = this.#hmac(this.#hmac(salted, 'Server Key'), signed);
    return `${unproven},p=${xor(clientKey, this.#hmac(stored, signed)).toString('base64')}`;
  }

  #hmac(key: Buffer, text: string): Buffer { return createHmac(this.#hash, key).update(text).digest(); }
}
