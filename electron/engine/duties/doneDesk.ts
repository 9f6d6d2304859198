/** Daily duties: their rules, what people put forward as done, and what is taken back. Resolves when the entries are durable. */
import type { DutyEvidence } from '#shared/domain/duties';
import { AppError } from '#shared/domain/errors';
import type { AccountId, DutyDoneId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import { addDays } from '#shared/rules/duties/days';
import { dutiesOf, EVIDENCE_DAYS } from '#shared/rules/duties/dailyDuty';
import type { DutyRules } from '#shared/rules/duties/dutyRules';
import { keptAccount, type ByPerson } from '../custody/custodyDesk';
import { DutyDesk, type DutyDeskOptions } from './dutyDesk';

type Done = { readonly done: DutyDoneId; readonly duty: string; readonly account: AccountId; readonly day: string; readonly times?: number | undefined; readonly evidence: readonly DutyEvidence[]; readonly note?: string | undefined };

export type DoneDeskOptions = DutyDeskOptions & { readonly hasBlob: (media: Media) => Promise<boolean> };

export class DoneDesk extends DutyDesk {
  readonly #hasBlob: DoneDeskOptions['hasBlob'];

  constructor(options: DoneDeskOptions) {
    super(options);
    this.#hasBlob = options.hasBlob;
  }

  saveRules(based: number, from: string, rules: DutyRules, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const last = this.state.duties.lastRules;
      if (last.version !== based) throw new AppError('duty.rulesChanged', { version: last.version });
      if (from < this.today()) throw new AppError('shift.past', { day: from });
      await this.recorder.record([{ type: 'duty.rulesSaved', actor, data: { from, rules: { ...rules, version: based + 1 } } }]);
    });
  }

  do({ times, note, ...done }: Done, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const { state } = this;
      if (state.duties.done(done.done) !== undefined) return;
      const account = keptAccount(state, done.account);
      const today = this.today();
      if (done.day > today || done.day < addDays(today, -EVIDENCE_DAYS)) throw new AppError('duty.tooOld', { day: done.day, days: EVIDENCE_DAYS });
      if (actor.role === 'agent' && state.custody.holder(done.account) !== actor.id) throw new AppError('account.notYours', { account: done.account, name: account.name });
      if (!dutiesOf(state.duties.rulesOn(done.day), account).some(({ id }) => id === done.duty)) throw new AppError('duty.unknown', { duty: done.duty });
      for (const item of done.evidence) await this.#check(item);
      await this.recorder.record([{ type: 'duty.done', actor, data: { ...done, ...(times !== undefined && { times }), ...(note !== undefined && note !== '' && { note }) } }]);
    });
  }

  undo(done: DutyDoneId, reason: string | undefined, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const record = this.state.duties.done(done);
      if (record === undefined) throw new AppError('duty.doneUnknown', {});
      if (record.isUndone) return;
      if (actor.role === 'agent' && (record.by !== actor.id || record.day !== this.today())) throw new AppError('duty.notYours', {});
      await this.recorder.record([{ type: 'duty.undone', actor, data: { done, ...(reason !== undefined && { reason }) } }]);
    });
  }

  async #check(item: DutyEvidence): Promise<void> {
    if (item.kind === 'file') {
      if (!await this.#hasBlob(item.media)) throw new AppError('media.missing', { name: item.media.name });
    } else if (this.state.conversations.get(item.ref.conversation) === undefined) throw new AppError('conversation.unknown', {});
  }
}
