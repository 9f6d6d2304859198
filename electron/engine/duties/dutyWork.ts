/**
 * What the records themselves tell of daily duties: who held which account when, and our first words of a day in every
 * group. Kept as long as a duty of that day can still be judged, or told anew.
 */
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { dayTextAt } from '#shared/rules/duties/days';

/** `to` is absent while it lasts; `seq` is the entry that gave the account to the person. */
export type Hold = { readonly person: PersonId; readonly from: number; readonly to?: number; readonly seq: number };
/** Our first message of a day in a group. */
export type Spoke = { readonly at: number; readonly seq: number };

export type DutyWorkJson = {
  readonly holds: readonly (readonly [AccountId, readonly Hold[]])[];
  readonly spoke: readonly (readonly [ConversationId, readonly Spoke[]])[];
  readonly lastAt: number;
  readonly seenUpTo: number;
};

/** A desk closed for two months still finds what happened before it closed. */
const HOLDS_KEPT_MS = 70 * 86_400_000;
/** So many days back history that comes late still tells what was done. */
export const DAYS_TOLD = 35;

export class DutyWork {
  readonly #holds: Map<AccountId, readonly Hold[]>;
  readonly #spoke: Map<ConversationId, readonly Spoke[]>;
  #lastAt: number;
  #seenUpTo: number;

  constructor(json?: DutyWorkJson) {
    this.#holds = new Map(json?.holds);
    this.#spoke = new Map(json?.spoke);
    this.#lastAt = json?.lastAt ?? 0;
    this.#seenUpTo = json?.seenUpTo ?? 0;
  }

  /** Accounts somebody held, with their holders, oldest first. */
  holds(): IterableIterator<[AccountId, readonly Hold[]]> { return this.#holds.entries(); }
  /** Our first words of the latest days on which we wrote there. */
  spokeIn(conversation: ConversationId): readonly Spoke[] { return this.#spoke.get(conversation) ?? []; }
  /** Until when the desk had written something before it was last started, ms; 0 for the first start. */
  get seenUpTo(): number { return this.#seenUpTo; }

  apply(entry: Entry, isGroup: (conversation: ConversationId) => boolean, offsetMinutes: number): void {
    const { account, conversation } = entry;
    if (entry.type === 'system.started') this.#seenUpTo = this.#lastAt;
    // Written while the desk starts: no sign that it ran before.
    if (entry.type !== 'system.recovered' && entry.type !== 'storage.level') this.#lastAt = Math.max(this.#lastAt, entry.at);
    if (account === undefined) return;
    switch (entry.type) {
      case 'account.issued': this.#give(account, entry.at, { person: entry.data.person, from: entry.at, seq: entry.seq }); return;
      case 'account.returned': case 'account.removed': this.#give(account, entry.at); return;
      case 'message.received':
        if (conversation !== undefined && entry.data.direction === 'out' && isGroup(conversation)) this.#spokeAt(conversation, { at: entry.data.at, seq: entry.seq }, offsetMinutes);
        return;
      case 'reply.accepted':
        if (conversation !== undefined && isGroup(conversation)) this.#spokeAt(conversation, { at: entry.data.at, seq: entry.seq }, offsetMinutes);
        return;
      default:
    }
  }

  toJson(): DutyWorkJson {
    return { holds: [...this.#holds], spoke: [...this.#spoke], lastAt: this.#lastAt, seenUpTo: this.#seenUpTo };
  }

  #give(account: AccountId, at: number, next?: Hold): void {
    const before = (this.#holds.get(account) ?? []).map((hold) => (hold.to === undefined ? { ...hold, to: at } : hold)).filter(({ to }) => (to ?? at) > at - HOLDS_KEPT_MS);
    this.#holds.set(account, next === undefined ? before : [...before, next]);
  }

  #spokeAt(conversation: ConversationId, said: Spoke, offsetMinutes: number): void {
    const known = this.spokeIn(conversation);
    const dayOf = ({ at }: Spoke): string => dayTextAt(offsetMinutes, at);
    const same = known.find((each) => dayOf(each) === dayOf(said));
    if (same !== undefined && same.at <= said.at) return;
    this.#spoke.set(conversation, [...known.filter((each) => each !== same), said].sort((a, b) => a.at - b.at).slice(-DAYS_TOLD));
  }
}
