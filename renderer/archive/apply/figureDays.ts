/**
 * Facts for figures, kept with the conversation they are about: what an entry did is read off the row before and after
 * it, so that a figure rests on the very decisions of list and clock. Groups have none.
 */
import { accountOfConversation, ownMessageIdOf, remoteMessageIdOf, type ConversationId, type PersonId } from '#shared/domain/ids';
import type { Entry } from '#shared/ledger/entry';
import { dayOf, startOfDay } from '#shared/rules/contactDays';
import { CUSTOMER, ELSEWHERE, type Said, type Speaker, type Wait, type WaitEnd } from '#shared/rules/figures/contactDay';
import { figureDayIdOf, type FigureDayRow } from '../schema/figureRows';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import type { WorkingSet } from './workingSet';

/** What an entry found, kept while it is folded. */
export type FiguresBefore = { readonly row: ConversationRow | undefined; readonly echo?: TimelineRow | undefined };

const HOUR = 3_600_000;
const personIn = ({ actor }: Entry): PersonId | undefined => (actor.kind === 'person' ? actor.id : undefined);

const replyOf = (work: WorkingSet, id: ConversationId, entry: Entry): TimelineRow | undefined =>
  entry.type === 'reply.accepted' ? work.timeline.find(ownMessageIdOf(id, entry.data.client)) : undefined;

/** Our reply as another device's, shown before the peer named it. */
const echoOf = (work: WorkingSet, id: ConversationId, entry: Entry): TimelineRow | undefined => {
  if (entry.type !== 'reply.accepted' || entry.data.id === undefined) return undefined;
  const line = work.timeline.find(remoteMessageIdOf(id, entry.data.id));
  return line?.direction === 'out' && line.client === undefined ? line : undefined;
};

/** Before the entry is folded. */
export const figuresBefore = (work: WorkingSet, id: ConversationId | undefined, entry: Entry): FiguresBefore =>
  id === undefined ? { row: undefined } : { row: work.conversations.get(id), echo: echoOf(work, id, entry) };

const dayRow = (work: WorkingSet, conversation: ConversationId, day: number): FigureDayRow => {
  const id = figureDayIdOf(day, conversation);
  return work.figureDays.get(id) ?? { id, day, conversation, account: accountOfConversation(conversation), said: [], waits: [], closings: [] };
};

const addSaid = (work: WorkingSet, conversation: ConversationId, at: number, by: Speaker, count: number): void => {
  const day = dayOf(at);
  const hour = Math.floor((at - startOfDay(day)) / HOUR);
  const row = dayRow(work, conversation, day);
  const known = row.said.findIndex((one) => one.hour === hour && one.by === by);
  const sum = (row.said[known]?.count ?? 0) + count;
  const next: Said = { hour, by, count: sum };
  const said = known < 0 ? [...row.said, next] : row.said.with(known, next);
  work.figureDays.put({ ...row, said: sum > 0 ? said : said.filter((one) => one !== next) });
};

type Change = (wait: Wait) => Wait | undefined;

/** Changes the wait that began at `since`; `undefined` takes it away. */
const changeWait = (work: WorkingSet, conversation: ConversationId, since: number, change: Change): void => {
  const row = dayRow(work, conversation, dayOf(since));
  const place = row.waits.findIndex((wait) => wait.since === since);
  const wait = row.waits[place];
  if (wait === undefined) return;
  const next = change(wait);
  work.figureDays.put({ ...row, waits: next === undefined ? row.waits.toSpliced(place, 1) : row.waits.with(place, next) });
};

/** Begun, or begun again: what was answered came back, what was closed was taken up. */
const openWait = (work: WorkingSet, after: ConversationRow): void => {
  const row = dayRow(work, after.id, dayOf(after.waitingSince));
  if (row.waits.some((wait) => wait.since === after.waitingSince)) {
    return changeWait(work, after.id, after.waitingSince, ({ end: _ended, resumedAt: _put, ...wait }) => wait);
  }
  const { assignee, matter, waitingSince: since, handledAt = 0 } = after;
  work.figureDays.put({ ...row, waits: [...row.waits, { since, handledAt, ...(assignee !== undefined && { assignee }), ...(matter !== undefined && { matter }) }] });
};

/** Who ended a wait and how; `undefined` when it never was one (a question became mere courtesy, or began earlier). */
const endBy = (work: WorkingSet, entry: Entry, after: ConversationRow): WaitEnd | undefined => {
  switch (entry.type) {
    case 'message.received': return entry.data.direction === 'out' ? { at: entry.data.at, how: 'elsewhere' } : undefined;
    case 'reply.accepted': return { at: entry.data.at, how: 'answered', ...by(replyOf(work, after.id, entry)?.person) };
    case 'receipt.received': return { at: entry.data.at, how: 'answered', ...by(work.timeline.at(after.marks.waiting.seq)?.person) };
    case 'conversation.closed': return { at: entry.at, how: 'closed', ...by(personIn(entry)) };
    case 'conversation.dismissed': return { at: entry.at, how: 'dismissed', ...by(personIn(entry)) };
    default: return undefined;
  }
};

const by = (person: PersonId | undefined) => (person === undefined ? {} : { by: person });

/** Put off while it lasted: the clocks count from when it was taken up again; not at all when it never was. */
const resumed = (since: number, row: ConversationRow, end: WaitEnd): { readonly resumedAt?: number } => {
  if (row.snooze !== undefined) return { resumedAt: Math.max(since, end.at) };
  return (row.resumedAt ?? 0) > since ? { resumedAt: row.resumedAt ?? 0 } : {};
};

const noteWait = (work: WorkingSet, entry: Entry, before: ConversationRow | undefined, after: ConversationRow): void => {
  const since = before?.waitingSince ?? 0;
  if (since !== after.waitingSince) {
    const end = endBy(work, entry, after);
    if (before !== undefined && since > 0) {
      changeWait(work, after.id, since, (wait) => (end === undefined ? undefined : { ...wait, end: { ...end, at: Math.max(end.at, since) }, ...resumed(since, before, end) }));
    }
    if (after.waitingSince > 0) openWait(work, after);
    return;
  }
  if (since === 0 || (before?.assignee === after.assignee && before?.matter === after.matter)) return;
  const { assignee, matter } = after;
  changeWait(work, after.id, since, ({ assignee: _a, matter: _m, ...wait }) => ({ ...wait, ...(assignee !== undefined && { assignee }), ...(matter !== undefined && { matter }) }));
};

const noteSaid = (work: WorkingSet, entry: Entry, before: ConversationRow | undefined, after: ConversationRow): void => {
  if (entry.type !== 'message.received' && entry.type !== 'reply.accepted') return;
  const was = before?.contact;
  if ((after.contact?.in ?? 0) > (was?.in ?? 0)) addSaid(work, after.id, entry.data.at, CUSTOMER, 1);
  if ((after.contact?.out ?? 0) <= (was?.out ?? 0)) return;
  const person = entry.type === 'reply.accepted' ? replyOf(work, after.id, entry)?.person : undefined;
  addSaid(work, after.id, entry.data.at, person ?? ELSEWHERE, 1);
};

const noteClosing = (work: WorkingSet, entry: Entry, before: ConversationRow | undefined): void => {
  if (entry.conversation === undefined) return;
  if (entry.type === 'conversation.closed') {
    const row = dayRow(work, entry.conversation, dayOf(entry.at));
    const { reason, outcome } = entry.data;
    work.figureDays.put({ ...row, closings: [...row.closings, { at: entry.at, ...by(personIn(entry)), ...(reason !== undefined && { reason }), ...(outcome !== undefined && { outcome }) }] });
  }
  const at = before?.closing?.at;
  if (entry.type !== 'conversation.reopened' || at === undefined) return;
  const row = dayRow(work, entry.conversation, dayOf(at));
  work.figureDays.put({ ...row, closings: row.closings.map((closing) => (closing.at === at ? { ...closing, undone: true } : closing)) });
};

/** What had counted as sent elsewhere turned out to be a reply of ours: it is its writer's after all. */
const noteEcho = (work: WorkingSet, entry: Entry, before: ConversationRow, echo: TimelineRow): void => {
  const person = replyOf(work, before.id, entry)?.person;
  if (person === undefined) return;
  addSaid(work, before.id, echo.at, ELSEWHERE, -1);
  addSaid(work, before.id, echo.at, person, 1);
  const asked = before.marks.waiting.before;
  if (asked?.answer !== echo.seq) return;
  for (const since of new Set(asked.pending.map(({ at }) => at))) {
    changeWait(work, before.id, since, (wait) => (wait.end?.how === 'elsewhere' && wait.end.at === echo.at ? { ...wait, end: { at: echo.at, how: 'answered', by: person } } : wait));
  }
};

/** After the entry was folded. */
export const noteFigures = (work: WorkingSet, id: ConversationId | undefined, entry: Entry, { row: before, echo }: FiguresBefore): void => {
  const after = id === undefined ? undefined : work.conversations.get(id);
  if (after === undefined || after === before || after.kind === 'group') return;
  noteSaid(work, entry, before, after);
  noteWait(work, entry, before, after);
  noteClosing(work, entry, before);
  const isMerged = echo !== undefined && before !== undefined && before.contact === after.contact;
  if (isMerged) noteEcho(work, entry, before, echo);
};
