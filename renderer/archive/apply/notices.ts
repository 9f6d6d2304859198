import type { EntryOf } from '#shared/ledger/entry';
import { accountLineOf } from '../schema/timelineRows';
import { addLine, conversationOf, openConversation, saveConversation } from './conversations';
import { livePlace } from './place';
import type { WorkingSet } from './workingSet';

/** Not a message: shown in its chat, or on the account's own line when it has none. Never moves preview or clock. */
export const applyNotice = (work: WorkingSet, entry: EntryOf<'notice.received'>): void => {
  const { chat, type, at, data, raw } = entry.data;
  const line = { kind: 'notice' as const, at, type, ...(data !== undefined && { data }), ...(raw !== undefined && { raw }) };
  const id = conversationOf(entry, chat);
  if (id === undefined) {
    if (entry.account !== undefined) addLine(work, entry, accountLineOf(entry.account), line, at);
    return;
  }
  const before = work.conversations.get(id);
  const row = openConversation(work, id, entry.seq, chat);
  addLine(work, entry, id, line, livePlace(at, row.lastAt));
  saveConversation(work, before, row, entry.seq);
};

/** Stands where the hole begins: after the last message before it, before the first one after it. */
export const applyGap = (work: WorkingSet, entry: EntryOf<'gap.noted'>): void => {
  const { from, to, reason } = entry.data;
  const place = from > 0 ? from : to;
  const id = entry.conversation ?? (entry.account === undefined ? undefined : accountLineOf(entry.account));
  if (id !== undefined) addLine(work, entry, id, { kind: 'gap', at: place, from, to, data: { reason } }, place);
};

/** "Caught up to …, n messages". Nothing missed is no line: every reconnect would write one. */
export const applyCatchup = (work: WorkingSet, entry: EntryOf<'catchup.done'>): void => {
  const { upTo, count } = entry.data;
  if (count === 0) return;
  const id = entry.conversation ?? (entry.account === undefined ? undefined : accountLineOf(entry.account));
  const at = upTo > 0 ? upTo : entry.at;
  if (id !== undefined) addLine(work, entry, id, { kind: 'catchup', at, to: upTo, data: { count } }, at);
};
