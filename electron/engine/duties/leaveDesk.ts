/** Leave, and who works which shifts. Resolves when the entries are durable. */
import type { LeaveKind, ShiftPattern } from '#shared/domain/duties';
import { AppError } from '#shared/domain/errors';
import type { LeaveId, PersonId } from '#shared/domain/ids';
import { activePerson, type ByPerson } from '../custody/custodyDesk';
import { DutyDesk } from './dutyDesk';
import type { LeaveRecord } from './dutyFold';

type Asked = { readonly leave: LeaveId; readonly person: PersonId; readonly kind: LeaveKind; readonly from: number; readonly to: number; readonly reason: string };
type Spans = readonly { readonly from: string; readonly to: string }[] | null;

export class LeaveDesk extends DutyDesk {
  /** What a supervisor enters for somebody else is granted with it. */
  ask(asked: Asked, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const { leave, person, from, to } = asked;
      if (this.state.duties.leave(leave) !== undefined) return;
      if (actor.role === 'agent' && person !== actor.id) throw new AppError('leave.notYours', {});
      activePerson(this.state, person);
      if (to <= from) throw new AppError('leave.empty', {});
      if (this.state.duties.leavesOf(person).some((other) => (other.state === 'asked' || other.state === 'approved') && other.from < to && other.to > from)) throw new AppError('leave.overlaps', {});
      await this.recorder.record([
        { type: 'leave.asked', actor, data: asked },
        ...(person === actor.id ? [] : [{ type: 'leave.decided' as const, actor, data: { leave, verdict: 'approved' as const } }]),
      ]);
    });
  }

  decide(leave: LeaveId, verdict: 'approved' | 'refused', reason: string | undefined, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const record = this.#known(leave);
      if (record.state !== 'asked') throw new AppError('leave.notOpen', {});
      if (record.person === actor.id && this.#others(actor.id)) throw new AppError('leave.ownDecision', {});
      await this.recorder.record([{ type: 'leave.decided', actor, data: { leave, verdict, ...(reason !== undefined && { reason }) } }]);
    });
  }

  withdraw(leave: LeaveId, reason: string | undefined, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const record = this.#known(leave);
      if (record.state === 'withdrawn') return;
      if (record.state === 'refused') throw new AppError('leave.notOpen', {});
      if (actor.role === 'agent') {
        if (record.person !== actor.id) throw new AppError('leave.notYours', {});
        if (record.state === 'approved' && record.from <= this.now()) throw new AppError('leave.begun', {});
      }
      await this.recorder.record([{ type: 'leave.withdrawn', actor, data: { leave, ...(reason !== undefined && { reason }) } }]);
    });
  }

  async assign(people: readonly PersonId[], from: string, pattern: ShiftPattern | null, actor: ByPerson): Promise<void> {
    for (const person of people) activePerson(this.state, person);
    this.#notPast(from);
    await this.recorder.record([...new Set(people)].map((person) => ({ type: 'shift.assigned' as const, actor, data: { person, from, pattern } })));
  }

  async override(person: PersonId, days: readonly string[], spans: Spans, reason: string | undefined, actor: ByPerson): Promise<void> {
    activePerson(this.state, person);
    for (const day of days) this.#notPast(day);
    await this.recorder.record([...new Set(days)].map((day) => ({ type: 'shift.overridden' as const, actor, data: { person, day, spans, ...(reason !== undefined && { reason }) } })));
  }

  #known(leave: LeaveId): LeaveRecord {
    const record = this.state.duties.leave(leave);
    if (record === undefined) throw new AppError('leave.unknown', {});
    return record;
  }

  /** Whoever else could decide. */
  #others(me: PersonId): boolean {
    return this.state.persons.some(({ id, role, active }) => active && role !== 'agent' && id !== me);
  }

  /** What is past was worked as it was: reports about it must not change. */
  #notPast(day: string): void {
    if (day < this.today()) throw new AppError('shift.past', { day });
  }
}
