/** Leave that was granted: so many in a month are a matter of their own. When somebody is away is the duties' to know. */
import type { PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { monthOf } from '#shared/rules/presence';
import type { ViolationFact } from '#shared/rules/regulation/propose';

type Leave = { readonly person: PersonId; readonly from: number; readonly to: number; readonly seq: number; readonly isGranted: boolean };
export type LeavesJson = readonly (readonly [string, Leave])[];

export class Leaves {
  readonly #leaves: Map<string, Leave>;

  constructor(json: LeavesJson = []) { this.#leaves = new Map(json); }

  toJson(): LeavesJson { return [...this.#leaves]; }

  /** After a leave was granted: that person's month, with every leave granted in it. */
  apply(entry: Entry, offset: number): readonly (readonly [PersonId, string, readonly ViolationFact[]])[] {
    switch (entry.type) {
      case 'leave.asked': {
        const { leave, person, from, to } = entry.data;
        this.#leaves.set(leave, { person, from, to, seq: entry.seq, isGranted: false });
        return [];
      }
      case 'leave.withdrawn': this.#leaves.delete(entry.data.leave); return [];
      case 'leave.decided': {
        const known = this.#leaves.get(entry.data.leave);
        if (known === undefined) return [];
        if (entry.data.verdict === 'refused') {
          this.#leaves.delete(entry.data.leave);
          return [];
        }
        this.#leaves.set(entry.data.leave, { ...known, isGranted: true });
        const month = monthOf(offset, known.from);
        return [[known.person, month, this.#of(known.person, month, offset)]];
      }
      default: return [];
    }
  }

  #of(person: PersonId, month: string, offset: number): readonly ViolationFact[] {
    return [...this.#leaves.entries()].filter(([, leave]) => leave.isGranted && leave.person === person && monthOf(offset, leave.from) === month)
      .sort(([, a], [, b]) => a.from - b.from)
      .map(([id, { from, seq }]) => ({ id, kind: 'leave', person, at: from, evidence: [{ seq, at: from }], excuses: [] }));
  }
}
