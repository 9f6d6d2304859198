/** Rows of spot checks: rules, plans, samples, reviews, training cards. */
import type { ConversationId, PersonId } from '#shared/domain/ids';
import type { AssignedReview, PinnedContact, ScoreInput } from '#shared/ledger/bodies/quality';
import type { EntryData } from '#shared/ledger/entry';
import type { QualityRules } from '#shared/rules/quality/qualityRules';
import type { SamplePlan } from '#shared/rules/quality/sample';

/** One version, as saved; the one with the highest version is in force. */
export type QualityRulesRow = { readonly version: number; readonly rules: QualityRules; readonly at: number; readonly by?: PersonId };

export type SamplePlanRow = { readonly id: string; readonly plan: SamplePlan; readonly at: number; readonly by?: PersonId; readonly isRetired?: true };

/** A sample as drawn; `reference` of a calibration: what it should have come to. */
export type SampleRow = {
  readonly id: string; readonly at: number; readonly by?: PersonId; readonly kind: 'plan' | 'calibration'; readonly card: string; readonly rules: number;
  readonly drawn?: EntryData<'quality.sampleDrawn'>['drawn']; readonly count: number; readonly agents: readonly PersonId[];
  readonly reference?: ScoreRow;
};

/** A score and what it came to. `total` one decimal. */
export type ScoreRow = {
  readonly score: ScoreInput; readonly total: number; readonly isPassed: boolean; readonly fatal: readonly string[]; readonly at: number; readonly by?: PersonId;
};

/** One step of a review, oldest first: nothing is overwritten. */
export type ReviewStep = { readonly type: string; readonly at: number; readonly by?: PersonId; readonly reason?: string; readonly total?: number; readonly verdict?: string };

/**
 * One review. `score`: in force; `earlier`: what an appeal replaced; `isVoid`: out of every figure. Only those of kind
 * `first` count and are told to the agent.
 */
export type ReviewRow = {
  readonly id: string; readonly sample: string; readonly group: string; readonly kind: AssignedReview['kind'];
  readonly conversation: ConversationId; readonly contact: PinnedContact; readonly agent: PersonId; readonly reviewer: PersonId;
  readonly due: number; readonly card: string; readonly rules: number; readonly assignedAt: number;
  readonly state: 'open' | 'skipped' | 'scored';
  readonly score?: ScoreRow; readonly earlier?: ScoreRow; readonly isVoid?: true; readonly acknowledgedAt?: number;
  readonly appeal?: { readonly state: 'open' | 'takenBack' | 'upheld' | 'changed' | 'voided'; readonly at: number; readonly reason: string; readonly answer?: string; readonly decidedBy?: PersonId };
  readonly skipReason?: string;
  readonly steps: readonly ReviewStep[];
};

/** `at` newest first is sorted by the query; retired ones stay for their record and are not shown. */
export type TrainingRow = EntryData<'quality.trainingSaved'> & { readonly id: string; readonly at: number; readonly by?: PersonId; readonly isRetired?: true };
