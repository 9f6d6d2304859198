/** Commands about customers as persons. Each is checked against the fold and becomes entries, all or none. */
import { AppError } from '#shared/domain/errors';
import { FILED_ACCOUNT } from '#shared/domain/customer';
import type { AccountId, CustomerId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import type { customerRoutes } from '#shared/ipc/desk/customerRoutes';
import type { RouteParsed } from '#shared/ipc/route';
import type { Draft } from '#shared/ledger/entry';
import type { Recorder } from '../state/recorder';

type Input<M extends keyof typeof customerRoutes> = RouteParsed<(typeof customerRoutes)[M]>;

/** Customers one entry names; a longer action is several entries in one append. */
const PART = 500;
const IMPORT_PART = 200;

const parts = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

/** The account of a file; `undefined` for files made by hand or import. */
const accountOf = (customer: CustomerId): AccountId | undefined => {
  const account = customer.slice(0, customer.indexOf('/'));
  return account === FILED_ACCOUNT ? undefined : account as AccountId; // `account/contact` is our own format
};

export class CustomerDesk {
  readonly #recorder: Recorder;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** `customer.unknown` when the account in an id is not ours. */
  check(customers: readonly CustomerId[]): void {
    const { accounts } = this.#recorder.state;
    const unknown = customers.some((id) => {
      const account = accountOf(id);
      return account !== undefined && !accounts.get(account);
    });
    if (unknown) throw new AppError('customer.unknown', {});
  }

  async merge({ into, from, evidence }: Input<'customer.merge'>, actor: Actor): Promise<void> {
    this.check([into, ...from]);
    const members = new Set(this.#recorder.state.customers.members(into));
    const others = from.filter((id) => !members.has(id));
    if (others.length === 0) throw new AppError('customer.sameAlready', {});
    await this.#about(into, actor, { type: 'customer.merged', data: { into, from: others, evidence } });
  }

  async split({ customers, note }: Input<'customer.split'>, actor: Actor): Promise<void> {
    const [first] = customers;
    const members = first === undefined ? [] : this.#recorder.state.customers.members(first);
    const isPart = customers.every((id) => members.includes(id)) && new Set(customers).size < members.length;
    if (first === undefined || !isPart) throw new AppError('customer.notJoined', {});
    await this.#about(first, actor, { type: 'customer.split', data: { customers, ...(note !== undefined && { note }) } });
  }

  async distinguish(data: Input<'customer.distinguish'>, actor: Actor): Promise<void> {
    this.check([data.customer, data.other]);
    await this.#about(data.customer, actor, { type: 'customer.distinguished', data });
  }

  async star(data: Input<'customer.star'>, actor: Actor): Promise<void> {
    this.check([data.customer]);
    await this.#about(data.customer, actor, { type: 'customer.starred', data });
  }

  async profile(data: Input<'customer.profile'>, actor: Actor): Promise<void> {
    this.check([data.customer]);
    await this.#about(data.customer, actor, { type: 'customer.profiled', data });
  }

  async reveal(data: Input<'customer.reveal'>, actor: Actor): Promise<void> {
    this.check([data.customer]);
    await this.#about(data.customer, actor, { type: 'customer.revealed', data });
  }

  async change({ action, customers, change }: Input<'customer.change'>, actor: Actor): Promise<void> {
    const named = [...new Set(customers)];
    this.check(named);
    this.#fresh(action);
    await this.#recorder.record(parts(named, PART).map((part) => ({ type: 'customer.changed' as const, actor, data: { action, customers: part, change, scale: named.length } })));
  }

  async import({ action, file, rows }: Input<'customer.import'>, actor: Actor): Promise<void> {
    this.check(rows.map((row) => row.customer));
    this.#fresh(action);
    await this.#recorder.record(parts(rows, IMPORT_PART).map((part) => ({ type: 'customer.imported' as const, actor, data: { action, file, rows: part, scale: rows.length } })));
  }

  async revert({ action }: Input<'customer.revert'>, actor: Actor): Promise<void> {
    const known = this.#recorder.state.customers.action(action);
    if (known === undefined) throw new AppError('customer.actionUnknown', {});
    if (known.reverted) throw new AppError('customer.actionReverted', {});
    if (actor.kind === 'person' && actor.role === 'agent' && known.by !== actor.id) throw new AppError('customer.actionForeign', {});
    await this.#recorder.record([{ type: 'customer.reverted', actor, data: { action } }]);
  }

  async saveSegment({ segment }: Input<'segment.save'>, actor: Actor): Promise<void> {
    this.#ownSegment(segment.id, actor);
    await this.#recorder.record([{ type: 'segment.saved', actor, data: { segment } }]);
  }

  async removeSegment({ segment }: Input<'segment.remove'>, actor: Actor): Promise<void> {
    if (!this.#recorder.state.customers.segment(segment)) throw new AppError('segment.unknown', {});
    this.#ownSegment(segment, actor);
    await this.#recorder.record([{ type: 'segment.removed', actor, data: { segment } }]);
  }

  /** Facts of the company that need no look at the fold. */
  async note(draft: Extract<Draft, { readonly type: 'customer.exported' | 'customer.fieldDefined' | 'customer.fieldRetired' | 'customer.policySet' }>): Promise<void> {
    await this.#recorder.record([draft]);
  }

  /** One entry about a customer, under the account of the file it names. */
  async #about(customer: CustomerId, actor: Actor, fact: Pick<Draft, 'type' | 'data'>): Promise<void> {
    const account = accountOf(customer);
    const draft = { ...fact, actor, ...(account !== undefined && { account }) } as Draft; // type and data were given together
    await this.#recorder.record([draft]);
  }

  /** Two actions under one id would be taken back together. */
  #fresh(action: string): void {
    if (this.#recorder.state.customers.action(action)) throw new AppError('customer.actionKnown', {});
  }

  #ownSegment(id: string, actor: Actor): void {
    const known = this.#recorder.state.customers.segment(id);
    const isOurs = known?.by === undefined || actor.kind !== 'person' || actor.role === 'administrator' || known.by === actor.id;
    if (!isOurs) throw new AppError('segment.foreign', {});
  }
}
