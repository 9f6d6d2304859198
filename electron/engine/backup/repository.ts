/** One ledger's copies in a folder: objects, lists of files, and the header with the wrapped key. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import { generationIdSchema } from '#shared/domain/backup';
import { errnoOf, isMissing, readIfPresent, syncDir, writeDurable } from '../ledger/durable';
import { sha256Hex } from '../ledger/hashing';
import { generationSchema, type Generation } from './generation';
import { backupHeaderSchema, newMaster, objectName, unwrapMaster, wrapMaster, type BackupHeader } from './keys';
import { openSealed, sealTo, type Sealed, type Source, type Step } from './sealedFile';

const PREFIX = 'zuoxi-backup-';

export const repositoryName = (ledger: string): string => `${PREFIX}${sha256Hex(Buffer.from(ledger, 'utf8')).slice(0, 12)}`;

/** Paths of files in a folder that may be unplugged or unreachable. */
export const assertFolder = async (folder: string): Promise<void> => {
  const found = await stat(folder).catch((cause: unknown) => { throw new AppError('backup.folderGone', { folder }, { cause }); });
  if (!found.isDirectory()) throw new AppError('backup.folderGone', { folder });
};

const readHeader = async (dir: string): Promise<BackupHeader | undefined> => {
  const bytes = await readIfPresent(join(dir, 'backup.json'));
  if (!bytes) return undefined;
  try {
    return backupHeaderSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new AppError('backup.damaged', { file: 'backup.json' }, { cause });
  }
};

export type Repository = {
  readonly name: string;
  readonly dir: string;
  readonly ledger: string;
  readonly master: Buffer;
  /** Ids of the copies, newest first. */
  readonly list: () => Promise<readonly string[]>;
  /** `backup.damaged {file}` when the list of files cannot be opened. */
  readonly read: (id: string) => Promise<Generation>;
  readonly write: (generation: Generation) => Promise<void>;
  readonly has: (object: string) => Promise<boolean>;
  readonly objectPath: (object: string) => string;
  readonly nameOf: (sha256: string) => string;
  /** Seals the content under a name of the caller's making once its hash is known; durable but for the folder's entry. */
  readonly put: (source: Source, sha256: string, step: Step) => Promise<Sealed>;
  /** Takes objects away that no list of files names yet. */
  readonly discard: (objects: readonly string[]) => Promise<void>;
  /** An object that does not open any more: moved out of the way, so that the next copy writes it again. */
  readonly setAside: (object: string) => Promise<void>;
  /** Makes the names of all objects durable. */
  readonly sync: () => Promise<void>;
  /** Takes away copies beyond `keep` and objects no copy needs any more. Without effect where a list cannot be read. */
  readonly prune: (keep: number) => Promise<void>;
};

const isObject = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/** What a small sealed file says. `backup.damaged {file}`. */
export const readSealed = async <T>(path: string, name: string, master: Buffer, schema: z.ZodType<T>): Promise<T> => {
  const chunks: Buffer[] = [];
  for await (const chunk of openSealed(path, master, name)) chunks.push(chunk);
  try {
    return schema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (cause) {
    throw new AppError('backup.damaged', { file: name }, { cause });
  }
};

const readGeneration = (path: string, id: string, master: Buffer): Promise<Generation> => readSealed(path, `${id}.zxg`, master, generationSchema);

/** Seals to a name beside, then puts it in place. Leaves nothing behind when it fails. */
export const sealInto = async (path: string, source: Source, master: Buffer, step: Step): Promise<Sealed> => {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const sealed = await sealTo(source, temporary, master, step);
    await rename(temporary, path);
    return sealed;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/** Half files of runs that were cut off. */
const removeTorn = async (dir: string): Promise<void> => {
  for (const name of await readdir(dir).catch(() => [])) if (name.endsWith('.tmp')) await rm(join(dir, name), { force: true });
};

const pruneObjects = async (objects: string, needed: ReadonlySet<string>): Promise<void> => {
  for (const shelf of await readdir(objects)) {
    const dir = join(objects, shelf);
    await removeTorn(dir);
    for (const name of await readdir(dir)) {
      const object = name.replace(/\.bad$/, '');
      if (isObject(object) && (!needed.has(object) || object !== name)) await rm(join(dir, name), { force: true });
    }
  }
};

const createRepository = (dir: string, name: string, ledger: string, master: Buffer): Repository => {
  const objects = join(dir, 'objects');
  const generations = join(dir, 'generations');
  const objectPath = (object: string): string => join(objects, object.slice(0, 2), object);
  const touched = new Set<string>();
  const list = async (): Promise<readonly string[]> =>
    (await readdir(generations)).flatMap((file) => (file.endsWith('.zxg') && generationIdSchema.safeParse(file.slice(0, -4)).success ? file.slice(0, -4) : [])).sort().reverse();
  const read = (id: string): Promise<Generation> => readGeneration(join(generations, `${id}.zxg`), id, master);
  return {
    name, dir, ledger, master, list, read, objectPath,
    nameOf: (sha256) => objectName(master, sha256),
    has: async (object) => stat(objectPath(object)).then((found) => found.isFile() && found.size > 0, (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    }),
    put: async (source, sha256, step) => {
      const object = objectName(master, sha256);
      const shelf = join(objects, object.slice(0, 2));
      await mkdir(shelf, { recursive: true, mode: 0o700 });
      touched.add(shelf);
      const sealed = await sealInto(objectPath(object), source, master, step);
      if (sealed.sha256 === sha256) return sealed;
      await rm(objectPath(object), { force: true }); // the file changed between two looks
      throw new AppError('backup.sourceChanged');
    },
    discard: async (names) => { for (const object of names) await rm(objectPath(object), { force: true }); },
    setAside: async (object) => {
      await rename(objectPath(object), `${objectPath(object)}.bad`).catch((error: unknown) => { if (!isMissing(error)) throw error; });
    },
    sync: async () => {
      for (const shelf of touched) await syncDir(shelf);
      touched.clear();
      await syncDir(objects);
    },
    write: async (generation) => {
      await sealInto(join(generations, `${generation.id}.zxg`), { bytes: Buffer.from(JSON.stringify(generation), 'utf8') }, master, () => undefined);
      await syncDir(generations);
    },
    prune: async (keep) => {
      const ids = await list();
      const kept = await Promise.all(ids.slice(0, keep).map(read));
      for (const id of ids.slice(keep)) await rm(join(generations, `${id}.zxg`), { force: true });
      await removeTorn(generations);
      await removeTorn(dir);
      await pruneObjects(objects, new Set(kept.flatMap(({ files }) => files.map(({ object }) => object))));
    },
  };
};

export type KeyGiven = { readonly master?: Buffer; readonly passphrase?: string };

const masterFits = async (dir: string, master: Buffer): Promise<boolean> => {
  const [newest] = (await readdir(join(dir, 'generations')).catch(() => [])).filter((file) => file.endsWith('.zxg')).sort().reverse();
  if (newest === undefined) return true;
  return readGeneration(join(dir, 'generations', newest), newest, master).then(() => true, () => false);
};

/**
 * Opens this ledger's copies in the folder, or begins them. A passphrase opens or, where `master` is the key already,
 * takes the place of the former one. `backup.needsPassphrase` without either, `backup.wrongPassphrase`.
 */
export const prepareRepository = async (folder: string, ledger: string, { master, passphrase }: KeyGiven): Promise<Repository> => {
  await assertFolder(folder);
  const name = repositoryName(ledger);
  const dir = join(folder, name);
  const header = await readHeader(dir);
  const isOurs = header !== undefined && master !== undefined && await keyOpens(dir, header, master);
  if (header === undefined || isOurs) {
    if (passphrase === undefined) {
      if (!isOurs) throw new AppError('backup.needsPassphrase');
      return createRepository(dir, name, ledger, master);
    }
    const key = isOurs ? master : newMaster();
    for (const part of ['objects', 'generations']) await mkdir(join(dir, part), { recursive: true, mode: 0o700 });
    await writeDurable(join(dir, 'backup.json'), `${JSON.stringify(await wrapMaster(key, ledger, passphrase), null, 1)}\n`);
    return createRepository(dir, name, ledger, key);
  }
  if (passphrase === undefined) throw new AppError('backup.needsPassphrase');
  return createRepository(dir, name, ledger, await unwrapMaster(header, passphrase));
};

/** Whether a key kept from before is this folder's: its check is an object under a fixed name. */
const keyOpens = async (dir: string, header: BackupHeader, master: Buffer): Promise<boolean> => header.ledger !== '' && masterFits(dir, master);

/** The plan's copies with the key this desk keeps. `backup.folderGone`, `backup.nothingThere`. */
export const openRepository = async (folder: string, ledger: string, master: Buffer): Promise<Repository> => {
  await assertFolder(folder);
  const name = repositoryName(ledger);
  const header = await readHeader(join(folder, name));
  if (!header) throw new AppError('backup.nothingThere', { folder });
  return createRepository(join(folder, name), name, header.ledger, master);
};

/** Every ledger's copies in a folder, or in the folder of copies itself, that the passphrase opens. */
export const findRepositories = async (folder: string, passphrase: string): Promise<readonly Repository[]> => {
  await assertFolder(folder);
  const own = await readHeader(folder);
  const names = own ? [''] : (await readdir(folder)).filter((name) => name.startsWith(PREFIX));
  const found: Repository[] = [];
  let refusal: AppError | undefined;
  for (const name of names) {
    const dir = join(folder, name);
    try {
      const header = own ?? await readHeader(dir);
      if (header) found.push(createRepository(dir, repositoryName(header.ledger), header.ledger, await unwrapMaster(header, passphrase)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refusal = error;
    }
  }
  if (found.length === 0) throw refusal ?? new AppError('backup.nothingThere', { folder });
  return found;
};

/** The place refuses bytes, or is gone: said as it is, whatever step met it. */
export const placeError = (error: unknown, folder: string): unknown => {
  const errno = errnoOf(error);
  if (['EIO', 'ENODEV', 'ENXIO', 'EROFS', 'EACCES', 'EPERM', 'ESTALE', 'EHOSTDOWN', 'ENOTCONN', 'ENOENT', 'ENOTDIR'].includes(errno)) return new AppError('backup.folderGone', { folder }, { cause: error });
  return error;
};

