import type { RetentionEntry } from '#shared/rules/retention/matters';
import type { WorkingSet } from './workingSet';

/** Every step is a row; how requests stand is folded from them (shared/rules/retention/matters). */
export const applyRetention = (work: WorkingSet, entry: RetentionEntry): void => {
  const { type, data } = entry;
  const fact = { type, data } as { readonly type: never; readonly data: never }; // both of one entry
  work.retention.push({ seq: entry.seq, at: entry.at, actor: entry.actor, fact });
};
