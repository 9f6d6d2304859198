/**
 * The fold of custody: who holds each account, its policy, and what is away from its post. Decides nothing: an outage
 * that ended waits in `pending` until the watch has put it on record or found it too short, so a crash between the
 * two forgets nothing and repeats nothing.
 */
import type { AbsenceKind, AccountPolicy, CustodyPolicy } from '#shared/domain/custody';
import { custodyPolicySchema } from '#shared/domain/custody';
import type { AccountId, PersonId } from '#shared/domain/ids';
import type { Entry, EntryOf } from '#shared/ledger/entry';
import { awayOnShift } from '#shared/rules/presence';
import type { RulePack } from '#shared/rules/rulePack';
import { scheduleOf, type Schedule } from '#shared/rules/schedule';
import shipped from '#resources/rules/custody.json';
import type { AccountRecord } from '../state/accountRecords';

/** What a company begins with; a broken resource is a bug of ours and throws. */
const defaultPolicy: CustodyPolicy = custodyPolicySchema.parse(shipped);

/** Away since `from`; `account` for that kind alone. */
export type Outage = { readonly kind: AbsenceKind; readonly account?: AccountId; readonly person?: PersonId; readonly from: number };
export type EndedOutage = Outage & { readonly to: number };
export type HolderRecord = { readonly person: PersonId; readonly since: number };

export type CustodyJson = {
  readonly holders: readonly (readonly [AccountId, HolderRecord])[];
  readonly policies: readonly (readonly [AccountId, AccountPolicy])[];
  readonly policy: CustodyPolicy | null;
  readonly open: readonly (readonly [string, Outage])[];
  readonly pending: readonly EndedOutage[];
  readonly handovers: readonly string[];
  readonly sitting: PersonId | null;
  readonly lastSat: PersonId | null;
  readonly lastAt: number;
};

/** What else of the fold it looks at, as it stands after the entry. */
export type CustodyView = { readonly account: (id: AccountId) => AccountRecord | undefined; readonly pack: RulePack; /** When that person is on shift. */ readonly workOf: (person: PersonId) => Schedule };

const HANDOVERS_KEPT = 200;
const SEAT = 'seat';
const keyOf = ({ kind, account }: Pick<Outage, 'kind' | 'account'>): string => (kind === 'account' ? `account ${account}` : kind);

/** Entries that are written while the desk starts: no sign that it lived before. */
const AT_START: ReadonlySet<Entry['type']> = new Set<Entry['type']>(['system.recovered', 'storage.level']);
/** Somebody rose for good; a lock or a pause leaves them on duty. */
const LEAVES: ReadonlySet<string> = new Set(['signOut', 'quit', 'ended']);

export class CustodyFold {
  readonly #holders: Map<AccountId, HolderRecord>;
  readonly #policies: Map<AccountId, AccountPolicy>;
  #policy: CustodyPolicy | null;
  readonly #open: Map<string, Outage>;
  #pending: readonly EndedOutage[];
  readonly #handovers: Set<string>;
  #sitting: PersonId | null;
  /** Who sat here last: an absence of the desk is told with their name. */
  #lastSat: PersonId | null;
  #lastAt: number;

  constructor(json?: CustodyJson) {
    this.#holders = new Map(json?.holders);
    this.#policies = new Map(json?.policies);
    this.#policy = json?.policy ?? null;
    this.#open = new Map(json?.open);
    this.#pending = json?.pending ?? [];
    this.#handovers = new Set(json?.handovers);
    this.#sitting = json?.sitting ?? null;
    this.#lastSat = json?.lastSat ?? null;
    this.#lastAt = json?.lastAt ?? 0;
  }

  get policy(): CustodyPolicy { return this.#policy ?? defaultPolicy; }
  policyOf(account: AccountId): AccountPolicy | undefined { return this.#policies.get(account); }
  holder(account: AccountId): PersonId | undefined { return this.#holders.get(account)?.person; }
  heldBy(person: PersonId): readonly AccountId[] { return [...this.#holders].filter(([, held]) => held.person === person).map(([id]) => id); }
  /** Who sat at this desk last. */
  get lastSat(): PersonId | undefined { return this.#lastSat ?? undefined; }
  isHandedOver(handover: string): boolean { return this.#handovers.has(handover); }
  /** Going on now. */
  open(): readonly Outage[] { return [...this.#open.values()]; }
  /** Over and not on record yet. */
  pending(): readonly EndedOutage[] { return this.#pending; }

  apply(entry: Entry, view: CustodyView): void {
    if (entry.type === 'system.started') this.#started(entry, view);
    else this.#hold(entry);
    this.#watch(entry, view);
    if (!AT_START.has(entry.type)) this.#lastAt = Math.max(this.#lastAt, entry.at);
  }

  toJson(): CustodyJson {
    return {
      holders: [...this.#holders], policies: [...this.#policies], policy: this.#policy, open: [...this.#open], pending: this.#pending,
      handovers: [...this.#handovers], sitting: this.#sitting, lastSat: this.#lastSat, lastAt: this.#lastAt,
    };
  }

  #hold(entry: Entry): void {
    const { account } = entry;
    switch (entry.type) {
      case 'account.issued': if (account) this.#holders.set(account, { person: entry.data.person, since: entry.at }); break;
      case 'account.returned': if (account) this.#holders.delete(account); break;
      case 'account.policySet': if (account) this.#policies.set(account, entry.data.policy); break;
      case 'custody.policySet': this.#policy = entry.data.policy; break;
      case 'handover.done': this.#keepHandover(entry.data.handover); break;
      default: break;
    }
  }

  #watch(entry: Entry, view: CustodyView): void {
    switch (entry.type) {
      case 'absence.noted': return this.#noted(entry);
      case 'session.opened': {
        this.#end(SEAT, entry.data.at, view);
        this.#sitting = entry.data.person;
        this.#lastSat = entry.data.person;
        return;
      }
      case 'session.closed': {
        if (!LEAVES.has(entry.data.why) || this.#sitting !== entry.data.person) return;
        this.#begin({ kind: 'seat', person: entry.data.person, from: entry.data.at });
        this.#sitting = null;
        return;
      }
      // The desk itself is away now: what was away before it stops here.
      case 'system.stopped': for (const key of [...this.#open.keys()]) this.#end(key, entry.at, view); return;
      case 'account.status': case 'account.issued': case 'account.returned': case 'account.paused': case 'account.resumed': case 'account.removed':
        if (entry.account !== undefined) this.#look(entry.account, entry.at, view);
        return;
      default: return;
    }
  }

  /** Nothing counts twice: what was away ends with the last sign of life, then the desk was away, then it begins anew. */
  #started(entry: EntryOf<'system.started'>, view: CustodyView): void {
    const alive = Math.min(entry.at, Math.max(this.#lastAt, entry.data.aliveUntil ?? 0));
    for (const key of [...this.#open.keys()]) this.#end(key, alive, view);
    if (this.#lastSat !== null) this.#settle({ kind: 'desk', person: this.#lastSat, from: alive, to: entry.at }, view);
    for (const account of this.#holders.keys()) {
      const record = view.account(account);
      const person = this.holder(account);
      if (record && !record.paused && !record.removed && person !== undefined) this.#begin({ kind: 'account', account, person, from: entry.at });
    }
  }

  #look(account: AccountId, at: number, view: CustodyView): void {
    const record = view.account(account);
    const person = this.holder(account);
    const isOn = record?.status?.state === 'online' || record?.status?.state === 'degraded';
    const isAway = record !== undefined && person !== undefined && !record.paused && !record.removed && !isOn;
    const key = keyOf({ kind: 'account', account });
    const open = this.#open.get(key);
    if (open && (!isAway || open.person !== person)) this.#end(key, at, view);
    if (isAway && !this.#open.has(key)) this.#begin({ kind: 'account', account, person, from: at });
  }

  #begin(outage: Outage): void { this.#open.set(keyOf(outage), outage); }

  #end(key: string, to: number, view: CustodyView): void {
    const open = this.#open.get(key);
    if (!open) return;
    this.#open.delete(key);
    this.#settle({ ...open, to }, view);
  }

  /** Kept for the watch when it is long enough to count. */
  #settle(ended: EndedOutage, { pack, workOf }: CustodyView): void {
    const schedule = ended.person === undefined ? scheduleOf('shifts', pack.calendar, pack.shifts) : workOf(ended.person);
    if (awayOnShift(schedule, ended.from, ended.to, this.policy.absenceGraceSeconds * 1000)) this.#pending = [...this.#pending, ended];
  }

  #noted(entry: EntryOf<'absence.noted'>): void {
    const { kind, closes, to } = entry.data;
    const of = { kind, ...(entry.account !== undefined && { account: entry.account }) };
    const key = keyOf(of);
    if (closes) {
      const at = this.#pending.findIndex((each) => keyOf(each) === key);
      this.#pending = this.#pending.filter((_, place) => place !== at);
      return;
    }
    const open = this.#open.get(key);
    if (open) this.#open.set(key, { ...open, from: Math.max(open.from, to) });
  }

  #keepHandover(id: string): void {
    this.#handovers.add(id);
    const [oldest] = this.#handovers.size > HANDOVERS_KEPT ? this.#handovers : [];
    if (oldest !== undefined) this.#handovers.delete(oldest);
  }
}
