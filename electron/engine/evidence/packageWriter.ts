/** The zip of a package, streamed to a file beside its place and put there when it is whole. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { configure, ZipWriter } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

export type PackedFile = { readonly path: string; readonly bytes: number; readonly sha256: string };
export type PackageWriter = {
  readonly add: (path: string, content: Iterable<string | Uint8Array> | AsyncIterable<Uint8Array>) => Promise<PackedFile>;
  readonly addFile: (path: string, from: string) => Promise<PackedFile>;
  /** Durable and in place when it resolves; the size of the zip. */
  readonly finish: () => Promise<number>;
  readonly discard: () => Promise<void>;
};

/** Rows are small, and each piece handed on costs as much as many bytes. */
const PIECE_BYTES = 128 * 1024;

async function* inPieces(content: Iterable<string | Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let gathered: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of content) {
    const piece = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    gathered.push(piece);
    bytes += piece.length;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(gathered);
    gathered = [];
    bytes = 0;
  }
  yield Buffer.concat(gathered);
}

/** `password`: AES-256, as 7-Zip and WinZip open it. `step` is told bytes and throws to stop. */
export const createPackage = (target: string, password: string | undefined, step: (bytes: number) => void): PackageWriter => {
  const partial = `${target}.partial`;
  const file = createWriteStream(partial, { mode: 0o600 });
  const zip = new ZipWriter(Writable.toWeb(file), { ...(password !== undefined && { password, encryptionStrength: 3 }), bufferedWrite: false, keepOrder: true });
  const add: PackageWriter['add'] = async (path, content) => {
    const hash = createHash('sha256');
    let bytes = 0;
    async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
      for await (const chunk of inPieces(content)) {
        hash.update(chunk);
        bytes += chunk.length;
        step(chunk.length);
        yield chunk;
      }
    }
    await zip.add(path, Readable.toWeb(Readable.from(counted(), { objectMode: true })) as ReadableStream<Uint8Array>); // the same stream, named differently by Node and DOM
    return { path, bytes, sha256: hash.digest('hex') };
  };
  return {
    add,
    addFile: (path, from) => add(path, createReadStream(from)),
    finish: async () => {
      await zip.close();
      const handle = await open(partial, 'r+');
      const { size } = await handle.stat();
      await handle.sync().finally(() => handle.close());
      await rename(partial, target);
      return size;
    },
    discard: async () => {
      file.destroy();
      await rm(partial, { force: true });
    },
  };
};
