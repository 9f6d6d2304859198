/** Commands about follow-up plans. */
import { AppError } from '#shared/domain/errors';
import type { AccountId, CustomerId } from '#shared/domain/ids';
import { FILED_ACCOUNT } from '#shared/domain/customer';
import type { Actor } from '#shared/domain/person';
import type { customerRoutes } from '#shared/ipc/desk/customerRoutes';
import type { RouteParsed } from '#shared/ipc/route';
import type { Draft } from '#shared/ledger/entry';
import type { FollowUpRecord } from '../state/customerRecords';
import type { Recorder } from '../state/recorder';
import type { CustomerDesk } from './customerDesk';
import { nextDue } from './nextDue';

type Input<M extends keyof typeof customerRoutes> = RouteParsed<(typeof customerRoutes)[M]>;

export class PlanDesk {
  readonly #recorder: Recorder;
  readonly #customers: CustomerDesk;
  readonly #now: () => number;

  constructor(recorder: Recorder, customers: CustomerDesk, now: () => number) {
    this.#recorder = recorder;
    this.#customers = customers;
    this.#now = now;
  }

  async plan(data: Input<'followUp.plan'>, actor: Actor): Promise<void> {
    this.#customers.check([data.customer]);
    if (this.#recorder.state.customers.followUp(data.id)) throw new AppError('followUp.known', {});
    await this.#record(data.customer, { type: 'followUp.planned', data }, actor);
  }

  async done({ id, note }: Input<'followUp.done'>, actor: Actor): Promise<void> {
    const { customer, due, repeat } = this.#open(id);
    const next = repeat === undefined ? undefined : nextDue(due, repeat, this.#now());
    await this.#record(customer, { type: 'followUp.done', data: { id, customer, ...(note !== undefined && { note }), ...(next !== undefined && { next }) } }, actor);
  }

  async move({ id, due }: Input<'followUp.move'>, actor: Actor): Promise<void> {
    const { customer } = this.#open(id);
    await this.#record(customer, { type: 'followUp.moved', data: { id, customer, due } }, actor);
  }

  async cancel({ id }: Input<'followUp.cancel'>, actor: Actor): Promise<void> {
    const { customer } = this.#open(id);
    await this.#record(customer, { type: 'followUp.cancelled', data: { id, customer } }, actor);
  }

  async reopen(data: Input<'followUp.reopen'>, actor: Actor): Promise<void> {
    this.#customers.check([data.customer]);
    await this.#record(data.customer, { type: 'followUp.reopened', data }, actor);
  }

  #open(id: string): FollowUpRecord {
    const plan = this.#recorder.state.customers.followUp(id);
    if (plan === undefined) throw new AppError('followUp.unknown', {});
    return plan;
  }

  async #record(customer: CustomerId, fact: Pick<Draft, 'type' | 'data'>, actor: Actor): Promise<void> {
    const account = customer.slice(0, customer.indexOf('/')) as AccountId; // `account/contact` is our own format
    const draft = { ...fact, actor, ...((account as string) !== FILED_ACCOUNT && { account }) } as Draft; // type and data were given together
    await this.#recorder.record([draft]);
  }
}
