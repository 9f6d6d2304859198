/** Erasure as the desk commands it: asked by one, decided by another, carried out; and what the periods propose every day. */
import { randomUUID } from 'node:crypto';
import { AppError } from '#shared/domain/errors';
import type { AccountId, ConversationId, CustomerId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import type { RetentionRule } from '#shared/domain/retention';
import type { ErasurePreview } from '#shared/ipc/desk/retentionRoutes';
import type { ErasureSubject } from '#shared/ledger/bodies/retention';
import type { Draft } from '#shared/ledger/entry';
import { decidesAlone, mayDecide } from '#shared/rules/permissions';
import type { ErasureRequest } from '#shared/rules/retention/matters';
import type { Clock, Logger } from '../channels/contract/channel';
import { conversationsOf } from '../evidence/scope';
import type { Gate } from '../platform/gate';
import { createMutex, drop } from '../platform/promises';
import type { EngineState } from '../state/engineState';
import { planErasures, type ErasurePlan } from './erasurePlan';
import { runErasure, type ErasureParts } from './erasureRun';
import { heldConversations, holdsOn } from './holds';
import { retentionRules } from './retentionRules';

type ByPerson = Extract<Actor, { readonly kind: 'person' }>;
type Parts = ErasureParts & {
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the folder of copies can be told now. Never rejects. */
  readonly reachesCopies: () => Promise<boolean>;
  /** Whoever reads the files of the ledger themselves passes; bodies go while nobody does. */
  readonly files: Gate;
};

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** After the start, so that the accounts are served first. */
const SETTLE_MS = 60_000;

export class ErasureDesk {
  readonly #parts: Parts;
  readonly #inTurn = createMutex();
  #cancelTimer: (() => void) | null = null;
  readonly #aborting = new AbortController();

  constructor(parts: Parts) { this.#parts = parts; }

  /** Goes on with what a crash cut short; looks every day what is past its period. */
  start(): void {
    this.#runBehind();
    this.#cancelTimer = this.#parts.clock.after(SETTLE_MS, () => this.#daily());
  }

  async stop(): Promise<void> {
    this.#cancelTimer?.();
    this.#aborting.abort();
    await this.#inTurn(async () => undefined);
  }

  async preview(customer: CustomerId, actor: ByPerson): Promise<ErasurePreview> {
    const { subject, plan } = await this.#plan(customer);
    const keep = this.#state.backup.plan?.keep;
    const isAlone = decidesAlone(this.#state.people.all(), actor.id, '');
    return {
      subject, count: plan.count, holds: this.#holds(subject), clause: retentionRules.erasure.clause,
      copies: keep === undefined ? null : { keep, inReach: await this.#parts.reachesCopies() }, ...(isAlone && { aloneAfterHours: retentionRules.erasure.waitHours }),
    };
  }

  ask(customer: CustomerId, reason: string, actor: ByPerson): Promise<{ readonly request: string }> {
    return this.#inTurn(async () => {
      const { subject, plan } = await this.#plan(customer);
      this.#checkFree(subject);
      if (plan.count.entries + plan.count.files === 0) throw new AppError('erasure.nothing');
      const isPending = this.#state.retention.matters.requests.some((each) => each.state === 'asked' && each.subject.kind === 'customer' && each.subject.customers.some((id) => subject.customers.includes(id)));
      if (isPending) throw new AppError('erasure.pending');
      const request = randomUUID();
      await this.#parts.recorder.record([{ type: 'erasure.asked', actor, data: { request, subject, reason, clause: retentionRules.erasure.clause, count: plan.count } }]);
      return { request };
    });
  }

  decide(id: string, verdict: 'approved' | 'rejected', reason: string | undefined, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const asked = this.#open(id);
      const { alone } = this.#mayDecide(asked, actor, verdict, reason);
      if (verdict === 'approved') this.#checkFree(asked.subject);
      await this.#parts.recorder.record([{ type: 'erasure.decided', actor, data: { request: id, verdict, ...(alone && { alone }), ...(reason !== undefined && { reason }) } }]);
      if (verdict === 'approved') this.#runBehind();
    });
  }

  withdraw(id: string, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const asked = this.#open(id);
      if (asked.by !== actor.id) throw new AppError('erasure.notEntitled');
      await this.#parts.recorder.record([{ type: 'erasure.decided', actor, data: { request: id, verdict: 'withdrawn' } }]);
    });
  }

  async placeHold(of: { readonly customer?: CustomerId; readonly conversation?: ConversationId }, reason: string, actor: ByPerson): Promise<void> {
    const state = this.#state;
    if (of.conversation !== undefined && !state.conversations.get(of.conversation)) throw new AppError('conversation.unknown', {});
    const person = of.customer === undefined ? { customers: [], conversations: [] } : conversationsOf(state, of.customer);
    if (of.customer === undefined && of.conversation === undefined) throw new AppError('customer.unknown', {});
    const conversations = of.conversation === undefined ? person.conversations : [...person.conversations, of.conversation];
    await this.#parts.recorder.record([{ type: 'hold.placed', actor, data: { hold: randomUUID(), customers: person.customers, conversations, reason } }]);
  }

  async liftHold(hold: string, reason: string, actor: ByPerson): Promise<void> {
    const known = this.#state.retention.matters.holds.find((each) => each.hold === hold);
    if (!known || known.lifted !== undefined) throw new AppError('hold.unknown');
    await this.#parts.recorder.record([{ type: 'hold.lifted', actor, data: { hold, reason } }]);
  }

  async setRules(rules: readonly RetentionRule[], actor: ByPerson): Promise<void> {
    for (const { account } of rules) if (account !== null && !this.#state.accounts.get(account)) throw new AppError('account.unknown');
    await this.#parts.recorder.record([{ type: 'retention.set', actor, data: { rules } }]);
  }

  /** One proposal for each account and kind with something past its period; those of a rule that says so are carried out at once. */
  look(): Promise<{ readonly proposals: number }> {
    return this.#inTurn(async () => {
      const { ledger, recorder, now } = this.#parts;
      const { rules, requests } = this.#state.retention.matters;
      const subjects = subjectsOf(rules, this.#state, now()).filter(({ subject }) => !requests.some(({ state, subject: other }) => state === 'asked' && isSameMatter(subject, other)));
      if (subjects.length === 0) return { proposals: 0 };
      const plans = await planErasures(ledger, subjects.map(({ subject }) => subject), heldConversations(this.#state, now()), this.#aborting.signal);
      const drafts: Draft[] = plans.flatMap(({ subject, count }, at) => {
        const rule = subjects[at]?.rule;
        if (!rule || count.entries + count.files === 0) return [];
        const request = randomUUID();
        const data = { request, subject, reason: `${rule.days} d`, clause: retentionRules.period.clause, count };
        return [{ type: 'erasure.asked', actor: system, data } satisfies Draft, ...(rule.auto ? [{ type: 'erasure.decided', actor: system, data: { request, verdict: 'approved' } } satisfies Draft] : [])];
      });
      await recorder.record(drafts);
      this.#runBehind();
      return { proposals: drafts.filter(({ type }) => type === 'erasure.asked').length };
    });
  }

  get #state(): EngineState { return this.#parts.recorder.state; }

  #daily(): void {
    this.#runBehind();
    drop(this.look(), this.#parts.log, 'periods looked through');
    this.#cancelTimer = this.#parts.clock.after(DAY, () => this.#daily());
  }

  /** What fails stays approved: the next day, or the next start, goes on with it. */
  #runBehind(): void {
    drop(this.#inTurn(async () => {
      for (const request of this.#state.retention.approved()) await this.#parts.files.alone(() => runErasure(this.#parts, request));
    }), this.#parts.log, 'erasure');
  }

  async #plan(customer: CustomerId): Promise<{ readonly subject: Extract<ErasureSubject, { readonly kind: 'customer' }>; readonly plan: ErasurePlan }> {
    const { customers, conversations } = conversationsOf(this.#state, customer);
    const subject = { kind: 'customer' as const, customers, conversations };
    const [plan] = await planErasures(this.#parts.ledger, [subject], () => false, this.#aborting.signal);
    if (!plan) throw new AppError('customer.unknown', {});
    return { subject, plan };
  }

  #holds(subject: ErasureSubject): ReturnType<typeof holdsOn> {
    return subject.kind === 'customer' ? holdsOn(this.#state, subject.customers, subject.conversations, this.#parts.now()) : [];
  }

  #checkFree(subject: ErasureSubject): void {
    const [why] = this.#holds(subject);
    if (why !== undefined) throw new AppError('erasure.held', { why });
  }

  #open(id: string): ErasureRequest {
    const asked = this.#state.retention.request(id);
    if (!asked) throw new AppError('erasure.unknown');
    if (asked.state !== 'asked') throw new AppError('erasure.decided');
    return asked;
  }

  /** A second administrator decides; where there is none, who asked may, after the waiting time and with a reason. */
  #mayDecide({ by: asker, at }: ErasureRequest, actor: ByPerson, verdict: 'approved' | 'rejected', reason: string | undefined): { readonly alone: boolean } {
    const { people } = this.#state;
    const by = asker ?? '';
    const decider = people.get(actor.id);
    if (decider && mayDecide(decider, by, '')) return { alone: false };
    if (actor.id !== by || !decidesAlone(people.all(), by, '')) throw new AppError('erasure.notEntitled');
    if (verdict === 'rejected') return { alone: true };
    const until = at + retentionRules.erasure.waitHours * HOUR;
    if (this.#parts.now() < until) throw new AppError('erasure.wait', { until });
    if (reason === undefined) throw new AppError('erasure.reasonNeeded');
    return { alone: true };
  }
}

const system = { kind: 'system' } as const;

const isSameMatter = (a: ErasureSubject, b: ErasureSubject): boolean => a.kind === 'retention' && b.kind === 'retention' && a.account === b.account && a.what === b.what;

/** The rule of an account and kind: its own, else the one for all. */
const subjectsOf = (rules: readonly RetentionRule[], { accounts }: EngineState, now: number): readonly { readonly subject: ErasureSubject; readonly rule: RetentionRule }[] =>
  accounts.all().flatMap(({ id }: { readonly id: AccountId }) => (['text', 'media'] as const).flatMap((what) => {
    const rule = rules.find((each) => each.kind === what && each.account === id) ?? rules.find((each) => each.kind === what && each.account === null);
    return rule === undefined ? [] : [{ rule, subject: { kind: 'retention' as const, account: id, what, before: now - rule.days * DAY } }];
  }));
