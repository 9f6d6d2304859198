/** What people do with violations. Checks against the fold, one at a time; resolves when the entries are durable. */
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, type PersonId } from '#shared/domain/ids';
import type { RouteParsed } from '#shared/ipc/route';
import type { violationRoutes } from '#shared/ipc/desk/violationRoutes';
import type { Draft } from '#shared/ledger/entry';
import { monthOf } from '#shared/rules/presence';
import { amountOf, ceilingOf } from '#shared/rules/regulation/charge';
import { monthTotals } from '#shared/rules/regulation/monthTotals';
import { byHandKinds, ruleOf, type RegulationRule } from '#shared/rules/regulation/regulationPack';
import type { Clock } from '../channels/contract/channel';
import type { ByPerson } from '../custody/custodyDesk';
import { createMutex } from '../platform/promises';
import type { EngineState } from '../state/engineState';
import type { Recorder } from '../state/recorder';
import type { ViolationRecord } from './violationRecords';

const DAY = 86_400_000;

type Input<M extends keyof typeof violationRoutes> = RouteParsed<(typeof violationRoutes)[M]>;

/** Somebody else who may judge: active, supervisor or above, and none of those. */
const hasOther = (state: EngineState, except: readonly (PersonId | undefined)[]): boolean =>
  state.persons.some(({ id, role, active }) => active && role !== 'agent' && !except.includes(id));

export class ViolationDesk {
  readonly #recorder: Recorder;
  readonly #clock: Pick<Clock, 'now'>;
  /** Two supervisors must not decide one violation both. */
  readonly #inTurn = createMutex();

  constructor(recorder: Recorder, clock: Pick<Clock, 'now'>) {
    this.#recorder = recorder;
    this.#clock = clock;
  }

  setRegulation({ based, pack }: Input<'regulation.set'>, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const { version } = this.#state.violations.pack;
      if (based !== version) throw new AppError('regulation.changed', { version });
      await this.#recorder.record([{ type: 'regulation.set', actor, data: { pack: { ...pack, version: version + 1 } } }]);
    });
  }

  raise({ id, rule: ruleId, person, at, note, conversation, evidence = [] }: Input<'violation.raise'>, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const state = this.#state;
      const { pack } = state.violations;
      const violation = `${ruleId}:h.${id}`;
      if (state.violations.get(violation)) return;
      const rule = ruleOf(pack, ruleId);
      if (rule?.isOn !== true || rule.counts !== 'each') throw new AppError('violation.ruleOff', { rule: ruleId });
      if (!state.person(person)) throw new AppError('person.unknown');
      if (conversation !== undefined && !state.conversations.get(conversation)) throw new AppError('conversation.unknown');
      if (at > this.#clock.now()) throw new AppError('violation.later');
      const fen = amountOf(rule.charge);
      const place = conversation === undefined ? {} : { account: accountOfConversation(conversation), conversation };
      await this.#recorder.record([{
        type: 'violation.proposed', actor, ...place,
        data: {
          violation, rule: rule.id, clause: rule.clause, pack: pack.version, person, kind: rule.facts.find((kind) => byHandKinds.has(kind)) ?? rule.facts[0] ?? 'other',
          at, month: monthOf(state.rules.pack.calendar.offsetMinutes, at), evidence, excuses: [], note,
          ...(fen !== undefined && { fen }), ...place,
        },
      }]);
    });
  }

  confirm({ violations, fen, baseFen, reason }: Input<'violation.confirm'>, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      if (violations.length > 1 && (fen !== undefined || baseFen !== undefined)) throw new AppError('violation.oneAmount');
      await this.#recorder.record(violations.map((violation): Draft => {
        const record = this.#open(violation);
        const alone = this.#judge(record, actor);
        return { type: 'violation.confirmed', actor, data: { violation, ...this.#amount(record, fen, baseFen, reason), ...(reason !== undefined && { reason }), ...(alone && { alone }) } };
      }));
    });
  }

  dismiss({ violations, reason }: Input<'violation.dismiss'>, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      await this.#recorder.record(violations.map((violation): Draft => {
        const alone = this.#judge(this.#open(violation), actor);
        return { type: 'violation.dismissed', actor, data: { violation, reason, ...(alone && { alone }) } };
      }));
    });
  }

  reopen({ violations, reason }: Input<'violation.reopen'>, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      await this.#recorder.record(violations.map((violation): Draft => {
        const record = this.#known(violation);
        if (record.state !== 'confirmed' && record.state !== 'dismissed') throw new AppError('violation.notDecided');
        this.#judge(record, actor);
        return { type: 'violation.reopened', actor, data: { violation, ...(reason !== undefined && { reason }) } };
      }));
    });
  }

  appeal({ violation, words }: Input<'violation.appeal'>, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const record = this.#known(violation);
      if (record.person !== actor.id) throw new AppError('violation.notYours');
      if (record.state !== 'confirmed') throw new AppError('violation.notConfirmed');
      const days = this.#packOf(record).appealDays;
      if (this.#clock.now() > (record.decided?.at ?? 0) + days * DAY) throw new AppError('violation.appealOver', { days });
      await this.#recorder.record([{ type: 'violation.appealed', actor, data: { violation, words } }]);
    });
  }

  decideAppeal({ violation, verdict, fen, reason }: Input<'violation.decideAppeal'>, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const record = this.#known(violation);
      if (record.state !== 'appealed') throw new AppError('violation.notAppealed');
      const isOwn = record.person === actor.id;
      const isSame = record.decided?.by === actor.id;
      if ((isOwn || isSame) && hasOther(this.#state, [actor.id, record.person, record.decided?.by])) throw new AppError(isOwn ? 'violation.own' : 'violation.sameSupervisor');
      const before = record.fen ?? 0;
      if (verdict === 'reduced' && (fen === undefined || fen >= before)) throw new AppError('violation.notLess', { fen: before });
      const now = verdict === 'overturned' ? 0 : verdict === 'reduced' ? fen ?? 0 : before;
      await this.#recorder.record([{ type: 'violation.appealDecided', actor, data: { violation, verdict, fen: now, reason, ...((isOwn || isSame) && { alone: true }) } }]);
    });
  }

  settleReview(data: Input<'violation.settleReview'>, actor: ByPerson): Promise<void> {
    return this.#inTurn(async () => {
      const { violations } = this.#state;
      const counted = [...violations.all()].map(([id, record]) => ({ ...record, id, fen: record.fen })).filter(({ person }) => person === data.person);
      const [total] = monthTotals(counted, data.month, (version) => violations.packOf(version));
      if (total?.reviews.some(({ rule }) => rule === data.rule) !== true) throw new AppError('violation.noReview');
      if (data.person === actor.id && hasOther(this.#state, [actor.id])) throw new AppError('violation.own');
      await this.#recorder.record([{ type: 'violation.reviewSettled', actor, data }]);
    });
  }

  get #state(): EngineState { return this.#recorder.state; }

  #known(id: string): ViolationRecord {
    const record = this.#state.violations.get(id);
    if (!record) throw new AppError('violation.unknown');
    return record;
  }

  #open(id: string): ViolationRecord {
    const record = this.#known(id);
    if (record.state !== 'proposed') throw new AppError('violation.notOpen');
    return record;
  }

  /** Nobody judges themselves while somebody else can; true when there was nobody else. */
  #judge(record: ViolationRecord, actor: ByPerson): boolean {
    if (record.person !== actor.id) return false;
    if (hasOther(this.#state, [actor.id])) throw new AppError('violation.own');
    return true;
  }

  #packOf({ pack }: ViolationRecord) {
    return this.#state.violations.packOf(pack) ?? this.#state.violations.pack;
  }

  /** By the rule it was proposed under; less with a reason, never more. */
  #amount(record: ViolationRecord, fen: number | undefined, baseFen: number | undefined, reason: string | undefined): { readonly fen: number; readonly baseFen?: number } {
    const rule: RegulationRule | undefined = ruleOf(this.#packOf(record), record.rule);
    const isPart = rule?.charge.kind === 'percent';
    if (isPart && baseFen === undefined) throw new AppError('violation.needsBase');
    const computed = isPart && rule !== undefined ? amountOf(rule.charge, 0, baseFen) ?? 0 : record.proposed ?? 0;
    const most = rule === undefined ? computed : ceilingOf(rule.charge, baseFen);
    const chosen = fen ?? computed;
    if (chosen > most) throw new AppError('violation.tooMuch', { fen: most });
    if (chosen !== computed && reason === undefined) throw new AppError('violation.needsReason');
    return { fen: chosen, ...(isPart && baseFen !== undefined && { baseFen }) };
  }
}
