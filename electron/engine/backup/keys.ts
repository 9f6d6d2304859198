/** The key of a backup folder: random, wrapped by the passphrase (scrypt), kept beside the copies in `backup.json`. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';

const hex = (bytes: number): z.ZodString => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

export const backupHeaderSchema = z.object({
  format: z.literal('zuoxi-backup'),
  v: z.literal(1),
  ledger: z.string().min(1).max(200),
  kdf: z.object({ name: z.literal('scrypt'), N: z.number().int().min(1 << 14).max(1 << 20), r: z.number().int().min(1).max(32), p: z.number().int().min(1).max(16), salt: hex(16) }),
  /** AES-256-GCM of the master key under the passphrase's key; the rest of this header is authenticated with it. */
  wrap: z.object({ nonce: hex(12), key: hex(48) }),
});
export type BackupHeader = Readonly<z.infer<typeof backupHeaderSchema>>;

const KEY_BYTES = 32;
const COST = { N: 1 << 16, r: 8, p: 1 } as const;

const derive = (passphrase: string, { N, r, p, salt }: BackupHeader['kdf']): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'hex'), KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });

const boundOf = ({ format, v, ledger, kdf }: Omit<BackupHeader, 'wrap'>): Buffer =>
  Buffer.from(JSON.stringify([format, v, ledger, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt]), 'utf8');

export const newMaster = (): Buffer => randomBytes(KEY_BYTES);

/** A header that opens `master` with this passphrase. */
export const wrapMaster = async (master: Buffer, ledger: string, passphrase: string): Promise<BackupHeader> => {
  const head = { format: 'zuoxi-backup', v: 1, ledger, kdf: { name: 'scrypt', ...COST, salt: randomBytes(16).toString('hex') } } as const;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, head.kdf), nonce).setAAD(boundOf(head));
  const key = Buffer.concat([cipher.update(master), cipher.final(), cipher.getAuthTag()]);
  return { ...head, wrap: { nonce: nonce.toString('hex'), key: key.toString('hex') } };
};

/** `backup.wrongPassphrase`, also for a header somebody changed: the two cannot be told apart. */
export const unwrapMaster = async (header: BackupHeader, passphrase: string): Promise<Buffer> => {
  const key = await derive(passphrase, header.kdf);
  const wrapped = Buffer.from(header.wrap.key, 'hex');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.wrap.nonce, 'hex')).setAAD(boundOf(header)).setAuthTag(wrapped.subarray(KEY_BYTES));
    return Buffer.concat([decipher.update(wrapped.subarray(0, KEY_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new AppError('backup.wrongPassphrase', {}, { cause });
  }
};

/** Name of an object: tells nothing about the content to who has no key, and the same content twice is one file. */
export const objectName = (master: Buffer, sha256: string): string =>
  createHmac('sha256', master).update('zuoxi backup name\n').update(sha256).digest('hex');
