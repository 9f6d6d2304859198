/** What is open between colleagues: who wrote a note, calls for help, hand-ons, replies for later. */
import type { ClientId, ConversationId, HelpId, NoteId, PersonId, TransferId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { Actor } from '#shared/domain/person';
import type { Helper, HoldReason } from '#shared/ledger/bodies/collaboration';
import type { Entry, EntryData } from '#shared/ledger/entry';
import { isCourtesy } from '#shared/rules/courtesy';
import { BoundedMap } from './boundedMap';

type PersonActor = Extract<Actor, { readonly kind: 'person' }>;

export type NoteRecord = { readonly conversation: ConversationId; readonly author: PersonId };
export type OpenHelp = { readonly help: HelpId; readonly conversation: ConversationId; readonly by: PersonId; readonly to: Helper };
export type OpenTransfer = { readonly transfer: TransferId; readonly conversation: ConversationId; readonly by: PersonId; readonly to: PersonId; /** Whose it was then. */ readonly holder?: PersonId };
export type PlannedReply = {
  readonly client: ClientId;
  readonly conversation: ConversationId;
  readonly parts: Parts;
  /** Due, ms. */
  readonly at: number;
  /** Who planned it: the reply goes out in their name. */
  readonly by: PersonActor;
  readonly wording?: EntryData<'reply.scheduled'>['wording'];
  /** Why it goes although a rule refuses it. */
  readonly override?: string | undefined;
  /** Entry and wall clock (ms) of the plan as it stands: later words of the customer make it doubtful. */
  readonly seq: number;
  readonly since: number;
  /** Waits for a person's word. */
  readonly held?: HoldReason;
};

export type CollaborationJson = {
  readonly notes: readonly (readonly [NoteId, NoteRecord])[];
  readonly helps: readonly OpenHelp[];
  readonly transfers: readonly OpenTransfer[];
  readonly planned: readonly PlannedReply[];
};

/** Notes whose author is remembered; an older one can no longer be revised. */
const NOTES_KEPT = 20_000;
/** Ids of help and hand-on that are over, so that a repeated command does nothing. */
const DONE_KEPT = 2_000;

export class Collaboration {
  readonly #notes: BoundedMap<NoteId, NoteRecord>;
  readonly #helps: Map<HelpId, OpenHelp>;
  readonly #transfers: Map<TransferId, OpenTransfer>;
  readonly #planned: Map<ClientId, PlannedReply>;
  readonly #over = new BoundedMap<string, true>(DONE_KEPT);

  constructor(json?: CollaborationJson) {
    this.#notes = new BoundedMap(NOTES_KEPT, json?.notes);
    this.#helps = new Map(json?.helps.map((help) => [help.help, help]));
    this.#transfers = new Map(json?.transfers.map((transfer) => [transfer.transfer, transfer]));
    this.#planned = new Map(json?.planned.map((reply) => [reply.client, reply]));
  }

  note(id: NoteId): NoteRecord | undefined { return this.#notes.get(id); }
  help(id: HelpId): OpenHelp | undefined { return this.#helps.get(id); }
  transfer(id: TransferId): OpenTransfer | undefined { return this.#transfers.get(id); }
  transferOf(conversation: ConversationId): OpenTransfer | undefined { return [...this.#transfers.values()].find((one) => one.conversation === conversation); }
  planned(client: ClientId): PlannedReply | undefined { return this.#planned.get(client); }
  allPlanned(): readonly PlannedReply[] { return [...this.#planned.values()]; }
  /** Open hand-ons offered by or to a person. */
  transfersOf(person: PersonId): readonly OpenTransfer[] { return [...this.#transfers.values()].filter(({ by, to }) => by === person || to === person); }
  /** Open calls for help that name this person. */
  helpsAsked(person: PersonId): readonly OpenHelp[] { return [...this.#helps.values()].filter(({ to }) => to.kind === 'person' && to.person === person); }
  /** A colleague brought this person in: a hand-on or a call for help to or by them is open. */
  isAsked(conversation: ConversationId, person: PersonId): boolean {
    return this.transfersOf(person).some((one) => one.conversation === conversation)
      || [...this.#helps.values()].some((help) => help.conversation === conversation && (help.by === person || (help.to.kind === 'person' && help.to.person === person)));
  }
  /** Had once been asked or offered and is settled (since this start). */
  isOver(id: HelpId | TransferId): boolean { return this.#over.has(id); }

  apply(entry: Entry): void {
    const { actor, conversation } = entry;
    if (entry.type === 'handover.done') for (const { client, to, role } of entry.data.replies) this.#change(client, { by: { kind: 'person', id: to, role } });
    if (conversation === undefined) return;
    if (actor.kind === 'person') this.#person(entry, actor, conversation);
    switch (entry.type) {
      case 'reply.queued': case 'reply.cancelled': this.#planned.delete(entry.data.client); break;
      case 'reply.held': this.#change(entry.data.client, { held: entry.data.why }); break;
      default: break;
    }
  }

  toJson(): CollaborationJson {
    return { notes: this.#notes.entries(), helps: [...this.#helps.values()], transfers: [...this.#transfers.values()], planned: this.allPlanned() };
  }

  #person(entry: Entry, actor: PersonActor, conversation: ConversationId): void {
    switch (entry.type) {
      case 'note.added': this.#notes.set(entry.data.note, { conversation, author: actor.id }); break;
      case 'help.asked': this.#helps.set(entry.data.help, { help: entry.data.help, conversation, by: actor.id, to: entry.data.to }); break;
      case 'help.answered': case 'help.closed': this.#endHelp(entry.data.help); break;
      case 'transfer.offered': this.#transfers.set(entry.data.transfer, { transfer: entry.data.transfer, conversation, by: actor.id, to: entry.data.to, holder: entry.data.holder }); break;
      case 'transfer.accepted': case 'transfer.declined': case 'transfer.withdrawn': this.#endTransfer(entry.data.transfer); break;
      case 'reply.scheduled': {
        const { client, parts, at, wording, override } = entry.data;
        this.#planned.set(client, { client, conversation, parts, at, by: actor, wording, override, seq: entry.seq, since: entry.at });
        break;
      }
      case 'reply.rescheduled': {
        const { client, at, parts, override } = entry.data;
        this.#change(client, { at, held: undefined, seq: entry.seq, since: entry.at, ...(parts === undefined ? {} : { parts, override }) });
        break;
      }
      default: break;
    }
  }

  #endHelp(help: HelpId): void {
    this.#helps.delete(help);
    this.#over.set(help, true);
  }

  #endTransfer(transfer: TransferId): void {
    this.#transfers.delete(transfer);
    this.#over.set(transfer, true);
  }

  #change(client: ClientId, change: Partial<PlannedReply>): void {
    const reply = this.#planned.get(client);
    if (reply) this.#planned.set(client, { ...reply, ...change });
  }
}

/** The customer said more than a courtesy after this was planned. */
export const makesDoubtful = (plan: PlannedReply, entry: Entry): boolean => {
  if (entry.type !== 'message.received' || entry.conversation !== plan.conversation || entry.data.direction !== 'in') return false;
  const isLater = entry.data.source === 'live' ? entry.seq > plan.seq : entry.data.at > plan.since;
  return isLater && !isCourtesy(entry.data.parts);
};
