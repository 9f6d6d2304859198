/** One writer per ledger: `ledger.lock` names the process that holds it. A lock whose process is gone is taken over. */
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors';
import { errnoOf, isMissing, readIfPresent } from './durable';

const ownerSchema = z.object({ pid: z.number().int().positive(), process: z.string(), at: z.number(), token: z.string() });
type Owner = z.infer<typeof ownerSchema>;

export type Lock = { readonly release: () => Promise<void> };

const BOOT_SLACK_MS = 60_000;
const LOCK_BYTES = 512;

/** Tells a process from a later one with the same pid: boot and start time where the system says them, else nothing. */
const processMark = async (pid: number): Promise<string> => {
  if (process.platform !== 'linux') return '';
  try {
    const [boot, stat] = await Promise.all([readFile('/proc/sys/kernel/random/boot_id', 'utf8'), readFile(`/proc/${pid}/stat`, 'utf8')]);
    return `${boot.trim()}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch (error) {
    if (isMissing(error) || errnoOf(error) === 'ESRCH') return '';
    throw error;
  }
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
};

const isHeld = async (owner: Owner): Promise<boolean> => {
  if (!isRunning(owner.pid)) return false;
  const mark = await processMark(owner.pid);
  if (mark !== '' && owner.process !== '') return mark === owner.process;
  return owner.at >= Date.now() - uptime() * 1000 - BOOT_SLACK_MS; // written before this boot: the pid is another's now
};

const parseOwner = (bytes: Buffer): Owner | undefined => {
  try {
    return ownerSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined; // torn while being written by a process that died: nobody holds it
  }
};

/** The file of an earlier lock, written over in place where there is one: a full disk has no room for a new file. */
const writeOwn = async (path: string, mine: string, owner: Owner): Promise<void> => {
  const isReused = await rename(`${path}.free`, mine).then(() => true, (error: unknown) => {
    if (isMissing(error)) return false;
    throw error;
  });
  const handle = await open(mine, isReused ? 'r+' : 'wx', 0o600);
  try {
    await handle.write(JSON.stringify(owner).padEnd(LOCK_BYTES), 0, 'utf8');
  } finally {
    await handle.close();
  }
};

const tryCreate = async (path: string, owner: Owner): Promise<boolean> => {
  const mine = `${path}.${owner.token}`;
  try {
    await writeOwn(path, mine, owner);
    await link(mine, path); // a whole lock appears at once, or none
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(mine, { force: true });
  }
};

/** Moves a dead lock out of the way; puts it back when another process was quicker and the lock is a new one. */
const removeStale = async (path: string, seen: Buffer): Promise<void> => {
  const aside = `${path}.${randomUUID()}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  if (!(await readFile(aside)).equals(seen)) await link(aside, path);
  await rm(aside, { force: true });
};

/** Takes the lock or throws `ledger.locked {pid}`. */
export const acquireLock = async (path: string): Promise<Lock> => {
  const owner: Owner = { pid: process.pid, process: await processMark(process.pid), at: Date.now(), token: randomUUID() };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await tryCreate(path, owner)) {
      return {
        release: async () => {
          const now = await readIfPresent(path);
          if (now && parseOwner(now)?.token === owner.token) await rename(path, `${path}.free`);
        },
      };
    }
    const bytes = await readIfPresent(path);
    if (!bytes) continue;
    const other = parseOwner(bytes);
    if (other && (await isHeld(other))) throw new AppError('ledger.locked', { pid: other.pid });
    await removeStale(path, bytes);
  }
  throw new AppError('ledger.locked', { pid: 0 });
};
