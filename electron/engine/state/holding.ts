/** Who holds a conversation, whether it is put off, what the clocks noted: the part of the fold that is no waiting. */
import type { Entry } from '#shared/ledger/entry';
import { endsSnooze } from '#shared/rules/snooze';
import type { ConversationRecord } from './conversationRecord';

type Passed = Extract<Entry, { readonly type: 'wait.breached' | 'wait.escalated' }>;

const woken = ({ snooze: _ended, ...record }: ConversationRecord, resumedAt: number): ConversationRecord => ({ ...record, resumedAt });

/** The customer said something that waits: it is open again, and not put off any more. */
const spokenTo = (before: ConversationRecord, record: ConversationRecord, entry: Extract<Entry, { readonly type: 'message.received' }>): ConversationRecord => {
  const isNews = record.waiting.pending.length > 0 && record.waiting !== before.waiting && entry.data.direction === 'in';
  if (!isNews) return record;
  const open = record.isClosed === true && record.waitingSince > 0 ? { ...record, isClosed: false } : record;
  const { at, source } = entry.data;
  return open.snooze !== undefined && endsSnooze(open.snooze, { at, late: source !== 'live' }) ? woken(open, at) : open;
};

const noted = (record: ConversationRecord, { type, data }: Passed): ConversationRecord => {
  const old = record.noted?.since === data.since ? record.noted : { since: data.since, breached: [], escalated: [] };
  const field = type === 'wait.breached' ? 'breached' : 'escalated';
  return { ...record, noted: { ...old, [field]: [...new Set([...old[field], data.clock])] } };
};

/** `record` already carries who waits after `entry`; the same object when nothing else changes. */
export const holdingAfter = (before: ConversationRecord, record: ConversationRecord, entry: Entry): ConversationRecord => {
  switch (entry.type) {
    case 'message.received': return spokenTo(before, record, entry);
    // Words put in place of others may ask something: a closed conversation in which somebody waits is open.
    case 'message.edited': return record.isClosed === true && record.waiting !== before.waiting && record.waitingSince > 0 ? { ...record, isClosed: false } : record;
    case 'conversation.closed': {
      const { snooze: _ended, ...rest } = record;
      return { ...rest, isClosed: true };
    }
    case 'conversation.reopened': return { ...record, isClosed: false };
    case 'conversation.assigned': {
      const { assignee: _before, ...rest } = record;
      return entry.data.person === null ? rest : { ...rest, assignee: entry.data.person };
    }
    case 'conversation.snoozed': return { ...record, snooze: { at: entry.at, ...(entry.data.until !== undefined && { until: entry.data.until }) } };
    case 'conversation.woken': return record.snooze === undefined ? record : woken(record, entry.at);
    case 'conversation.pinned': {
      if (entry.actor.kind !== 'person') return record;
      const { id } = entry.actor;
      const others = (record.pins ?? []).filter((person) => person !== id);
      return { ...record, pins: entry.data.isPinned ? [...others, id] : others };
    }
    case 'conversation.sorted': return { ...record, matter: entry.data.matter };
    case 'wait.breached': case 'wait.escalated': return noted(record, entry);
    default: return record;
  }
};
