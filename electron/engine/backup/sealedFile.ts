/**
 * The container of everything in a backup:
 *
 *     0   magic  "ZXB" 01
 *     4   salt   16 bytes; the file's key is HKDF-SHA256(master, salt, "zuoxi backup file")
 *     20  chunks: at most 1 MiB of content, each AES-256-GCM with its 16-byte tag behind it
 *
 * The nonce of a chunk is its number (u64) and whether it is the last (u32): chunks cannot be swapped, and a file
 * cut short has no last one. The bytes before the chunks are authenticated with each.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '#shared/domain/errors';

const MAGIC = Buffer.from([0x5a, 0x58, 0x42, 1]);
const SALT = 16;
const START = MAGIC.length + SALT;
const TAG = 16;
export const CHUNK_BYTES = 1024 * 1024;

/** Bytes a file of that length takes in the container. */
export const sealedLength = (length: number): number => START + length + TAG * Math.max(1, Math.ceil(length / CHUNK_BYTES));

export type Sealed = { readonly sha256: string; readonly bytes: number; readonly written: number };
/** Told how many bytes of content went by; throws to stop. */
export type Step = (bytes: number) => void;

const keyOf = (master: Buffer, start: Buffer): Buffer => Buffer.from(hkdfSync('sha256', master, start.subarray(MAGIC.length), 'zuoxi backup file', 32));

const nonceOf = (chunk: number, isLast: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(chunk));
  nonce.writeUInt32BE(isLast ? 1 : 0, 8);
  return nonce;
};

const sealChunk = (key: Buffer, start: Buffer, chunk: number, isLast: boolean, content: Buffer): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(chunk, isLast)).setAAD(start);
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
};

const openChunk = (key: Buffer, start: Buffer, chunk: number, isLast: boolean, sealed: Buffer): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(chunk, isLast)).setAAD(start).setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
};

const fill = async (file: FileHandle, buffer: Buffer, position: number): Promise<Buffer> => {
  let got = 0;
  while (got < buffer.length) {
    const { bytesRead } = await file.read(buffer, got, buffer.length - got, position + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return buffer.subarray(0, got);
};

/** Where content comes from: a file, or bytes at hand. */
export type Source = { readonly path: string } | { readonly bytes: Buffer };

async function* chunksOf(source: Source): AsyncGenerator<Buffer, void, undefined> {
  if ('bytes' in source) {
    for (let at = 0; at === 0 || at < source.bytes.length; at += CHUNK_BYTES) yield source.bytes.subarray(at, at + CHUNK_BYTES);
    return;
  }
  const file = await open(source.path, 'r');
  try {
    for (let at = 0; ; at += CHUNK_BYTES) {
      const content = await fill(file, Buffer.allocUnsafe(CHUNK_BYTES), at);
      if (content.length > 0 || at === 0) yield content;
      if (content.length < CHUNK_BYTES) return;
    }
  } finally {
    await file.close();
  }
}

/** SHA-256 (hex) of the content. */
export const hashSource = async (source: Source, step: Step): Promise<string> => {
  const hash = createHash('sha256');
  for await (const content of chunksOf(source)) {
    hash.update(content);
    step(content.length);
  }
  return hash.digest('hex');
};

/** Writes the container to a new file and syncs it. The caller removes it when this rejects. */
export const sealTo = async (source: Source, target: string, master: Buffer, step: Step): Promise<Sealed> => {
  const start = Buffer.concat([MAGIC, randomBytes(SALT)]);
  const key = keyOf(master, start);
  const hash = createHash('sha256');
  const file = await open(target, 'wx', 0o600);
  let bytes = 0;
  let written = 0;
  const write = async (data: Buffer): Promise<void> => {
    await file.writeFile(data);
    written += data.length;
  };
  try {
    await write(start);
    let chunk = 0;
    let held: Buffer | undefined;
    for await (const content of chunksOf(source)) {
      if (held) await write(sealChunk(key, start, chunk++, false, held));
      held = content;
      hash.update(content);
      bytes += content.length;
      step(content.length);
    }
    await write(sealChunk(key, start, chunk, true, held ?? Buffer.alloc(0)));
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes, written };
};

/** Content of a container, chunk by chunk. `backup.damaged {file}` where it was altered or cut, or the key is another. */
export async function* openSealed(path: string, master: Buffer, name: string): AsyncGenerator<Buffer, void, undefined> {
  const damaged = (cause?: unknown): AppError => new AppError('backup.damaged', { file: name }, { cause });
  const file = await open(path, 'r').catch((cause: unknown) => { throw damaged(cause); });
  try {
    const { size } = await file.stat();
    const start = await fill(file, Buffer.alloc(START), 0);
    if (start.length < START || !start.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged();
    const key = keyOf(master, start);
    for (let at = START, chunk = 0; ; chunk += 1) {
      const sealed = await fill(file, Buffer.allocUnsafe(Math.min(CHUNK_BYTES + TAG, Math.max(0, size - at))), at);
      if (sealed.length < TAG) throw damaged();
      at += sealed.length;
      const isLast = at >= size;
      let content: Buffer;
      try {
        content = openChunk(key, start, chunk, isLast, sealed);
      } catch (cause) {
        throw damaged(cause);
      }
      yield content;
      if (isLast) return;
    }
  } finally {
    await file.close();
  }
}
