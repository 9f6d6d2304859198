/** A package read from its zip and verified by the very verifier it carries. */
import { open, type FileHandle } from 'node:fs/promises';
import { Reader, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { AppError } from '#shared/domain/errors';
import { verifyPackage, type PackageReport } from '#resources/evidence/verify.mjs';

class HandleReader extends Reader<FileHandle> {
  constructor(private readonly file: FileHandle, size: number) {
    super(file);
    this.size = size;
  }

  override async readUint8Array(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - offset)));
    let got = 0;
    while (got < bytes.length) {
      const { bytesRead } = await this.file.read(bytes, got, bytes.length - got, offset + got);
      if (bytesRead === 0) break;
      got += bytesRead;
    }
    return bytes;
  }
}

async function* contentOf(entry: FileEntry, password: string | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const done = entry.getData(writable, { checkSignature: true, ...(password !== undefined && { password }) });
  // A damaged header fails before anything is piped: nobody would ever end the stream.
  const failed = new Promise<never>((_, reject) => { done.catch(reject); });
  failed.catch(() => undefined); // told by the race
  const reader = readable.getReader();
  for (;;) {
    const { value, done: isOver } = await Promise.race([reader.read(), failed]);
    if (value) yield value;
    if (isOver) break;
  }
  await done;
}

/** `evidence.notPackage` for anything that is no zip, `evidence.needsPassword` without the right one. */
export const verifyEvidence = async (path: string, password: string | undefined): Promise<PackageReport> => {
  const file = await open(path, 'r').catch((cause: unknown) => { throw new AppError('evidence.notPackage', {}, { cause }); });
  try {
    const zip = new ZipReader(new HandleReader(file, (await file.stat()).size));
    const listed = await zip.getEntries().catch((cause: unknown) => { throw new AppError('evidence.notPackage', {}, { cause }); });
    const entries = new Map(listed.flatMap((entry) => (entry.directory ? [] : [[entry.filename, entry] as const])));
    const manifest = entries.get('manifest.json');
    if (!manifest && entries.size === 0) throw new AppError('evidence.notPackage');
    if ([...entries.values()].some(({ encrypted }) => encrypted) && (password === undefined || !(await opens(manifest, password)))) throw new AppError('evidence.needsPassword');
    return await verifyPackage({ names: [...entries.keys()].sort(), read: (name) => contentOf(entries.get(name) as FileEntry, password) }); // only names of the map are asked for
  } finally {
    await file.close();
  }
};

const opens = async (entry: FileEntry | undefined, password: string): Promise<boolean> => {
  if (!entry) return true;
  return entry.getData(new WritableStream(), { password, checkPasswordOnly: true }).then(() => true, (error: unknown) => !(error instanceof Error && /password/i.test(error.message)));
};
