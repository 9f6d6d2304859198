import { dayOf } from '#shared/rules/contactDays';
import type { ContactCount, ConversationRow } from '../schema/conversationRows';

/** Two months of days at most: what "this month" and "last month" need. */
const DAYS_KEPT = 62;

const none: ContactCount = { in: 0, out: 0, inAt: 0, outAt: 0, firstOutAt: 0, days: [] };

const withDay = (days: readonly number[], day: number): readonly number[] => {
  if (days.at(-1) === day || days.includes(day)) return days;
  const all = [...days, day];
  return (all.length > 1 && day < (days.at(-1) ?? 0) ? all.sort((a, b) => a - b) : all).slice(-DAYS_KEPT);
};

/** Counts one message of a chat with one person. Groups are nobody's contact. */
export const withContact = (row: ConversationRow, direction: 'in' | 'out', at: number): ConversationRow => {
  if (row.kind === 'group') return row;
  const count = row.contact ?? none;
  if (direction === 'in') return { ...row, contact: { ...count, in: count.in + 1, inAt: Math.max(count.inAt, at) } };
  const firstOutAt = count.firstOutAt === 0 ? at : Math.min(count.firstOutAt, at);
  return { ...row, contact: { ...count, out: count.out + 1, outAt: Math.max(count.outAt, at), firstOutAt, days: withDay(count.days, dayOf(at)) } };
};
