import type { VerifyOutcome } from '#shared/ipc/deskRoutes';
import type { Ledger } from './ledger/contract';
import { verifyLedger } from './ledger/verify';

/** Signs the present state, checks the files against everything signed, and says it as the desk wants it. */
export const verifyForDesk = async (ledger: Ledger): Promise<VerifyOutcome> => {
  await ledger.checkpoint();
  const report = await verifyLedger(ledger.dir);
  return {
    intact: report.isIntact, entries: report.entries, checkpointSize: report.signed,
    erased: report.notes.flatMap(({ kind, count, at, reason, seq }) => (kind === 'erased' ? [{ count: count ?? 0, at: at ?? 0, reason: reason ?? '', tombstone: seq ?? 0 }] : [])),
    problems: report.problems.map(({ kind, ...facts }) => ({ code: `verify.${kind}`, data: facts })),
  };
};
