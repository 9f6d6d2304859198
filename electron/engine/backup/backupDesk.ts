/** Copies of the record as the desk commands them: the plan, runs by hand and by the clock, proofs, and a desk made from a copy. */
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { BACKUP_PASSPHRASE_MIN, type BackupPlan } from '#shared/domain/backup';
import { AppError } from '#shared/domain/errors';
import type { Actor } from '#shared/domain/person';
import type { BackupShelf, BackupWork } from '#shared/ipc/desk/backupRoutes';
import type { Vault } from '../accounts/vault';
import type { Clock, Logger } from '../channels/contract/channel';
import type { Ledger, SigningKey } from '../ledger/contract';
import { errorFacts } from '../platform/errorFacts';
import type { Gate } from '../platform/gate';
import { withDeadline } from '../platform/promises';
import { erasedSoFar } from '../retention/erasedList';
import type { Recorder } from '../state/recorder';
import { lastDue, nextDue } from './dueAt';
import { readErased, tellErased } from './erasedFile';
import { makeCopy } from './makeCopy';
import { OneWork } from './oneWork';
import { findRepositories, openRepository, placeError, prepareRepository, type Repository } from './repository';
import { clearCutRestore, restoreAside, type RestoredAside } from './restoreAside';
import { restoreCopy } from './restoreCopy';
import { shelfOf } from './shelf';

type Person = Extract<Actor, { readonly kind: 'person' }>;
type Why = 'manual' | 'scheduled';

export type BackupParts = {
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  /** Passed while the records are copied, so that none is erased under the copy. */
  readonly files: Gate;
  readonly vault: Vault;
  readonly dataDir: string;
  readonly seat: string;
  /** Signs for this ledger, and for the one restored. */
  readonly key: () => SigningKey | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tell: (work: BackupWork | null) => void;
};

const KEY = 'backup.key';
const SYSTEM = { kind: 'system' } as const;
/** After the start: accounts connect first. */
const SETTLE_MS = 15_000;
const PROOF_FOLDER = 'restore-proof';
/** A share that does not answer keeps nobody waiting longer. */
const REACH_MS = 20_000;

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'internal.bug');

const isInside = (folder: string, dir: string): boolean => {
  const path = relative(resolve(dir), resolve(folder));
  return path === '' || (!path.startsWith('..') && resolve(dir, path) === resolve(folder));
};

export class BackupDesk {
  readonly #parts: BackupParts;
  readonly #work: OneWork;
  #cancelTimer: (() => void) | null = null;
  /** Left-overs of runs that were cut off are gone. */
  #cleared: Promise<void> = Promise.resolve();

  constructor(parts: BackupParts) {
    this.#parts = parts;
    this.#work = new OneWork(parts.tell);
  }

  /** Runs the plan from here on. A moment that passed while the desk was off is made up for. */
  start(): void {
    const { dataDir, log } = this.#parts;
    this.#cleared = Promise.all([rm(join(dataDir, PROOF_FOLDER), { recursive: true, force: true }), clearCutRestore(dataDir)])
      .then(() => undefined, (error: unknown) => log.warn('left-over restore stays', errorFacts(error)));
    this.#cancelTimer = this.#parts.clock.after(SETTLE_MS, () => this.#tick());
  }

  /** Cancels what is under way and waits for its end. */
  async stop(): Promise<void> {
    this.#cancelTimer?.();
    await this.#work.stop();
  }

  work(): BackupWork | null { return this.#work.now; }
  cancel(): void { this.#work.cancel(); }

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
    return this.#work.run('prove', async (signal, onProgress) => {
      const repository = await this.#repository();
      const [id] = await repository.list();
      if (id === undefined) throw new AppError('backup.nothingThere', {});
      const from = clock.now();
      const into = join(dataDir, PROOF_FOLDER);
      await this.#cleared;
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

  /** Whether the folder of the plan can be told of an erasure now. */
  async reaches(): Promise<boolean> {
    return this.#inTime(async () => { await this.#repository(); });
  }

  /** Names every erasure to the folder of the plan; see `ErasureParts.tellCopies`. */
  async tellErased(): Promise<boolean | undefined> {
    const { recorder: { state }, clock } = this.#parts;
    if (!state.backup.plan) return undefined;
    return this.#inTime(async () => tellErased(await this.#repository(), erasedSoFar(state.retention, clock.now()), clock.now()));
  }

  /** Brings the copy beside this desk, without what was erased since; main puts it in place at the next start. */
  async restore(input: { readonly folder: string; readonly passphrase: string; readonly repository: string; readonly generation: string }): Promise<RestoredAside> {
    this.#assertEmpty();
    await this.#cleared;
    return this.#work.run('restore', async (signal, onProgress) => {
      const found = await findRepositories(input.folder, input.passphrase).catch((error: unknown) => { throw placeError(error, input.folder); });
      const repository = found.find(({ name }) => name === input.repository);
      if (!repository) throw new AppError('backup.nothingThere', { folder: input.folder });
      const generation = await repository.read(input.generation);
      const known = await readErased(repository).catch((error: unknown) => { throw placeError(error, input.folder); });
      return restoreAside({ ...this.#parts, repository, generation, known, signal, onProgress, onRepeat: () => this.#work.tell({ kind: 'repeat', done: 0, total: 0 }) });
    });
  }

  /** False when the folder refuses, is gone or does not answer. */
  #inTime(run: () => Promise<void>): Promise<boolean> {
    const { clock, log } = this.#parts;
    const done = run().then(() => true, (error: unknown) => { log.warn('folder of copies not told', errorFacts(error)); return false; });
    return withDeadline(done, REACH_MS, clock, () => false);
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
    return this.#work.run('copy', async (signal, onProgress) => {
      const from = clock.now();
      try {
        const { plan } = recorder.state.backup;
        const repository = await this.#repository();
        const { folder, keep } = plan ?? { folder: '', keep: 1 }; // #repository refuses without a plan
        const { generation, bytes, added } = await files.pass(() => makeCopy({
          ledger, dataDir, repository, folder, keep, company: recorder.state.company, now: clock.now, signal, onProgress,
          erased: () => erasedSoFar(recorder.state.retention, clock.now()),
        }));
        const facts = { generation: generation.id, head: generation.head, files: generation.files.length, bytes, added, skipped: generation.skipped.length };
        await recorder.record([{ type: 'backup.done', actor, data: { ...facts, tookMs: Math.max(0, clock.now() - from), why } }]);
        return { generation: generation.id };
      } catch (error) {
        if (!this.#work.isStopped) await recorder.record([{ type: 'backup.failed', actor, data: { code: codeOf(error), why } }]);
        throw error;
      }
    });
  }

  /** Waits for the next moment of the plan. */
  #plan(): void {
    const { clock, recorder } = this.#parts;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const daily = recorder.state.backup.plan?.daily ?? null;
    if (this.#work.isStopped || daily === null) return;
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
