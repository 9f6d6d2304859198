/** Company notices: published, read, answered, reminded, taken back. Resolves when the entries are durable. */
import type { Audience, NoticeContent } from '#shared/domain/duties';
import { AppError } from '#shared/domain/errors';
import type { NoticeId, PersonId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';
import type { ByPerson } from '../custody/custodyDesk';
import type { EngineState } from '../state/engineState';
import { DutyDesk, type DutyDeskOptions } from './dutyDesk';
import type { NoticeRecord } from './dutyFold';

export type NoticeDeskOptions = DutyDeskOptions & { readonly hasBlob: (media: Media) => Promise<boolean> };

const peopleOf = (state: EngineState, audience: Audience): readonly PersonId[] => {
  const active = state.persons.filter((person) => person.active);
  switch (audience.kind) {
    case 'everybody': return active.map(({ id }) => id);
    case 'roles': return active.filter(({ role }) => audience.roles.includes(role)).map(({ id }) => id);
    case 'people': return active.filter(({ id }) => audience.people.includes(id)).map(({ id }) => id);
  }
};

const isFinished = (notice: NoticeRecord, person: PersonId): boolean =>
  notice.replied.includes(person) || (notice.read.includes(person) && !notice.asksReply);

export class NoticeDesk extends DutyDesk {
  readonly #hasBlob: NoticeDeskOptions['hasBlob'];

  constructor(options: NoticeDeskOptions) {
    super(options);
    this.#hasBlob = options.hasBlob;
  }

  publish({ notice, ...content }: NoticeContent & { readonly notice: NoticeId }, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      if (this.state.duties.notice(notice) !== undefined) return;
      const people = peopleOf(this.state, content.audience).filter((id) => id !== actor.id);
      if (people.length === 0) throw new AppError('notice.nobody', {});
      if ([content.read, content.reply].some((deadline) => deadline?.kind === 'at' && deadline.at <= this.now())) throw new AppError('notice.past', {});
      for (const media of content.attachments ?? []) if (!await this.#hasBlob(media)) throw new AppError('media.missing', { name: media.name });
      await this.recorder.record([{ type: 'notice.published', actor, data: { ...content, notice, people } }]);
    });
  }

  read(notice: NoticeId, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      if (this.#mine(notice, actor).read.includes(actor.id)) return;
      await this.recorder.record([{ type: 'notice.read', actor, data: { notice } }]);
    });
  }

  reply(notice: NoticeId, words: string, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const record = this.#mine(notice, actor);
      if (!record.asksReply) throw new AppError('notice.noReply', {});
      await this.recorder.record([
        ...(record.read.includes(actor.id) ? [] : [{ type: 'notice.read' as const, actor, data: { notice } }]),
        { type: 'notice.replied', actor, data: { notice, words } },
      ]);
    });
  }

  remind(notice: NoticeId, people: readonly PersonId[], actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const record = this.#open(notice);
      const asked = record.people.filter((id) => people.includes(id) && !isFinished(record, id));
      if (asked.length === 0) throw new AppError('notice.nobody', {});
      await this.recorder.record([{ type: 'notice.reminded', actor, data: { notice, people: asked } }]);
    });
  }

  withdraw(notice: NoticeId, reason: string | undefined, actor: ByPerson): Promise<void> {
    return this.inTurn(async () => {
      const record = this.state.duties.notice(notice);
      if (record === undefined) throw new AppError('notice.unknown', {});
      if (record.isWithdrawn) return;
      await this.recorder.record([{ type: 'notice.withdrawn', actor, data: { notice, ...(reason !== undefined && { reason }) } }]);
    });
  }

  #open(notice: NoticeId): NoticeRecord {
    const record = this.state.duties.notice(notice);
    if (record === undefined) throw new AppError('notice.unknown', {});
    if (record.isWithdrawn) throw new AppError('notice.withdrawn', {});
    return record;
  }

  #mine(notice: NoticeId, actor: ByPerson): NoticeRecord {
    const record = this.#open(notice);
    if (!record.people.includes(actor.id)) throw new AppError('notice.notForYou', {});
    return record;
  }
}
