/** Who holds a conversation, whether it is put off, what the clocks noted; the rules and saved filters. */
import type { EntryOf, Head } from '#shared/ledger/entry';
import type { TimelineRow } from '../schema/timelineRows';
import type { ConversationRow } from '../schema/conversationRows';
import { addLine, openConversation, saveConversation } from './conversations';
import { livePlace } from './place';
import type { WorkingSet } from './workingSet';

/** Taken up again: the clocks count from here. */
export const awake = ({ snooze: _ended, ...row }: ConversationRow, at: number): ConversationRow => ({ ...row, resumedAt: at });

const personIn = (entry: Head) => (entry.actor.kind === 'person' ? entry.actor.id : undefined);

/** One change to a conversation the entry names, with a line that tells of it. */
const change = (work: WorkingSet, entry: Head & { readonly type: string }, data: TimelineRow['data'] | null, to: (row: ConversationRow) => ConversationRow): void => {
  if (entry.conversation === undefined) return;
  const row = openConversation(work, entry.conversation, entry.seq);
  if (data !== null) addLine(work, entry, row.id, { kind: 'event', at: entry.at, type: entry.type, data }, livePlace(entry.at, row.lastAt));
  saveConversation(work, row, to(row), entry.seq);
};

export const applyAssigned = (work: WorkingSet, entry: EntryOf<'conversation.assigned'>): void => {
  const { person } = entry.data;
  change(work, entry, { assignee: person ?? '' }, ({ assignee: _before, ...row }) => (person === null ? row : { ...row, assignee: person }));
};

export const applySnoozed = (work: WorkingSet, entry: EntryOf<'conversation.snoozed'>): void => {
  const { until } = entry.data;
  const by = personIn(entry);
  change(work, entry, until === undefined ? {} : { until }, (row) => ({ ...row, snooze: { at: entry.at, ...(until !== undefined && { until }), ...(by !== undefined && { by }) } }));
};

export const applyWoken = (work: WorkingSet, entry: EntryOf<'conversation.woken'>): void =>
  change(work, entry, { sub_type: entry.data.why }, (row) => (row.snooze === undefined ? row : awake(row, entry.at)));

/** Nobody else's list changes, so no line tells of it. */
export const applyPinned = (work: WorkingSet, entry: EntryOf<'conversation.pinned'>): void => {
  const person = personIn(entry);
  if (person === undefined) return;
  change(work, entry, null, (row) => {
    const others = (row.pins ?? []).filter((id) => id !== person);
    return { ...row, pins: entry.data.isPinned ? [...others, person] : others };
  });
};

export const applySorted = (work: WorkingSet, entry: EntryOf<'conversation.sorted'>): void =>
  change(work, entry, { sub_type: entry.data.matter }, (row) => ({ ...row, matter: entry.data.matter }));

export const applyPassed = (work: WorkingSet, entry: EntryOf<'wait.breached' | 'wait.escalated'>): void => {
  const { clock, clause, since, limit, due } = entry.data;
  change(work, entry, { clock, clause, since, limit, due }, (row) => {
    const old = row.breach?.since === since ? row.breach : { since, clocks: [] };
    return { ...row, breach: entry.type === 'wait.breached' ? { ...old, clocks: [...new Set([...old.clocks, clock])] } : { ...old, escalatedAt: entry.at } };
  });
};

export const applyRulePack = (work: WorkingSet, entry: EntryOf<'rulePack.saved'>): void => {
  const { pack } = entry.data;
  const by = personIn(entry);
  work.rulePacks.push({ version: pack.version, pack, savedAt: entry.at, ...(by !== undefined && { by }) });
};

export const applyListFilter = (work: WorkingSet, entry: EntryOf<'listFilter.saved'>): void => {
  const { filter } = entry.data;
  const owner = work.listFilters.get(filter.id)?.owner ?? personIn(entry);
  work.listFilters.put({ ...filter, savedAt: entry.at, ...(owner !== undefined && { owner }) });
};
