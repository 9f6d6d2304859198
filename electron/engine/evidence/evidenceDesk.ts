/** Packages as the desk commands them: one at a time, and each is on record. */
import { rm } from 'node:fs/promises';
import { EVIDENCE_PASSWORD_MIN } from '#shared/domain/evidence';
import { AppError } from '#shared/domain/errors';
import type { ConversationId, PersonId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import type { EvidenceExported, EvidenceReport } from '#shared/ipc/desk/evidenceRoutes';
import type { Ledger, SigningKey } from '../ledger/contract';
import type { Recorder } from '../state/recorder';
import { exportEvidence } from './exportEvidence';
import { verifyEvidence } from './verifyEvidence';

export type EvidenceParts = {
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  readonly key: () => SigningKey | null;
  readonly now: () => number;
  readonly tell: (work: { readonly done: number; readonly total: number } | null) => void;
};
export type EvidenceAsk = { readonly conversations: readonly ConversationId[]; readonly purpose: string; readonly path: string; readonly password?: string };

export class EvidenceDesk {
  readonly #parts: EvidenceParts;
  #aborting: AbortController | null = null;

  constructor(parts: EvidenceParts) { this.#parts = parts; }

  cancel(): void { this.#aborting?.abort(); }

  async export({ conversations, purpose, path, password }: EvidenceAsk, actor: Extract<Actor, { readonly kind: 'person' }>): Promise<EvidenceExported> {
    const { recorder, ledger, now, tell } = this.#parts;
    const { state } = recorder;
    if (password !== undefined && [...password].length < EVIDENCE_PASSWORD_MIN) throw new AppError('evidence.weakPassword', { min: EVIDENCE_PASSWORD_MIN });
    if (conversations.some((id) => !state.conversations.get(id))) throw new AppError('conversation.unknown', {});
    const key = this.#parts.key();
    if (!key) throw new AppError('vault.locked');
    if (this.#aborting) throw new AppError('evidence.busy', {});
    const aborting = new AbortController();
    this.#aborting = aborting;
    tell({ done: 0, total: 0 });
    try {
      const { manifest, ...exported } = await exportEvidence({
        ledger, key, conversations, purpose, now, target: path, ...(password !== undefined && { password }), company: state.company ?? '', signal: aborting.signal,
        by: { id: actor.id, name: state.person(actor.id)?.name ?? actor.id, role: actor.role },
        nameOf: (id) => state.person(id as PersonId)?.name ?? id, // ids of the records themselves
        onProgress: (done, total) => tell({ done, total }),
      });
      // A package nobody is on record for must not exist.
      await recorder.record([{ type: 'record.exported', actor, data: { conversations, purpose, entries: exported.entries, manifest, isEncrypted: password !== undefined } }])
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
    const { exportedAt, exportedBy, purpose, entries, files, ledger } = facts;
    return { intact, problems, facts: { exportedAt: String(exportedAt), exportedBy: String(exportedBy?.name ?? ''), purpose: String(purpose), entries: Number(entries), files, isOurs: ledger === this.#parts.ledger.id } };
  }
}
