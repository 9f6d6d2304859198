import { noteLineIdOf, ownMessageIdOf, type PersonId } from '#shared/domain/ids';
import type { Parts } from '#shared/domain/message';
import type { EntryOf } from '#shared/ledger/entry';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import { SUPERVISORS, type InboxRow } from '../schema/inboxRows';
import { addLine, openConversation, saveConversation } from './conversations';
import { livePlace } from './place';
import type { WorkingSet } from './workingSet';

type Help = EntryOf<'help.asked' | 'help.answered' | 'help.closed'>;
type Transfer = EntryOf<'transfer.offered' | 'transfer.accepted' | 'transfer.declined' | 'transfer.withdrawn'>;
type Planned = EntryOf<'reply.rescheduled' | 'reply.cancelled' | 'reply.held'>;
type Placed = EntryOf<'note.added' | 'note.revised' | 'reply.scheduled'> | Help | Transfer | Planned;

const authorOf = (entry: Placed): PersonId | undefined => (entry.actor.kind === 'person' ? entry.actor.id : undefined);
const words = (text: string): Parts => [{ kind: 'text', text }];

/** One more line in somebody's inbox; nobody hears of what they did themselves. */
const tell = (work: WorkingSet, entry: Placed, person: InboxRow['person'], item: Pick<InboxRow, 'kind' | 'parts'> & Partial<Pick<InboxRow, 'ref'>>): void => {
  const by = authorOf(entry);
  if (entry.conversation === undefined || person === by) return;
  work.inbox.push({ person, back: -entry.seq, at: entry.at, conversation: entry.conversation, ...(by !== undefined && { by }), ...item });
};

const line = (work: WorkingSet, entry: Placed, row: ConversationRow, more: Partial<TimelineRow>): void =>
  addLine(work, entry, row.id, { kind: 'note', at: entry.at, type: entry.type, ...more }, livePlace(entry.at, row.lastAt));

export const applyNoteAdded = (work: WorkingSet, entry: EntryOf<'note.added'>): void => {
  if (entry.conversation === undefined) return;
  const { note, parts, mentions } = entry.data;
  const row = openConversation(work, entry.conversation, entry.seq);
  line(work, entry, row, { keys: [noteLineIdOf(row.id, note)], parts, data: { note } });
  for (const person of mentions) tell(work, entry, person, { kind: 'mention', parts });
  saveConversation(work, undefined, row, entry.seq);
};

/** The earlier versions stay with the line; only who is newly named hears of it. */
export const applyNoteRevised = (work: WorkingSet, entry: EntryOf<'note.revised'>): void => {
  if (entry.conversation === undefined) return;
  const before = work.timeline.find(noteLineIdOf(entry.conversation, entry.data.note));
  if (before === undefined) return;
  const parts = before.parts ?? [];
  const known = new Set(parts.flatMap((part) => (part.kind === 'mention' ? [part.target] : [])));
  work.timeline.put({ ...before, parts: entry.data.parts, versions: [...(before.versions ?? []), { at: entry.at, parts }] });
  for (const person of entry.data.mentions) if (!known.has(person)) tell(work, entry, person, { kind: 'mention', parts: entry.data.parts });
};

const withHelps = (row: ConversationRow, helps: NonNullable<ConversationRow['helps']>): ConversationRow => {
  const { helps: _before, ...rest } = row;
  return helps.length === 0 ? rest : { ...rest, helps };
};

export const applyHelp = (work: WorkingSet, entry: Help): void => {
  if (entry.conversation === undefined) return;
  const row = openConversation(work, entry.conversation, entry.seq);
  const { help } = entry.data;
  const open = row.helps?.find((one) => one.help === help);
  const by = authorOf(entry);
  if (entry.type === 'help.asked') {
    const to = entry.data.to.kind === 'person' ? entry.data.to.person : SUPERVISORS;
    line(work, entry, row, { parts: words(entry.data.question), data: { help, to } });
    tell(work, entry, to, { kind: 'help', parts: words(entry.data.question), ref: help });
    saveConversation(work, undefined, withHelps(row, [...(row.helps ?? []), { help, to, question: entry.data.question, at: entry.at, ...(by !== undefined && { by }) }]), entry.seq);
    return;
  }
  const answer = entry.type === 'help.answered' ? words(entry.data.answer) : undefined;
  line(work, entry, row, { data: { help }, ...(answer !== undefined && { parts: answer }) });
  if (open?.by !== undefined && answer !== undefined) tell(work, entry, open.by, { kind: 'helpAnswered', parts: answer });
  saveConversation(work, undefined, withHelps(row, (row.helps ?? []).filter((one) => one.help !== help)), entry.seq);
};

const withoutTransfer = ({ transfer: _gone, ...row }: ConversationRow): ConversationRow => row;

export const applyTransfer = (work: WorkingSet, entry: Transfer): void => {
  if (entry.conversation === undefined) return;
  const row = openConversation(work, entry.conversation, entry.seq);
  const { transfer } = entry.data;
  const by = authorOf(entry);
  if (entry.type === 'transfer.offered') {
    const { to, summary } = entry.data;
    line(work, entry, row, { parts: words(summary), data: { transfer, to } });
    tell(work, entry, to, { kind: 'transfer', parts: words(summary), ref: transfer });
    saveConversation(work, undefined, { ...row, transfer: { transfer, to, summary, at: entry.at, ...(by !== undefined && { by }) } }, entry.seq);
    return;
  }
  const open = row.transfer?.transfer === transfer ? row.transfer : undefined;
  const reason = entry.type === 'transfer.declined' ? words(entry.data.reason) : undefined;
  // Accepted, the conversation changes hands in the same breath: that line says it.
  if (entry.type !== 'transfer.accepted') line(work, entry, row, { data: { transfer }, ...(reason !== undefined && { parts: reason }) });
  if (open?.by !== undefined && entry.type !== 'transfer.withdrawn') {
    tell(work, entry, open.by, { kind: entry.type === 'transfer.accepted' ? 'transferAccepted' : 'transferDeclined', parts: reason ?? [] });
  }
  saveConversation(work, undefined, open === undefined ? row : withoutTransfer(row), entry.seq);
};

const recountPlanned = (row: ConversationRow, planned: number, held: number): ConversationRow =>
  ({ ...row, planned: (row.planned ?? 0) + planned, held: (row.held ?? 0) + held });

/** Stands at its time, below everything said before. */
export const applyScheduled = (work: WorkingSet, entry: EntryOf<'reply.scheduled'>): void => {
  if (entry.conversation === undefined) return;
  const { client, parts, at } = entry.data;
  const row = openConversation(work, entry.conversation, entry.seq);
  const place = Math.max(at, row.lastAt);
  addLine(work, entry, row.id, { kind: 'scheduled', at, direction: 'out', client, parts, keys: [ownMessageIdOf(row.id, client)], type: 'pending' }, place);
  saveConversation(work, undefined, recountPlanned(row, 1, 0), entry.seq);
};

/** The line of a reply that is still planned. */
export const plannedLine = (work: WorkingSet, entry: { readonly conversation?: TimelineRow['conversation']; readonly data: Pick<EntryOf<'reply.queued'>['data'], 'client'> }): TimelineRow | undefined => {
  if (entry.conversation === undefined) return undefined;
  const found = work.timeline.find(ownMessageIdOf(entry.conversation, entry.data.client));
  return found?.kind === 'scheduled' && found.type !== 'cancelled' ? found : undefined;
};

/** It leaves the plan, for the queue or for good. */
export const leavePlan = (row: ConversationRow, before: TimelineRow): ConversationRow => recountPlanned(row, -1, before.type === 'held' ? -1 : 0);

const move = (work: WorkingSet, before: TimelineRow, after: TimelineRow, place: number): void => {
  work.timeline.remove(before);
  work.timeline.put({ ...after, back: -place });
};

export const applyPlanned = (work: WorkingSet, entry: Planned): void => {
  const before = plannedLine(work, entry);
  const row = before === undefined ? undefined : work.conversations.get(before.conversation);
  if (before === undefined || row === undefined) return;
  const wasHeld = before.type === 'held' ? 1 : 0;
  switch (entry.type) {
    case 'reply.rescheduled': {
      const { at, parts } = entry.data;
      const { deliveryCode: _code, deliveryData: _data, data: _why, ...rest } = before;
      move(work, before, { ...rest, at, type: 'pending', ...(parts !== undefined && { parts }) }, Math.max(at, row.lastAt));
      return void saveConversation(work, row, recountPlanned(row, 0, -wasHeld), entry.seq);
    }
    case 'reply.cancelled':
      move(work, before, { ...before, from: before.at, at: entry.at, type: 'cancelled' }, livePlace(entry.at, row.lastAt));
      return void saveConversation(work, row, leavePlan(row, before), entry.seq);
    case 'reply.held': {
      const { why, code, data } = entry.data;
      work.timeline.put({ ...before, type: 'held', data: { why }, ...(code !== undefined && { deliveryCode: code }), ...(data !== undefined && { deliveryData: data }) });
      if (before.person !== undefined && wasHeld === 0) tell(work, entry, before.person, { kind: 'held', parts: before.parts ?? [], ref: entry.data.client });
      return void saveConversation(work, row, recountPlanned(row, 0, 1 - wasHeld), entry.seq);
    }
  }
};
