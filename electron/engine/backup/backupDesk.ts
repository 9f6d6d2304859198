/** Copies of the record as the desk commands them: the plan, runs by hand and by the clock, proofs, and a desk made from a copy. */
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { BACKUP_PASSPHRASE_MIN, RESTORE_FOLDER, RESTORE_MARKER, type BackupPlan, type RestoreMarker } from '#shared/domain/backup';
import { AppError } from '#shared/domain/errors';
import type { Actor } from '#shared/domain/person';
import type { BackupGeneration, BackupShelf, BackupWork } from '#shared/ipc/desk/backupRoutes';
import type { Vault } from '../accounts/vault';
import type { Clock, Logger } from '../channels/contract/channel';
import type { Ledger } from '../ledger/contract';
import { writeAtomic } from '../platform/atomicFile';
import { errorFacts } from '../platform/errorFacts';
import type { Gate } from '../platform/gate';
import { drop } from '../platform/promises';
import type { Recorder } from '../state/recorder';
import { lastDue, nextDue } from './dueAt';
import { bytesOf, type Generation } from './generation';
import { makeCopy } from './makeCopy';
import { findRepositories, openRepository, placeError, prepareRepository, type Repository } from './repository';
import { restoreCopy } from './restoreCopy';

type Person = Extract<Actor, { readonly kind: 'person' }>;
type Why = 'manual' | 'scheduled';

export type BackupParts = {
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  /** Passed while the records are copied, so that none is erased under the copy. */
  readonly files: Gate;
  readonly vault: Vault;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tell: (work: BackupWork | null) => void;
};

const KEY = 'backup.key';
const SYSTEM = { kind: 'system' } as const;
/** After the start: accounts connect first. */
const SETTLE_MS = 15_000;
const PROOF_FOLDER = 'restore-proof';
const TELL_EACH_BYTES = 1024 * 1024;

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'internal.bug');

const rowOf = (generation: Generation): BackupGeneration => {
  const { id, at, head, files, company } = generation;
  return { id, at, head, files: files.length, bytes: bytesOf(generation), company };
};

const shelfOf = async (repository: Repository): Promise<BackupShelf> => {
  const generations: BackupGeneration[] = [];
  let unreadable = 0;
  for (const id of await repository.list()) {
    try {
      generations.push(rowOf(await repository.read(id)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unreadable += 1;
    }
  }
  return { repository: repository.name, ledger: repository.ledger, generations, unreadable };
};

const isInside = (folder: string, dir: string): boolean => {
  const path = relative(resolve(dir), resolve(folder));
  return path === '' || (!path.startsWith('..') && resolve(dir, path) === resolve(folder));
};

export class BackupDesk {
  readonly #parts: BackupParts;
  #aborting: AbortController | null = null;
  #work: BackupWork | null = null;
  #running: Promise<unknown> | null = null;
  #cancelTimer: (() => void) | null = null;
  #isStopped = false;

  constructor(parts: BackupParts) { this.#parts = parts; }

  /** Runs the plan from here on. A moment that passed while the desk was off is made up for. */
  start(): void {
    drop(rm(join(this.#parts.dataDir, PROOF_FOLDER), { recursive: true, force: true }), this.#parts.log, 'left-over proof');
    this.#cancelTimer = this.#parts.clock.after(SETTLE_MS, () => this.#tick());
  }

  /** Cancels what is under way and waits for its end. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer?.();
    this.#aborting?.abort();
    await this.#running?.catch(() => undefined); // its caller was told
  }

  work(): BackupWork | null { return this.#work; }
  cancel(): void { this.#aborting?.abort(); }

  async plan(plan: BackupPlan, passphrase: string | undefined, actor: Person): Promise<void> {
    const { ledger, vault, recorder, dataDir } = this.#parts;
    if (passphrase !== undefined && [...passphrase].length < BACKUP_PASSPHRASE_MIN) throw new AppError('backup.weakPassphrase', { min: BACKUP_PASSPHRASE_MIN });
    if (isInside(plan.folder, dataDir)) throw new AppError('backup.folderInside', {});
    const master = await this.#master();
    const repository = await prepareRepository(plan.folder, ledger.id, { ...(master && { master }), ...(passphrase !== undefined && { passphrase }) })
      .catch((error: unknown) => { throw placeError(error, plan.folder); });
    if (!master?.equals(repository.master)) await vault.set(KEY, repository.master.toString('base64'));
    await recorder.record([{ type: 'backup.planned', actor, data: { plan } }]);
    this.#plan();
  }

  async end(actor: Person): Promise<void> {
    await this.#parts.recorder.record([{ type: 'backup.planned', actor, data: { plan: null } }]);
    this.#plan();
  }

  run(actor: Person): Promise<{ readonly generation: string }> {
    return this.#copy('manual', actor);
  }

  /** The newest copy restored aside and compared. What came of it is on record. */
  async prove(actor: Person): Promise<{ readonly generation: string; readonly head: number }> {
    const { recorder, dataDir, clock } = this.#parts;
    return this.#alone('prove', async (signal, onProgress) => {
      const repository = await this.#repository();
      const [id] = await repository.list();
      if (id === undefined) throw new AppError('backup.nothingThere', {});
      const from = clock.now();
      const into = join(dataDir, PROOF_FOLDER);
      try {
        const generation = await repository.read(id);
        await restoreCopy({ repository, generation, into, signal, onProgress }, clock.now);
        await recorder.record([{ type: 'backup.proven', actor, data: { generation: id, head: generation.head, root: generation.root, tookMs: Math.max(0, clock.now() - from) } }]);
        return { generation: id, head: generation.head };
      } catch (error) {
        const code = codeOf(error);
        if (code === 'backup.damaged' || code === 'backup.differs') await recorder.record([{ type: 'backup.unproven', actor, data: { generation: id, code } }]);
        throw error;
      } finally {
        await rm(into, { recursive: true, force: true });
      }
    });
  }

  async list(): Promise<BackupShelf> {
    return shelfOf(await this.#repository());
  }

  async look(folder: string, passphrase: string): Promise<readonly BackupShelf[]> {
    this.#assertEmpty();
    const found = await findRepositories(folder, passphrase).catch((error: unknown) => { throw placeError(error, folder); });
    return Promise.all(found.map(shelfOf));
  }

  /** Brings the copy beside this desk; main puts it in place at the next start. */
  async restore(input: { readonly folder: string; readonly passphrase: string; readonly repository: string; readonly generation: string }): Promise<void> {
    const { dataDir, clock } = this.#parts;
    this.#assertEmpty();
    await this.#alone('restore', async (signal, onProgress) => {
      const found = await findRepositories(input.folder, input.passphrase).catch((error: unknown) => { throw placeError(error, input.folder); });
      const repository = found.find(({ name }) => name === input.repository);
      if (!repository) throw new AppError('backup.nothingThere', { folder: input.folder });
      const generation = await repository.read(input.generation);
      await restoreCopy({ repository, generation, into: join(dataDir, RESTORE_FOLDER), signal, onProgress }, clock.now);
      const marker: RestoreMarker = { v: 1, generation: generation.id, head: generation.head, at: clock.now() };
      await writeAtomic(join(dataDir, RESTORE_MARKER), JSON.stringify(marker));
    });
  }

  /** Nothing of a company is here yet that a restored desk would push aside. */
  #assertEmpty(): void {
    const { accounts, conversations } = this.#parts.recorder.state;
    if (accounts.all().length > 0 || conversations.all().next().done !== true) throw new AppError('backup.notEmpty', {});
  }

  async #master(): Promise<Buffer | undefined> {
    const kept = await this.#parts.vault.get(KEY);
    return kept === null ? undefined : Buffer.from(kept, 'base64');
  }

  /** `backup.none` without a plan, `backup.needsPassphrase` when this desk has lost the key. */
  async #repository(): Promise<Repository> {
    const { recorder, ledger } = this.#parts;
    const { plan } = recorder.state.backup;
    if (!plan) throw new AppError('backup.none', {});
    const master = await this.#master();
    if (!master) throw new AppError('backup.needsPassphrase', {});
    return openRepository(plan.folder, ledger.id, master).catch((error: unknown) => { throw placeError(error, plan.folder); });
  }

  async #copy(why: Why, actor: Actor): Promise<{ readonly generation: string }> {
    const { recorder, ledger, files, dataDir, clock } = this.#parts;
    return this.#alone('copy', async (signal, onProgress) => {
      const from = clock.now();
      try {
        const { plan } = recorder.state.backup;
        const repository = await this.#repository();
        const { folder, keep } = plan ?? { folder: '', keep: 1 }; // #repository refuses without a plan
        const { generation, bytes, added } = await files.pass(() => makeCopy({ ledger, dataDir, repository, folder, keep, company: recorder.state.company, now: clock.now, signal, onProgress }));
        const facts = { generation: generation.id, head: generation.head, files: generation.files.length, bytes, added, skipped: generation.skipped.length };
        await recorder.record([{ type: 'backup.done', actor, data: { ...facts, tookMs: Math.max(0, clock.now() - from), why } }]);
        return { generation: generation.id };
      } catch (error) {
        if (!this.#isStopped) await recorder.record([{ type: 'backup.failed', actor, data: { code: codeOf(error), why } }]);
        throw error;
      }
    });
  }

  async #alone<T>(kind: BackupWork['kind'], run: (signal: AbortSignal, onProgress: (done: number, total: number) => void) => Promise<T>): Promise<T> {
    if (this.#aborting || this.#isStopped) throw new AppError('backup.busy', {});
    const aborting = new AbortController();
    this.#aborting = aborting;
    this.#tell({ kind, done: 0, total: 0 });
    let told = 0;
    const running = run(aborting.signal, (done, total) => {
      if (done - told < TELL_EACH_BYTES && done < total) return;
      told = done;
      this.#tell({ kind, done, total });
    }).finally(() => {
      this.#aborting = null;
      this.#running = null;
      this.#tell(null);
    });
    this.#running = running;
    return running;
  }

  #tell(work: BackupWork | null): void {
    this.#work = work;
    this.#parts.tell(work);
  }

  /** Waits for the next moment of the plan. */
  #plan(): void {
    const { clock, recorder } = this.#parts;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const daily = recorder.state.backup.plan?.daily ?? null;
    if (this.#isStopped || daily === null) return;
    this.#cancelTimer = clock.after(nextDue(daily, clock.now()) - clock.now(), () => this.#tick());
  }

  #tick(): void {
    const { clock, recorder, log } = this.#parts;
    const { plan, triedAt } = recorder.state.backup;
    if (plan && plan.daily !== null && triedAt < lastDue(plan.daily, clock.now())) {
      this.#copy('scheduled', SYSTEM).catch((error: unknown) => log.warn('scheduled backup failed', errorFacts(error))); // on record already
    }
    this.#plan();
  }
}
