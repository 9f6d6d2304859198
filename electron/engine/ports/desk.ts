/** What desk handlers may reach, and commands that are only an entry. */
import type { ConversationId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import { FILED_ACCOUNT } from '#shared/domain/customer';
import { AppError } from '#shared/domain/errors';
import type { Actor } from '#shared/domain/person';
import type { EngineInfo, VerifyOutcome } from '#shared/ipc/deskRoutes';
import type { Draft, EntryData } from '#shared/ledger/entry';
import type { Accounts } from '../accounts/accounts';
import type { Modules } from '../accounts/modules';
import type { EvidenceDesk } from '../evidence/evidenceDesk';
import type { ErasureDesk } from '../retention/erasureDesk';
import type { BackupDesk } from '../backup/backupDesk';
import type { Colleagues } from '../collaboration/colleagues';
import type { Schedules } from '../collaboration/schedules';
import type { ComplaintDesk } from '../duties/complaintDesk';
import type { DoneDesk } from '../duties/doneDesk';
import type { LeaveDesk } from '../duties/leaveDesk';
import type { NoticeDesk } from '../duties/noticeDesk';
import type { CustodyDesk } from '../custody/custodyDesk';
import type { Handover } from '../custody/handover';
import type { MediaFetcher } from '../host/mediaFetcher';
import type { MediaStore } from '../host/mediaStore';
import type { Outbox } from '../outbox/outbox';
import type { People } from '../people/people';
import type { PersonFileShelf } from '../people/personFiles';
import type { SetupInput } from '../setup';
import type { ReviewDesk } from '../quality/reviewDesk';
import type { SampleDesk } from '../quality/sampleDesk';
import type { TrainingDesk } from '../quality/trainingDesk';
import type { Recorder } from '../state/recorder';
import type { ViolationDesk } from '../violations/violationDesk';
import type { WordingDesk } from '../wordings/wordingDesk';
import type { EventHub } from './eventHub';
import type { PortPerson } from './permissions';

export type Desk = {
  readonly recorder: Recorder;
  readonly accounts: Accounts;
  readonly modules: Modules;
  readonly outbox: Outbox;
  readonly wordings: WordingDesk;
  readonly colleagues: Colleagues;
  readonly schedules: Schedules;
  readonly media: MediaStore;
  readonly fetcher: MediaFetcher;
  readonly backup: BackupDesk;
  readonly evidence: EvidenceDesk;
  readonly erasure: ErasureDesk;
  readonly samples: SampleDesk;
  readonly reviews: ReviewDesk;
  readonly trainings: TrainingDesk;
  readonly hub: EventHub;
  readonly people: People;
  readonly custody: CustodyDesk;
  readonly handover: Handover;
  readonly notices: NoticeDesk;
  readonly complaints: ComplaintDesk;
  readonly leaves: LeaveDesk;
  readonly duties: DoneDesk;
  readonly violations: ViolationDesk;
  /** Drafts and layout, each person's own. */
  readonly files: PersonFileShelf;
  readonly now: () => number;
  readonly info: (person: PortPerson | null) => EngineInfo;
  readonly verify: () => Promise<VerifyOutcome>;
  readonly setup: (input: SetupInput) => Promise<PortPerson>;
};

/**
 * One port. `person` changes once: the port that completes the set-up stands for the administrator it made. `isOver`
 * once that person locked, left or was replaced: nothing more is done on their behalf.
 */
export type DeskCaller = { person: PortPerson | null; isOver?: boolean };

/** The person on whose behalf a command runs; permission was checked before. */
export const actorOf = (caller: DeskCaller): Extract<Actor, { readonly kind: 'person' }> => {
  if (!caller.person) throw new AppError('port.noPerson', {});
  return { kind: 'person', id: caller.person.id, role: caller.person.role };
};

type ConversationType = 'conversation.read';

/** An entry about a conversation the ledger knows; `conversation.unknown` else. */
const noteConversation = async <T extends ConversationType>(desk: Desk, caller: DeskCaller, conversation: ConversationId, type: T, data: EntryData<T>): Promise<void> => {
  if (!desk.recorder.state.conversations.get(conversation)) throw new AppError('conversation.unknown', {});
  const draft = { type, actor: actorOf(caller), account: accountOfConversation(conversation), conversation, data } as Draft; // type and data are bound by T
  await desk.recorder.record([draft]);
};

/** Marks as read, once per place, and tells the peer where the channel can. */
export const markRead = async (desk: Desk, caller: DeskCaller, conversation: ConversationId, upTo: number): Promise<void> => {
  const record = desk.recorder.state.conversations.get(conversation);
  if (record && upTo <= record.readSeq) return;
  await noteConversation(desk, caller, conversation, 'conversation.read', { upTo });
  const supervisor = desk.accounts.get(accountOfConversation(conversation));
  const last = record?.lastIn;
  if (record && last && last.seq <= upTo && last.seq > record.readSeq && supervisor?.link.isOpen()) supervisor.channel?.markRead(record.chat, last.id);
};

export const tellTyping = (desk: Desk, conversation: ConversationId, active: boolean): void => {
  const record = desk.recorder.state.conversations.get(conversation);
  const supervisor = desk.accounts.get(accountOfConversation(conversation));
  if (record && supervisor?.link.isOpen()) supervisor.channel?.typing(record.chat, active);
};

type CustomerFact = { readonly [T in 'customer.tagged' | 'customer.untagged' | 'customer.staged']: { readonly type: T; readonly data: EntryData<T> } }[
  'customer.tagged' | 'customer.untagged' | 'customer.staged'];

/** An entry about a customer; `customer.unknown` when the account in the id is not ours. */
export const noteCustomer = async (desk: Desk, caller: DeskCaller, fact: CustomerFact): Promise<void> => {
  const { customer } = fact.data;
  const account = customer.slice(0, customer.indexOf('/')) as Parameters<Accounts['get']>[0]; // `account/contact` is our own format
  const isFiled = (account as string) === FILED_ACCOUNT;
  if (!isFiled && !desk.recorder.state.accounts.get(account)) throw new AppError('customer.unknown', {});
  await desk.recorder.record([{ ...fact, actor: actorOf(caller), ...(!isFiled && { account }) }]);
};

/** Keeps an attachment a person is about to send; refusals are errors here, the composer shows them. */
export const putBlob = async (desk: Desk, input: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }): ReturnType<MediaStore['store']> => {
  const media = await desk.media.store(input.bytes, input);
  if (media.state !== 'stored' || media.blob === undefined) throw new AppError(media.reason ?? 'media.failed', { name: media.name, size: input.bytes.byteLength });
  desk.hub.push('desk', 'blob.stored', { blob: media.blob });
  return media;
};
