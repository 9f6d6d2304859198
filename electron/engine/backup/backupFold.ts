import type { BackupPlan } from '#shared/domain/backup';
import type { Entry } from '#shared/ledger/entry';

export type BackupJson = { readonly plan: BackupPlan | null; readonly triedAt: number };

/** The plan, and when it was last tried: what the schedule needs. */
export class BackupFold {
  #json: BackupJson;

  constructor(json?: BackupJson) { this.#json = json ?? { plan: null, triedAt: 0 }; }

  get plan(): BackupPlan | null { return this.#json.plan; }
  /** Of the last run, whatever became of it; a new plan begins to count when it is made. */
  get triedAt(): number { return this.#json.triedAt; }

  apply(entry: Entry): void {
    if (entry.type === 'backup.planned') this.#json = { plan: entry.data.plan, triedAt: entry.at };
    else if (entry.type === 'backup.done' || entry.type === 'backup.failed') this.#json = { ...this.#json, triedAt: entry.at };
  }

  toJson(): BackupJson { return this.#json; }
}
