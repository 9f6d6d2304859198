/** The cryptography of the vault, pure: AES-256-GCM for values, scrypt for turning a passphrase into a key. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);

export const sealedSchema = z.object({ iv: base64, tag: base64, data: z.string() }).readonly();
export type Sealed = z.infer<typeof sealedSchema>;

/** Bounds keep a forged file from asking for gigabytes; the lower one keeps it from asking for nothing. */
export const kdfSchema = z.object({
  name: z.literal('scrypt'),
  salt: base64,
  n: z.number().int().min(2 ** 15).max(2 ** 20),
  r: z.literal(8),
  p: z.literal(1),
}).readonly();
export type Kdf = z.infer<typeof kdfSchema>;

export const KEY_BYTES = 32;

export const newKey = (): Buffer => randomBytes(KEY_BYTES);
export const newKdf = (): Kdf => ({ name: 'scrypt', salt: randomBytes(16).toString('base64'), n: 2 ** 16, r: 8, p: 1 });

/** Normalised (NFKC), because the same characters typed on two systems may have different bytes. */
export const deriveKey = (passphrase: string, { salt, n, r, p }: Kdf): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N: n, r, p, maxmem: 256 * n * r };
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

/** `label` binds the sealed value to its name: a value moved to another name does not open. */
export const seal = (key: Buffer, label: string, text: string): Sealed => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') };
};

/** The text, or null when key, label or bytes are not the ones it was sealed with. */
export const unseal = (key: Buffer, label: string, sealed: Sealed): string | null => {
  try {
    const tag = Buffer.from(sealed.tag, 'base64');
    if (tag.length !== 16) return null;
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64')).setAAD(Buffer.from(label)).setAuthTag(tag);
    return Buffer.concat([decipher.update(Buffer.from(sealed.data, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
};
