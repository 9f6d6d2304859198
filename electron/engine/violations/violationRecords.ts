/** The regulation in force and how everything put up under it stands: what decisions are checked against. */
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import type { Entry, EntryData, EntryOf } from '#shared/ledger/entry';
import { amountOf } from '#shared/rules/regulation/charge';
import type { ViolationState } from '#shared/rules/regulation/monthTotals';
import { regulationSchema, ruleOf, type Regulation } from '#shared/rules/regulation/regulationPack';
import shipped from '#resources/rules/regulation.json';

/** What a company begins with; a broken resource is a bug of ours and throws. */
const shippedRegulation: Regulation = regulationSchema.parse(shipped);

/** `decided`: when it was confirmed or dismissed last, and by whom. */
export type ViolationRecord = {
  readonly rule: string; readonly person: PersonId; readonly pack: number; readonly month: string; readonly at: number; readonly state: ViolationState;
  /** What the rule computed, and what stands now. */
  readonly proposed?: number | undefined; readonly fen?: number | undefined; readonly over?: number | undefined;
  readonly account?: AccountId | undefined; readonly conversation?: ConversationId | undefined;
  readonly decided?: { readonly at: number; readonly by?: PersonId };
  /** Of a late reply, ms: when the customer spoke, the limit of its clock, and until when nobody is known to have answered. */
  readonly wait?: { readonly clock: string; readonly since: number; readonly limit: number; readonly until: number };
};

/** What records that came later tell of one. `refutedBy`: it was done in time, and nobody decided yet; the code of why it is withdrawn. */
export type Retold = { readonly data: EntryData<'violation.retold'>; readonly refutedBy?: 'dutyDone' | 'answeredInTime' };

type Proposed = EntryOf<'violation.proposed'>['data'];

const waitOf = ({ kind, at, evidence, detail }: Proposed): ViolationRecord['wait'] => {
  const { clock, limit, until } = detail ?? {};
  if (kind !== 'lateReply' && kind !== 'lateNotice') return undefined;
  if (typeof clock !== 'string' || typeof limit !== 'number' || typeof until !== 'number') return undefined;
  const since = Math.min(...evidence.flatMap((proof) => proof.at ?? []), at);
  return { clock, since, limit, until };
};

export type ViolationRecordsJson = {
  readonly pack: Regulation | null;
  readonly packs: readonly Regulation[];
  readonly records: readonly (readonly [string, ViolationRecord])[];
  readonly voids: readonly (readonly [string, string])[];
};

export class ViolationRecords {
  #pack: Regulation | null;
  readonly #packs: Map<number, Regulation>;
  readonly #records: Map<string, ViolationRecord>;
  /** Late replies by their conversation. */
  readonly #waits = new Map<ConversationId, string[]>();
  /** Open ones whose ground was found to be none, with the code of why. */
  readonly #voids: Map<string, string>;

  constructor(json?: ViolationRecordsJson) {
    this.#pack = json?.pack ?? null;
    this.#packs = new Map((json?.packs ?? []).map((pack) => [pack.version, pack]));
    this.#records = new Map(json?.records);
    this.#voids = new Map(json?.voids);
    for (const [id, record] of this.#records) this.#indexWait(id, record);
  }

  /** In force. */
  get pack(): Regulation { return this.#pack ?? shippedRegulation; }
  /** A version something was proposed under. */
  packOf(version: number): Regulation | undefined { return version === shippedRegulation.version ? shippedRegulation : this.#packs.get(version); }
  get(id: string): ViolationRecord | undefined { return this.#records.get(id); }
  has(id: string): boolean { return this.#records.has(id); }
  all(): IterableIterator<[string, ViolationRecord]> { return this.#records.entries(); }
  /** What its rule, as it was, asks for so much beyond the limit (ms); undefined for nothing beyond, or no amount. */
  fenFor({ pack, rule }: ViolationRecord, over: number | undefined): number | undefined {
    const known = this.packOf(pack);
    const charge = known && ruleOf(known, rule)?.charge;
    return over === undefined || charge === undefined ? undefined : amountOf(charge, over);
  }
  /** Late replies on record in a conversation. */
  waitsOf(conversation: ConversationId): readonly (readonly [string, ViolationRecord])[] {
    return (this.#waits.get(conversation) ?? []).flatMap((id) => {
      const record = this.#records.get(id);
      return record === undefined ? [] : [[id, record] as const];
    });
  }
  /** Open, and their ground fell away: id and code of why. */
  voids(): readonly (readonly [string, string])[] { return [...this.#voids]; }

  /** The ground of a fact fell away; what is decided stays decided. */
  void(fact: string, why: string): void {
    for (const [id, { state }] of this.#records) if (state === 'proposed' && id.endsWith(`:${fact}`)) this.#voids.set(id, why);
  }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'regulation.set': this.#pack = entry.data.pack; this.#packs.set(entry.data.pack.version, entry.data.pack); return;
      case 'violation.proposed': return this.#proposed(entry);
      case 'violation.retold': return this.#retold(entry);
      case 'violation.confirmed': return this.#decide(entry, { state: 'confirmed', fen: entry.data.fen });
      case 'violation.dismissed': return this.#decide(entry, { state: 'dismissed' });
      case 'violation.reopened': {
        const { decided: _gone, ...record } = this.#records.get(entry.data.violation) ?? {};
        if ('rule' in record) this.#records.set(entry.data.violation, { ...record, state: 'proposed', fen: record.proposed });
        return;
      }
      case 'violation.appealed': return this.#change(entry.data.violation, { state: 'appealed' });
      case 'violation.appealDecided': return this.#change(entry.data.violation, { state: entry.data.verdict, fen: entry.data.fen });
      default:
    }
  }

  toJson(): ViolationRecordsJson {
    return { pack: this.#pack, packs: [...this.#packs.values()], records: [...this.#records], voids: [...this.#voids] };
  }

  #proposed({ data }: EntryOf<'violation.proposed'>): void {
    const { violation, rule, person, pack, month, at, fen, over, account, conversation } = data;
    if (this.#records.has(violation)) return;
    const wait = waitOf(data);
    const record: ViolationRecord = { rule, person, pack, month, at, proposed: fen, fen, over, account, conversation, state: 'proposed', ...(wait !== undefined && { wait }) };
    this.#records.set(violation, record);
    this.#indexWait(violation, record);
  }

  #indexWait(id: string, { conversation, wait }: ViolationRecord): void {
    if (wait !== undefined && conversation !== undefined) this.#waits.set(conversation, [...this.#waits.get(conversation) ?? [], id]);
  }

  #retold({ data: { violation, over, fen, evidence } }: EntryOf<'violation.retold'>): void {
    const known = this.#records.get(violation);
    const until = evidence[0]?.at;
    this.#change(violation, {
      over, ...(fen !== undefined && { proposed: fen, ...(known?.state === 'proposed' && { fen }) }),
      ...(known?.wait !== undefined && until !== undefined && { wait: { ...known.wait, until } }),
    });
  }

  #decide(entry: EntryOf<'violation.confirmed' | 'violation.dismissed'>, change: Partial<ViolationRecord>): void {
    this.#voids.delete(entry.data.violation);
    this.#change(entry.data.violation, { ...change, decided: { at: entry.at, ...(entry.actor.kind === 'person' && { by: entry.actor.id }) } });
  }

  #change(id: string, part: Partial<ViolationRecord>): void {
    const known = this.#records.get(id);
    if (known) this.#records.set(id, { ...known, ...part });
  }
}
