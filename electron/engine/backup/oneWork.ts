/** One long work at a time, told as it goes on, and cancelled by whoever asks. */
import { AppError } from '#shared/domain/errors';
import type { BackupWork } from '#shared/ipc/desk/backupRoutes';

const TELL_EACH_BYTES = 1024 * 1024;

export type WorkRun<T> = (signal: AbortSignal, onProgress: (done: number, total: number) => void) => Promise<T>;

export class OneWork {
  readonly #tell: (work: BackupWork | null) => void;
  #aborting: AbortController | null = null;
  #running: Promise<unknown> | null = null;
  #now: BackupWork | null = null;
  #isStopped = false;

  constructor(tell: (work: BackupWork | null) => void) { this.#tell = tell; }

  get now(): BackupWork | null { return this.#now; }
  get isStopped(): boolean { return this.#isStopped; }
  cancel(): void { this.#aborting?.abort(); }

  /** Cancels what is under way, waits for its end; nothing begins after it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#aborting?.abort();
    await this.#running?.catch(() => undefined); // its caller was told
  }

  /** `backup.busy` while another runs. */
  async run<T>(kind: BackupWork['kind'], run: WorkRun<T>): Promise<T> {
    if (this.#aborting || this.#isStopped) throw new AppError('backup.busy', {});
    const aborting = new AbortController();
    this.#aborting = aborting;
    this.tell({ kind, done: 0, total: 0 });
    let told = 0;
    const running = run(aborting.signal, (done, total) => {
      if (done - told < TELL_EACH_BYTES && done < total) return;
      told = done;
      this.tell({ kind, done, total });
    }).finally(() => {
      this.#aborting = null;
      this.#running = null;
      this.tell(null);
    });
    this.#running = running;
    return running;
  }

  tell(work: BackupWork | null): void {
    this.#now = work;
    this.#tell(work);
  }
}
