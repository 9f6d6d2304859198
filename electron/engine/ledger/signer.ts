/** Ed25519 with keys as the ledger keeps them: PKCS#8 from the vault to sign, raw 32 bytes to verify. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import { formatCheckpoint, formatNote, keyIdOf, type Checkpoint, type NoteCrypto, type Vkey } from '#shared/ledger/note';
import type { SigningKey } from './contract';
import { sha256 } from './hashing';

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex'); // SubjectPublicKeyInfo of id-Ed25519, RFC 8410 §4

const verifyRaw: NoteCrypto['verify'] = (publicKey, message, signature) =>
  verify(null, message, createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' }), signature);

export const noteCrypto: NoteCrypto = { utf8: (text) => Buffer.from(text, 'utf8'), sha256, verify: verifyRaw };

export type Signer = {
  readonly vkey: Vkey;
  /** The checkpoint as a signed note. */
  readonly sign: (checkpoint: Checkpoint) => string;
};

/** Throws `ledger.badKey` when the vault's key is no Ed25519 key in PKCS#8. The key's name is the ledger's origin. */
export const createSigner = (key: SigningKey, origin: string): Signer => {
  const privateKey = (() => {
    try {
      return createPrivateKey({ key: Buffer.from(key.pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
    } catch (cause) {
      throw new AppError('ledger.badKey', {}, { cause });
    }
  })();
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new AppError('ledger.badKey');
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length);
  const vkey: Vkey = { name: origin, keyId: keyIdOf(noteCrypto, origin, publicKey), publicKey };
  return {
    vkey,
    sign: (checkpoint) => {
      const text = formatCheckpoint(checkpoint);
      return formatNote({ text, signatures: [{ name: origin, keyId: vkey.keyId, signature: sign(null, Buffer.from(text, 'utf8'), privateKey) }] });
    },
  };
};
