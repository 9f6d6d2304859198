/** Complaints as facts about somebody: what is put right later, kind or person, is a fact of its own. */
import type { Entry, EntryData, EntryOf } from '#shared/ledger/entry';
import type { ViolationFact } from '#shared/rules/regulation/propose';
import { complaintFact, complaintFactId } from './entryFacts';

type Complaint = EntryData<'complaint.recorded'> & { readonly seq: number; readonly at: number };
export type ComplaintFactsJson = readonly (readonly [string, Complaint])[];

const KEPT = 500;

/** The fact that fell away with a complaint closed as unfounded; undefined for any other entry. */
export const unfoundedFact = (entry: Entry): string | undefined =>
  entry.type === 'complaint.closed' && (entry.data.verdict === 'unjustified' || entry.data.verdict === 'withdrawn') ? complaintFactId(entry.data.complaint) : undefined;

export class ComplaintFacts {
  readonly #complaints: Map<string, Complaint>;

  constructor(json: ComplaintFactsJson = []) { this.#complaints = new Map(json); }

  toJson(): ComplaintFactsJson { return [...this.#complaints]; }

  apply(entry: Entry): ViolationFact | undefined {
    switch (entry.type) {
      case 'complaint.recorded': return this.#keep({ ...entry.data, seq: entry.seq, at: entry.at });
      case 'complaint.revised': return this.#revised(entry);
      default: return undefined;
    }
  }

  #revised({ data: { complaint, kind, about } }: EntryOf<'complaint.revised'>): ViolationFact | undefined {
    const before = this.#complaints.get(complaint);
    if (before === undefined) return undefined;
    const { about: whom, ...rest } = before;
    const now = about === undefined ? whom : about ?? undefined;
    return this.#keep({ ...rest, kind: kind ?? before.kind, ...(now !== undefined && { about: now }) });
  }

  #keep(complaint: Complaint): ViolationFact | undefined {
    this.#complaints.delete(complaint.complaint);
    this.#complaints.set(complaint.complaint, complaint);
    const [oldest] = this.#complaints.size > KEPT ? this.#complaints.keys() : [];
    if (oldest !== undefined) this.#complaints.delete(oldest);
    return complaintFact(complaint, complaint.seq, complaint.at);
  }
}
