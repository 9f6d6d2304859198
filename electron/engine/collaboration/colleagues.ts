/** Notes, calls for help, hand-on. Every command resolves when its entry is durable; the same id again does nothing. */
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, type ConversationId, type HelpId, type NoteId, type PersonId, type TransferId } from '#shared/domain/ids';
import { isMediaPart, type Parts } from '#shared/domain/message';
import type { Actor } from '#shared/domain/person';
import type { Helper } from '#shared/ledger/bodies/collaboration';
import type { Draft } from '#shared/ledger/entry';
import type { Ledger } from '../ledger/contract';
import { createMutex } from '../platform/promises';
import type { OpenHelp, OpenTransfer } from '../state/collaboration';
import type { Recorder } from '../state/recorder';

/** Who asks: always a person, the port's. */
export type Colleague = Extract<Actor, { readonly kind: 'person' }>;

export type ColleaguesOptions = {
  readonly recorder: Recorder;
  readonly ledger: Pick<Ledger, 'blobs'>;
  /** Entries that hand the conversation over, appended together with the acceptance. */
  readonly assign: (conversation: ConversationId, to: PersonId, actor: Colleague) => readonly Draft[];
  /** Who holds it; undefined = nobody in particular. */
  readonly holderOf: (conversation: ConversationId) => PersonId | undefined;
};

const isSupervisor = (actor: Colleague): boolean => actor.role !== 'agent';
const mentionsIn = (parts: Parts): readonly PersonId[] => [...new Set(parts.flatMap((part) => (part.kind === 'mention' ? [part.target as PersonId] : [])))]; // a note's mention names a person

export class Colleagues {
  readonly #options: ColleaguesOptions;
  /** Decisions are made one after the other: two people may press at once. */
  readonly #inOrder = createMutex();

  constructor(options: ColleaguesOptions) { this.#options = options; }

  addNote(input: { readonly note: NoteId; readonly conversation: ConversationId; readonly parts: Parts }, actor: Colleague): Promise<void> {
    return this.#decide(async () => {
      if (this.#open.note(input.note)) return [];
      this.#checkConversation(input.conversation);
      await this.#checkParts(input.parts);
      return [{ type: 'note.added', actor, ...placeOf(input.conversation), data: { note: input.note, parts: input.parts, mentions: mentionsIn(input.parts) } }];
    });
  }

  reviseNote(note: NoteId, parts: Parts, actor: Colleague): Promise<void> {
    return this.#decide(async () => {
      const known = this.#open.note(note);
      if (!known) throw new AppError('note.unknown', {});
      if (known.author !== actor.id) throw new AppError('note.notYours', {});
      await this.#checkParts(parts);
      return [{ type: 'note.revised', actor, ...placeOf(known.conversation), data: { note, parts, mentions: mentionsIn(parts) } }];
    });
  }

  askHelp(input: { readonly help: HelpId; readonly conversation: ConversationId; readonly to: Helper; readonly question: string }, actor: Colleague): Promise<void> {
    return this.#decide(() => {
      const { help, conversation, to, question } = input;
      if (this.#open.help(help) || this.#open.isOver(help)) return [];
      this.#checkConversation(conversation);
      if (to.kind === 'person') {
        this.#checkPerson(to.person);
        if (to.person === actor.id) throw new AppError('help.yourself', {});
      }
      return [{ type: 'help.asked', actor, ...placeOf(conversation), data: { help, to, question } }];
    });
  }

  answerHelp(help: HelpId, answer: string, actor: Colleague): Promise<void> {
    return this.#decide(() => {
      const open = this.#helpOf(help);
      if (!isAsked(open, actor)) throw new AppError('help.notYours', {});
      return [{ type: 'help.answered', actor, ...placeOf(open.conversation), data: { help, answer } }];
    });
  }

  closeHelp(help: HelpId, actor: Colleague): Promise<void> {
    return this.#decide(() => {
      const open = this.#helpOf(help);
      if (open.by !== actor.id && !isAsked(open, actor)) throw new AppError('help.notYours', {});
      return [{ type: 'help.closed', actor, ...placeOf(open.conversation), data: { help } }];
    });
  }

  offerTransfer(input: { readonly transfer: TransferId; readonly conversation: ConversationId; readonly to: PersonId; readonly summary: string }, actor: Colleague): Promise<void> {
    return this.#decide(() => {
      const { transfer, conversation, to, summary } = input;
      if (this.#open.transfer(transfer) || this.#open.isOver(transfer)) return [];
      this.#checkConversation(conversation);
      this.#checkPerson(to);
      if (to === actor.id) throw new AppError('transfer.yourself', {});
      const holder = this.#options.holderOf(conversation);
      if (holder !== undefined && holder !== actor.id && !isSupervisor(actor)) throw new AppError('transfer.notYours', {});
      if (this.#open.transferOf(conversation)) throw new AppError('transfer.alreadyOffered', {});
      return [{ type: 'transfer.offered', actor, ...placeOf(conversation), data: { transfer, to, summary, holder } }];
    });
  }

  acceptTransfer(transfer: TransferId, actor: Colleague): Promise<void> {
    return this.#decide(() => {
      const { conversation, holder } = this.#offeredTo(transfer, actor);
      if (this.#options.holderOf(conversation) !== holder) throw new AppError('transfer.overtaken', {});
      return [{ type: 'transfer.accepted', actor, ...placeOf(conversation), data: { transfer } }, ...this.#options.assign(conversation, actor.id, actor)];
    });
  }

  declineTransfer(transfer: TransferId, reason: string, actor: Colleague): Promise<void> {
    return this.#decide(() => [{ type: 'transfer.declined', actor, ...placeOf(this.#offeredTo(transfer, actor).conversation), data: { transfer, reason } }]);
  }

  withdrawTransfer(transfer: TransferId, actor: Colleague): Promise<void> {
    return this.#decide(() => {
      const open = this.#transferOf(transfer);
      if (open.by !== actor.id && !isSupervisor(actor)) throw new AppError('transfer.notYours', {});
      return [{ type: 'transfer.withdrawn', actor, ...placeOf(open.conversation), data: { transfer } }];
    });
  }

  markRead(upTo: number, actor: Colleague): Promise<void> {
    return this.#decide(() => [{ type: 'inbox.read', actor, data: { upTo } }]);
  }

  get #open(): Recorder['state']['collaboration'] { return this.#options.recorder.state.collaboration; }

  #decide(make: () => readonly Draft[] | Promise<readonly Draft[]>): Promise<void> {
    return this.#inOrder(async () => { await this.#options.recorder.record(await make()); });
  }

  #checkConversation(conversation: ConversationId): void {
    if (!this.#options.recorder.state.conversations.get(conversation)) throw new AppError('conversation.unknown', {});
  }

  #checkPerson(person: PersonId): void {
    if (this.#options.recorder.state.person(person)?.active !== true) throw new AppError('person.unknown', {});
  }

  async #checkParts(parts: Parts): Promise<void> {
    for (const person of mentionsIn(parts)) this.#checkPerson(person);
    for (const part of parts) {
      if (!isMediaPart(part)) continue;
      const { blob } = part.media;
      if (blob === undefined || !(await this.#options.ledger.blobs.has(blob))) throw new AppError('media.missing', { name: part.media.name });
    }
  }

  #helpOf(help: HelpId): OpenHelp {
    const open = this.#open.help(help);
    if (!open) throw new AppError('help.notOpen', {});
    return open;
  }

  #transferOf(transfer: TransferId): OpenTransfer {
    const open = this.#open.transfer(transfer);
    if (!open) throw new AppError('transfer.notOpen', {});
    return open;
  }

  #offeredTo(transfer: TransferId, actor: Colleague): OpenTransfer {
    const open = this.#transferOf(transfer);
    if (open.to !== actor.id) throw new AppError('transfer.notYours', {});
    return open;
  }
}

const placeOf = (conversation: ConversationId): { readonly account: ReturnType<typeof accountOfConversation>; readonly conversation: ConversationId } =>
  ({ account: accountOfConversation(conversation), conversation });

const isAsked = (help: OpenHelp, actor: Colleague): boolean =>
  help.to.kind === 'person' ? help.to.person === actor.id : isSupervisor(actor);
