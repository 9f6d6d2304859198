import { COPY_DUE_MS, PROOF_DUE_MS } from '#shared/domain/backup';
import type { BackupFacts } from '../../archive/queries/useBackups';

const isOld = (at: number | undefined, since: number, due: number, now: number): boolean => now - (at ?? since) > due;

/** With a plan: no proven restore for 30 days, or no copy for 3 where one is made daily. Counted from the plan's first day. */
export const overdueOf = (facts: BackupFacts | undefined, now: number): { readonly proof: boolean; readonly copy: boolean } => {
  if (!facts?.plan) return { proof: false, copy: false };
  const since = facts.rows.at(-1)?.at ?? now;
  return { proof: isOld(facts.lastProven?.at, since, PROOF_DUE_MS, now), copy: facts.plan.daily !== null && isOld(facts.lastDone?.at, since, COPY_DUE_MS, now) };
};
