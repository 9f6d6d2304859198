/** Rows of prepared wording: library, versions, proposals, uses. */
import type { ClientId, ConversationId, PersonId, ProposalId, WordingId } from '#shared/domain/ids';
import type { Wording } from '#shared/domain/wording';
import type { WordingOrigin } from '#shared/ledger/bodies/wordings';

/** `search` holds what `wordingSearchFields` (schema/wordingFields.ts) names, made once at apply, matched per key press. */
export type WordingRow = Wording & {
  readonly id: WordingId; readonly search: readonly string[]; readonly version: number; readonly savedAt: number; readonly by?: PersonId;
  /** Not offered any more; kept for its versions and figures. */
  readonly removedAt?: number;
};

/** How often a wording went out and when last; apart from its row, so that a use makes nobody read all wording again. */
export type WordingCountRow = { readonly id: WordingId; readonly uses: number; readonly lastAt: number };

/** One version, newest first by key `[wording, back]` with back = -seq; without `content` it tells the removal. */
export type WordingVersionRow = {
  readonly wording: WordingId; readonly back: number; readonly version: number; readonly at: number; readonly by?: PersonId;
  readonly content?: Wording; readonly origin?: WordingOrigin; readonly restores?: number; readonly proposal?: ProposalId;
};

/** `content` as proposed; `base`: the version it changes, absent for a new one. */
export type WordingProposalRow = {
  readonly id: ProposalId; readonly wording: WordingId; readonly content: Wording; readonly base?: number; readonly note?: string;
  readonly at: number; readonly by?: PersonId; readonly state: 'open' | 'approved' | 'rejected' | 'withdrawn';
  readonly decidedAt?: number; readonly decidedBy?: PersonId; readonly reason?: string;
};

/** One reply made from a wording. `offered`: what it said where the person changed it. What came of it, ms: the customer's next word, a sale. */
export type WordingUseRow = {
  readonly id: string; readonly wording: WordingId; readonly at: number; readonly conversation: ConversationId; readonly client: ClientId;
  readonly by?: PersonId; readonly version?: number; readonly isEdited: boolean; readonly offered?: string; readonly isWithdrawn?: true;
  readonly answeredAt?: number; readonly soldAt?: number;
};
