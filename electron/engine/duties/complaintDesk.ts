/** Complaints from being recorded to being closed. Resolves when the entries are durable. */
import type { CallBackOutcome, ComplaintKind, ComplaintVerdict, MessageRef, Severity } from '#shared/domain/duties';
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, type ComplaintId, type PersonId } from '#shared/domain/ids';
import type { ComplaintFacts } from '#shared/ledger/bodies/duties';
import type { Draft } from '#shared/ledger/entry';
import { answerByOf, callBackByOf } from '#shared/rules/duties/complaintDue';
import type { ComplaintTimes } from '#shared/rules/duties/dutyRules';
import { activePerson, type ByPerson } from '../custody/custodyDesk';
import { DutyDesk } from './dutyDesk';
import type { ComplaintRecord } from './dutyFold';

type Recorded = ComplaintFacts & { readonly complaint: ComplaintId; readonly assign?: PersonId | undefined };
type Revision = { readonly complaint: ComplaintId; readonly kind?: ComplaintKind | undefined; readonly severity?: Severity | undefined; readonly about?: PersonId | null | undefined };

export class ComplaintDesk extends DutyDesk {
  record({ assign, ...facts }: Recorded, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const { complaint, about, conversation, severity } = facts;
      if (this.state.duties.complaint(complaint) !== undefined) return;
      if (about !== undefined && this.state.person(about) === undefined) throw new AppError('person.unknown', {});
      if (conversation !== undefined && this.state.conversations.get(conversation) === undefined) throw new AppError('conversation.unknown', {});
      if (assign !== undefined) this.#mayAssign(assign, actor);
      const times = this.#times();
      await this.recorder.record([
        // A conversation is its account's: what names the one names the other.
        { type: 'complaint.recorded', actor, data: { ...facts, ...(conversation !== undefined && { account: accountOfConversation(conversation) }), answerBy: answerByOf(times, this.state.rules.pack, severity, this.now()), clause: times.clause } },
        ...(assign === undefined ? [] : [{ type: 'complaint.assigned' as const, actor, data: { complaint, to: assign } }]),
      ]);
    });
  }

  revise({ complaint, kind, severity, about }: Revision, actor: ByPerson): Promise<void> {
    return this.#step(complaint, (record) => {
      if (about != null && this.state.person(about) === undefined) throw new AppError('person.unknown', {});
      // Graver than thought: the time counts from when it was recorded, as if it had been known.
      const answerBy = severity === undefined || severity === record.severity || record.isAnswered ? undefined : answerByOf(this.#times(), this.state.rules.pack, severity, record.at);
      return { type: 'complaint.revised', actor, data: { complaint, ...(kind !== undefined && { kind }), ...(severity !== undefined && { severity }), ...(about !== undefined && { about }), ...(answerBy !== undefined && { answerBy }) } };
    });
  }

  assign(complaint: ComplaintId, to: PersonId, actor: ByPerson): Promise<void> {
    return this.#step(complaint, (record) => {
      activePerson(this.state, to);
      return record.assignee === to ? null : { type: 'complaint.assigned', actor, data: { complaint, to } };
    });
  }

  answer(complaint: ComplaintId, words: string, messages: readonly MessageRef[] | undefined, actor: ByPerson): Promise<void> {
    return this.#ownStep(complaint, actor, () => ({
      type: 'complaint.answered', actor, data: { complaint, words, callBackBy: callBackByOf(this.#times(), this.state.rules.pack, this.now()), ...(messages !== undefined && { messages }) },
    }));
  }

  callBack(complaint: ComplaintId, outcome: CallBackOutcome, words: string | undefined, actor: ByPerson): Promise<void> {
    return this.#ownStep(complaint, actor, (record) => {
      if (!record.isAnswered) throw new AppError('complaint.notAnswered', {});
      return { type: 'complaint.calledBack', actor, data: { complaint, outcome, ...(words !== undefined && { words }) } };
    });
  }

  improve(complaint: ComplaintId, words: string, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      this.#checkOwn(this.#known(complaint), actor);
      await this.recorder.record([{ type: 'complaint.improved', actor, data: { complaint, words } }]);
    });
  }

  close(complaint: ComplaintId, verdict: ComplaintVerdict, words: string | undefined, actor: ByPerson): Promise<void> {
    return this.#step(complaint, () => ({ type: 'complaint.closed', actor, data: { complaint, verdict, ...(words !== undefined && { words }) } }));
  }

  reopen(complaint: ComplaintId, reason: string, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const record = this.#known(complaint);
      if (!record.isClosed) throw new AppError('complaint.notClosed', {});
      const answerBy = answerByOf(this.#times(), this.state.rules.pack, record.severity, this.now());
      await this.recorder.record([{ type: 'complaint.reopened', actor, data: { complaint, reason, answerBy } }]);
    });
  }

  #times(): ComplaintTimes {
    return this.state.duties.rulesOn(this.today()).complaints;
  }

  /** An agent gives one to nobody but themselves. */
  #mayAssign(to: PersonId, actor: ByPerson): void {
    activePerson(this.state, to);
    if (actor.role === 'agent' && to !== actor.id) throw new AppError('complaint.notYours', {});
  }

  #known(complaint: ComplaintId): ComplaintRecord {
    const record = this.state.duties.complaint(complaint);
    if (record === undefined) throw new AppError('complaint.unknown', {});
    return record;
  }

  #checkOwn(record: ComplaintRecord, actor: ByPerson): void {
    if (actor.role === 'agent' && record.assignee !== actor.id) throw new AppError('complaint.notYours', {});
  }

  #ownStep(complaint: ComplaintId, actor: ByPerson, make: (record: ComplaintRecord) => Draft): Promise<void> {
    return this.#step(complaint, (record) => {
      this.#checkOwn(record, actor);
      return make(record);
    });
  }

  #step(complaint: ComplaintId, make: (record: ComplaintRecord) => Draft | null): Promise<void> {
    return this.inTurn(async () => {
      const record = this.#known(complaint);
      if (record.isClosed) throw new AppError('complaint.closed', {});
      const draft = make(record);
      if (draft !== null) await this.recorder.record([draft]);
    });
  }
}
