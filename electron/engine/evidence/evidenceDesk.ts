/** Packages as the desk commands them: one at a time, and each is on record. */
import { rm } from 'node:fs/promises';
import { EVIDENCE_PASSWORD_MIN } from '#shared/domain/evidence';
import { AppError } from '#shared/domain/errors';
import type { CustomerId, PersonId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import { HIT_CONTEXT, type EvidenceExported, type EvidenceReport, type EvidenceScope } from '#shared/ipc/desk/evidenceRoutes';
import type { Ledger, SigningKey } from '../ledger/contract';
import type { Gate } from '../platform/gate';
import type { Recorder } from '../state/recorder';
import type { MaskedField } from '#shared/rules/customerPolicy';
import { createCover } from '#shared/text/cover';
import { coveredKinds } from './cover';
import { exportEvidence } from './exportEvidence';
import { resolveScope } from './scope';
import { verifyEvidence } from './verifyEvidence';

export type EvidenceParts = {
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  /** Passed while the records are read, so that none is erased under the package. */
  readonly files: Gate;
  readonly key: () => SigningKey | null;
  readonly now: () => number;
  readonly tell: (work: { readonly done: number; readonly total: number } | null) => void;
};
export type EvidenceAsk = { readonly of: EvidenceScope; readonly purpose: string; readonly path: string; readonly password?: string; readonly masked?: readonly MaskedField[]; readonly attachments?: boolean };

const subjectOf = (of: EvidenceScope): { readonly customer?: CustomerId; readonly search?: string; readonly lines?: number } =>
  (of.kind === 'customer' ? { customer: of.customer } : of.kind === 'search' ? { search: of.text, lines: of.lines.length } : {});
const factsOf = (of: EvidenceScope): Readonly<Record<string, unknown>> => ({ kind: of.kind, ...subjectOf(of), ...(of.kind === 'search' && { context: HIT_CONTEXT }) });

export class EvidenceDesk {
  readonly #parts: EvidenceParts;
  #aborting: AbortController | null = null;

  constructor(parts: EvidenceParts) { this.#parts = parts; }

  cancel(): void { this.#aborting?.abort(); }

  async export({ of, purpose, path, password, masked: chosen = [], attachments = true }: EvidenceAsk, actor: Extract<Actor, { readonly kind: 'person' }>): Promise<EvidenceExported> {
    const { recorder, ledger, files, now, tell } = this.#parts;
    const { state } = recorder;
    if (password !== undefined && [...password].length < EVIDENCE_PASSWORD_MIN) throw new AppError('evidence.weakPassword', { min: EVIDENCE_PASSWORD_MIN });
    const conversations = resolveScope(state, of);
    const masked = coveredKinds(state.rules.customers, actor.role, chosen);
    const key = this.#parts.key();
    if (!key) throw new AppError('vault.locked');
    if (this.#aborting) throw new AppError('evidence.busy', {});
    const aborting = new AbortController();
    this.#aborting = aborting;
    tell({ done: 0, total: 0 });
    try {
      const { manifest, ...exported } = await files.pass(() => exportEvidence({
        ledger, key, conversations, subject: factsOf(of), masked, cover: createCover(masked), attachments, ...(of.kind === 'search' && { hits: new Set(of.lines.map(({ seq }) => seq)) }), purpose, now, target: path, ...(password !== undefined && { password }), company: state.company ?? '', signal: aborting.signal,
        by: { id: actor.id, name: state.person(actor.id)?.name ?? actor.id, role: actor.role },
        nameOf: (id) => state.person(id as PersonId)?.name ?? id, // ids of the records themselves
        onProgress: (done, total) => tell({ done, total }),
      }));
      // A package nobody is on record for must not exist.
      await recorder.record([{ type: 'record.exported', actor, data: { conversations, purpose, entries: exported.entries, manifest, isEncrypted: password !== undefined, subject: of.kind, ...subjectOf(of), masked, attachments } }])
        .catch(async (error: unknown) => { await rm(path, { force: true }); throw error; });
      return exported;
    } finally {
      this.#aborting = null;
      tell(null);
    }
  }

  async verify(path: string, password: string | undefined): Promise<EvidenceReport> {
    const { intact, problems, facts } = await verifyEvidence(path, password);
    if (!facts) return { intact, problems };
    const { exportedAt, exportedBy, purpose, entries, files, masked, sealed, erased, ledger } = facts;
    return { intact, problems, facts: { exportedAt: String(exportedAt), exportedBy: String(exportedBy?.name ?? ''), purpose: String(purpose), entries: Number(entries), files, masked, sealed, erased, isOurs: ledger === this.#parts.ledger.id } };
  }
}
