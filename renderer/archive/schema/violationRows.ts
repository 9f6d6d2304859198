/** Rows of violations and of the regulation they are judged by. */
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import type { ViolationState } from '#shared/rules/regulation/monthTotals';
import type { Evidence, Excuse, FactDetail } from '#shared/rules/regulation/propose';
import type { FactKind, Regulation } from '#shared/rules/regulation/regulationPack';

/** One step of a violation's history; `words` as they were given, or a code of ours where nobody (`by`) took it. */
export type ViolationStep = {
  readonly at: number; readonly by?: PersonId; readonly type: 'proposed' | 'retold' | 'confirmed' | 'dismissed' | 'reopened' | 'appealed' | 'upheld' | 'reduced' | 'overturned';
  readonly fen?: number; readonly baseFen?: number; readonly words?: string; readonly alone?: true;
  /** Of one told anew: ms past its deadline, left out when it was in time. */
  readonly over?: number;
};

/** `fen` as it stands, `proposedFen` as the rule computed it; undefined where it is part of an amount not known yet. */
export type ViolationRow = {
  readonly id: string; readonly rule: string; readonly clause: string; readonly pack: number; readonly kind: FactKind;
  readonly person: PersonId; readonly at: number; readonly month: string; readonly state: ViolationState;
  readonly fen?: number; readonly proposedFen?: number; readonly over?: number;
  readonly account?: AccountId; readonly conversation?: ConversationId;
  readonly evidence: readonly Evidence[]; readonly excuses: readonly Excuse[]; readonly detail?: FactDetail;
  /** History that came later tells it otherwise: ms past its deadline, left out when it was in time. */
  readonly retold?: { readonly over?: number };
  /** Oldest first; the first is the proposal. */
  readonly steps: readonly ViolationStep[];
};

/** Of the review a month raised; the last word counts. */
export type ReviewSettledRow = { readonly id: string; readonly person: PersonId; readonly month: string; readonly rule: string; readonly verdict: 'held' | 'dropped'; readonly note: string; readonly at: number; readonly by?: PersonId };

export const reviewRowId = (person: string, month: string, rule: string): string => `${person} ${month} ${rule}`;

/** One version of the regulation, as set; the one with the highest version is in force. */
export type RegulationRow = { readonly version: number; readonly pack: Regulation; readonly at: number; readonly by?: PersonId };
