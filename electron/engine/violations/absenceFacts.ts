/** Absences on shift as facts: one empty seat with three accounts off line is one absence, not four. */
import type { PersonId } from '#shared/domain/ids';
import type { EntryOf } from '#shared/ledger/entry';
import type { Excuse, ViolationFact } from '#shared/rules/regulation/propose';
import { excusesOf, type Outages } from './outages';

type Span = { readonly from: number; readonly to: number };
export type AbsenceFactsJson = readonly (readonly [PersonId, readonly Span[]])[];

const KEPT = 60;

/** The desk itself was off, or nothing but the link was down: it stands beside the proposal, a person judges. */
const excusesFor = ({ account, data: { kind, from, to } }: EntryOf<'absence.noted'>, outages: Outages): readonly Excuse[] => {
  if (kind === 'desk') return [{ kind: 'deskOff', from, to }];
  if (kind === 'seat' || account === undefined) return [];
  return excusesOf(outages.between(account, from, to).filter((span) => span.kind === 'link'));
};

export class AbsenceFacts {
  readonly #known: Map<PersonId, readonly Span[]>;

  constructor(json: AbsenceFactsJson = []) { this.#known = new Map(json); }

  toJson(): AbsenceFactsJson { return [...this.#known]; }

  apply(entry: EntryOf<'absence.noted'>, outages: Outages): ViolationFact | undefined {
    const { kind, person, from, to, shiftMs } = entry.data;
    if (person === undefined || shiftMs === 0) return undefined;
    const before = this.#known.get(person) ?? [];
    if (before.some((span) => span.from < to && from < span.to)) return undefined;
    this.#known.set(person, [...before, { from, to }].slice(-KEPT));
    return {
      id: `s${entry.seq}`, kind: 'absence', person, at: from, account: entry.account, evidence: [{ seq: entry.seq, at: from }],
      excuses: excusesFor(entry, outages), detail: { of: kind, from, to, shiftMs },
    };
  }
}
