/** Requests, holds and periods as they stand, what holds by itself, and which tombstones still wait for the disk. */
import { accountOfConversation, type AccountId, type BlobId, type ConversationId } from '#shared/domain/ids';
import { flaggedMessageOf, flagIdOf } from '#shared/domain/flag';
import type { ErasureSubject, SeqRanges } from '#shared/ledger/bodies/retention';
import type { Entry, EntryData } from '#shared/ledger/entry';
import { afterStep, isRetention, noMatters, type ErasureRequest, type RetentionMatters } from '#shared/rules/retention/matters';

export type Tombstone = { readonly request: string; readonly ranges: SeqRanges; readonly blobs: readonly BlobId[] };
/** How far an account's periods reached, and the conversations holds kept back with what of them had gone before (ms). */
export type ErasedPeriod = { readonly request: string; readonly before: number; readonly spared: readonly (readonly [ConversationId, number])[] };
type OpenComplaint = { readonly complaint: string; readonly customer?: string; readonly conversation?: string };

export type RetentionJson = {
  readonly matters: RetentionMatters;
  readonly tombstones: readonly Tombstone[];
  readonly periods: readonly (readonly [string, ErasedPeriod])[];
  readonly complaints: readonly OpenComplaint[];
  readonly flags: readonly (readonly [string, string])[];
  readonly exports: readonly (readonly [string, number])[];
};

type Period = Extract<ErasureSubject, { readonly kind: 'retention' }>;
const periodKey = ({ account, what }: Pick<Period, 'account' | 'what'>): string => `${what} ${account}`;

export class RetentionFold {
  #matters: RetentionMatters;
  /** Of requests not finished yet. */
  #tombstones: readonly Tombstone[];
  readonly #periods: Map<string, ErasedPeriod>;
  readonly #complaints: Map<string, OpenComplaint>;
  /** Open flags and the conversation each is in. */
  readonly #flags: Map<string, string>;
  /** Conversations taken out as evidence and when last. */
  readonly #exports: Map<string, number>;
  readonly #all = new Map<string, Omit<OpenComplaint, 'complaint'>>();

  constructor(json?: RetentionJson) {
    this.#matters = json?.matters ?? noMatters;
    this.#tombstones = json?.tombstones ?? [];
    this.#periods = new Map(json?.periods);
    this.#complaints = new Map((json?.complaints ?? []).map((each) => [each.complaint, each]));
    this.#flags = new Map(json?.flags);
    this.#exports = new Map(json?.exports);
  }

  get matters(): RetentionMatters { return this.#matters; }
  request(id: string): ErasureRequest | undefined { return this.#matters.requests.find(({ request }) => request === id); }
  /** Approved and not finished: to be gone on with. */
  approved(): readonly ErasureRequest[] { return this.#matters.requests.filter(({ state }) => state === 'approved'); }
  tombstonesOf(request: string): readonly Tombstone[] { return this.#tombstones.filter((each) => each.request === request); }
  erasedPeriod(of: Pick<Period, 'account' | 'what'>): ErasedPeriod | undefined { return this.#periods.get(periodKey(of)); }
  exportedAt(conversation: ConversationId): number | undefined { return this.#exports.get(conversation); }
  hasOpenFlag(conversation: ConversationId): boolean { return [...this.#flags.values()].includes(conversation); }
  complaintAbout(ids: ReadonlySet<string>): boolean {
    return [...this.#complaints.values()].some(({ customer, conversation }) => (customer !== undefined && ids.has(customer)) || (conversation !== undefined && ids.has(conversation)));
  }

  /** What came before this was erased here: a platform's history must not bring it back. 0 = nothing was. */
  erasedBefore(conversation: ConversationId): number {
    const account: AccountId = accountOfConversation(conversation);
    const isIn = (subject: ErasureSubject): boolean => (subject.kind === 'customer' ? subject.conversations.includes(conversation) : subject.what === 'text' && subject.account === account);
    const reach = (subject: ErasureSubject, decidedAt: number): number => {
      if (subject.kind === 'customer') return subject.before ?? decidedAt;
      return subject.spared?.find(([id]) => id === conversation)?.[1] ?? subject.before;
    };
    return this.#matters.requests.reduce((most, { subject, state, decided }) => {
      if ((state !== 'approved' && state !== 'finished') || !isIn(subject)) return most;
      return Math.max(most, reach(subject, decided?.at ?? 0));
    }, 0);
  }

  apply(entry: Entry): void {
    if (isRetention(entry)) this.#matters = afterStep(this.#matters, entry);
    switch (entry.type) {
      case 'record.erased': { this.#erased(entry.data); return; }
      case 'erasure.finished': { const { request } = entry.data; this.#tombstones = this.#tombstones.filter((each) => each.request !== request); return; }
      case 'record.exported': { for (const id of entry.data.conversations) this.#exports.set(id, entry.at); return; }
      case 'message.flagged': {
        const message = entry.conversation === undefined ? undefined : flaggedMessageOf(entry.conversation, entry.data);
        if (message !== undefined && entry.conversation !== undefined) this.#flags.set(flagIdOf(message, entry.data.rule, entry.data.edit), entry.conversation);
        return;
      }
      case 'flag.reviewed': { if (entry.data.verdict !== 'open') this.#flags.delete(entry.data.flag); return; }
      default: this.#complaint(entry);
    }
  }

  toJson(): RetentionJson {
    return { matters: this.#matters, tombstones: this.#tombstones, periods: [...this.#periods], complaints: [...this.#complaints.values()], flags: [...this.#flags], exports: [...this.#exports] };
  }

  #erased({ request, ranges, blobs, spared }: EntryData<'record.erased'>): void {
    this.#tombstones = [...this.#tombstones, { request, ranges, blobs }];
    const subject = this.request(request)?.subject;
    if (subject?.kind !== 'retention') return;
    const known = this.#periods.get(periodKey(subject));
    if (subject.spared) this.#periods.set(periodKey(subject), { request, before: subject.before, spared: subject.spared });
    else if (spared && subject.before >= (known?.before ?? 0)) {
      const goneBefore = new Map(known?.spared);
      this.#periods.set(periodKey(subject), { request, before: subject.before, spared: spared.map((id) => [id, goneBefore.get(id) ?? known?.before ?? 0] as const) });
    }
  }

  #complaint(entry: Entry): void {
    if (entry.type === 'complaint.recorded') {
      const { complaint, customer, conversation } = entry.data;
      const about = { ...(customer !== undefined && { customer }), ...(conversation !== undefined && { conversation }) };
      this.#all.set(complaint, about);
      this.#complaints.set(complaint, { complaint, ...about });
    } else if (entry.type === 'complaint.closed') this.#complaints.delete(entry.data.complaint);
    else if (entry.type === 'complaint.reopened') this.#complaints.set(entry.data.complaint, { complaint: entry.data.complaint, ...this.#all.get(entry.data.complaint) });
  }
}
