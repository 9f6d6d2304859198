/**
 * What the engine must know of customers to decide: who is joined with whom, actions that can be taken back, open
 * follow-ups, who owns a segment. Names, tags and fields are the archive's business.
 */
import { joinedMembers, splitMembers } from '#shared/domain/customerFile';
import type { Repeat } from '#shared/domain/customer';
import type { CustomerId, PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { BoundedMap } from './boundedMap';

/** Older actions can no longer be taken back. */
const ACTIONS_KEPT = 2_000;

export type FollowUpRecord = { readonly id: string; readonly customer: CustomerId; readonly due: number; readonly repeat?: Repeat; readonly reminded: boolean };
export type ActionRecord = { readonly by?: PersonId; readonly reverted: boolean };
export type SegmentRecord = { readonly by?: PersonId; readonly shared: boolean };

export type CustomersJson = {
  readonly persons: readonly (readonly CustomerId[])[];
  readonly actions: readonly (readonly [string, ActionRecord])[];
  readonly followUps: readonly FollowUpRecord[];
  readonly segments: readonly (readonly [string, SegmentRecord])[];
};

const personOf = (entry: Entry): PersonId | undefined => (entry.actor.kind === 'person' ? entry.actor.id : undefined);

export class CustomerRecords {
  /** Members of persons of several files, under each member. */
  readonly #members = new Map<CustomerId, readonly CustomerId[]>();
  readonly #actions: BoundedMap<string, ActionRecord>;
  readonly #followUps: Map<string, FollowUpRecord>;
  readonly #segments: Map<string, SegmentRecord>;

  constructor(json?: CustomersJson) {
    for (const members of json?.persons ?? []) for (const id of members) this.#members.set(id, members);
    this.#actions = new BoundedMap(ACTIONS_KEPT, json?.actions ?? []);
    this.#followUps = new Map((json?.followUps ?? []).map((plan) => [plan.id, plan]));
    this.#segments = new Map(json?.segments ?? []);
  }

  /** Files of the person this file belongs to, at least itself. */
  members(id: CustomerId): readonly CustomerId[] { return this.#members.get(id) ?? [id]; }
  action(id: string): ActionRecord | undefined { return this.#actions.get(id); }
  followUp(id: string): FollowUpRecord | undefined { return this.#followUps.get(id); }
  segment(id: string): SegmentRecord | undefined { return this.#segments.get(id); }

  /** Open plans nobody was reminded of yet, earliest first. */
  pending(): readonly FollowUpRecord[] {
    return [...this.#followUps.values()].filter((plan) => !plan.reminded).sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
  }

  openPlans(): readonly FollowUpRecord[] { return [...this.#followUps.values()]; }

  apply(entry: Entry): void {
    switch (entry.type) {
      case 'customer.merged': return this.#set(joinedMembers(this.members(entry.data.into), entry.data.from.map((id) => this.members(id))));
      case 'customer.split': return this.#split(entry.data.customers);
      case 'customer.changed': case 'customer.imported': { this.#actions.set(entry.data.action, { by: personOf(entry), reverted: false }); return; }
      case 'customer.reverted': { this.#actions.set(entry.data.action, { ...this.#actions.get(entry.data.action), reverted: true }); return; }
      case 'segment.saved': { this.#segments.set(entry.data.segment.id, { by: this.#segments.get(entry.data.segment.id)?.by ?? personOf(entry), shared: entry.data.segment.shared }); return; }
      case 'segment.removed': { this.#segments.delete(entry.data.segment); return; }
      default: return this.#plan(entry);
    }
  }

  toJson(): CustomersJson {
    return {
      persons: [...new Set(this.#members.values())], actions: this.#actions.entries(),
      followUps: [...this.#followUps.values()], segments: [...this.#segments],
    };
  }

  #plan(entry: Entry): void {
    switch (entry.type) {
      case 'followUp.planned': {
        const { id, customer, due, repeat } = entry.data;
        this.#followUps.set(id, { id, customer, due, reminded: false, ...(repeat !== undefined && { repeat }) });
        return;
      }
      case 'followUp.done': { this.#again(entry.data.id, entry.data.next); return; }
      case 'followUp.cancelled': { this.#followUps.delete(entry.data.id); return; }
      case 'followUp.moved': { this.#again(entry.data.id, entry.data.due); return; }
      case 'followUp.reopened': {
        const { id, customer, due } = entry.data;
        this.#followUps.set(id, { ...this.#followUps.get(id), id, customer, due, reminded: false });
        return;
      }
      case 'followUp.reminded': {
        const plan = this.#followUps.get(entry.data.id);
        if (plan?.due === entry.data.due) this.#followUps.set(plan.id, { ...plan, reminded: true });
        return;
      }
      default: return;
    }
  }

  #again(id: string, due: number | undefined): void {
    const plan = this.#followUps.get(id);
    if (plan === undefined) return;
    if (due === undefined) this.#followUps.delete(id);
    else this.#followUps.set(id, { ...plan, due, reminded: false });
  }

  #split(customers: readonly CustomerId[]): void {
    const [first] = customers;
    if (first === undefined) return;
    const { stay, leave } = splitMembers(this.members(first), customers);
    if (stay.length === 0 || leave.length === 0) return;
    this.#set(stay);
    this.#set(leave);
  }

  #set(members: readonly CustomerId[]): void {
    for (const id of members) {
      if (members.length === 1) this.#members.delete(id);
      else this.#members.set(id, members);
    }
  }
}
