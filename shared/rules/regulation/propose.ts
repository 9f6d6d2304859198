/** Facts and the pack in force make proposals. Pure: the same fact never proposes twice under one rule. */
import type { AccountId, ConversationId, MessageId, PersonId } from '../../domain/ids';
import { amountOf } from './charge';
import type { FactKind, Regulation, RegulationRule } from './regulationPack';

/** Where the proof lies: an entry of the ledger, and for a message its key and time on the line. */
export type Evidence = { readonly seq: number; readonly conversation?: ConversationId | undefined; readonly message?: MessageId | undefined; readonly at?: number | undefined };

/**
 * Something known to the records that speaks for the person. `covers`: it explains the whole of it, then nothing is
 * proposed; else it stands beside the proposal.
 */
export type Excuse = { readonly kind: 'outage' | 'gap' | 'leave' | 'deskOff' | 'link' | 'offShift' | 'dismissed' | 'newHolder'; readonly from?: number | undefined; readonly to?: number | undefined; readonly covers?: boolean | undefined };

/** Small numbers and words the screen tells it with. */
export type FactDetail = Readonly<Record<string, string | number | boolean>>;

export type ViolationFact = {
  /** Unique for what happened; the same after every restart and re-reading. */
  readonly id: string;
  readonly kind: FactKind;
  readonly person: PersonId;
  /** When it happened, ms: decides the month. */
  readonly at: number;
  /** How long past its deadline, ms; for kinds that have one. */
  readonly over?: number;
  readonly account?: AccountId | undefined;
  readonly conversation?: ConversationId | undefined;
  readonly evidence: readonly Evidence[];
  readonly excuses: readonly Excuse[];
  readonly detail?: FactDetail;
};

export type Proposal = {
  readonly id: string;
  readonly rule: RegulationRule;
  readonly fact: ViolationFact;
  /** Undefined where the amount it is a part of is not known yet. */
  readonly fen: number | undefined;
};

export const proposalId = (rule: string, fact: string): string => `${rule}:${fact}`;

/** Rules in force that a kind of fact falls under. */
export const rulesFor = (pack: Regulation, kind: FactKind): readonly RegulationRule[] => pack.rules.filter((rule) => rule.isOn && rule.facts.includes(kind));

/** What a fact proposes: one per rule that puts up every fact, none where it is wholly excused. */
export const propose = (pack: Regulation, fact: ViolationFact): readonly Proposal[] => {
  if (fact.excuses.some(({ covers }) => covers === true)) return [];
  return rulesFor(pack, fact.kind).filter(({ counts }) => counts === 'each')
    .map((rule) => ({ id: proposalId(rule.id, fact.id), rule, fact, fen: amountOf(rule.charge, fact.over) }));
};

/** What a month's facts of one person propose under rules that only count; `facts` in the order they happened. */
export const proposeMonth = (pack: Regulation, kind: FactKind, month: string, facts: readonly ViolationFact[]): readonly Proposal[] => {
  const counted = facts.filter(({ excuses }) => !excuses.some(({ covers }) => covers === true));
  const last = counted.at(-1);
  if (last === undefined) return [];
  return rulesFor(pack, kind).filter(({ counts, review }) => counts === 'month' && review !== undefined && counted.length >= review.count)
    .map((rule) => ({
      id: proposalId(rule.id, `${last.person}.${month}`), rule, fen: amountOf(rule.charge),
      fact: { ...last, id: `${last.person}.${month}`, evidence: counted.flatMap(({ evidence }) => evidence).slice(0, 40), detail: { ...last.detail, count: counted.length } },
    }));
};
