/** The inbox as shown: what is still open, what is new. Pure. */
import type { ConversationId } from '#shared/domain/ids';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import type { InboxRow } from '../../archive/schema/inboxRows';

export type InboxItem = {
  readonly row: InboxRow;
  readonly key: string;
  /** A request nobody has settled yet. */
  readonly isOpen: boolean;
  /** Came after the person looked last. */
  readonly isNew: boolean;
};

/** What is decided by the place it leads to; `open` = matters about no conversation that still wait. */
const isOpen = (row: InboxRow, conversation: ConversationRow | undefined, open: ReadonlySet<string>): boolean => {
  switch (row.kind) {
    case 'notice': case 'complaint': case 'complaintAssigned': case 'leaveAsked': return row.ref !== undefined && open.has(row.ref);
    case 'help': return conversation?.helps?.some((help) => help.help === row.ref) === true;
    case 'transfer': return conversation?.transfer?.transfer === row.ref;
    case 'held': return (conversation?.held ?? 0) > 0;
    default: return false;
  }
};

/** Open requests first, then newest first. */
export const inboxItems = (rows: readonly InboxRow[], upTo: number, open: ReadonlySet<string>, rowOf: (id: ConversationId) => ConversationRow | undefined): readonly InboxItem[] => {
  const items = rows.map((row) => ({ row, key: `${row.person}${row.back}`, isOpen: isOpen(row, row.conversation === undefined ? undefined : rowOf(row.conversation), open), isNew: -row.back > upTo }));
  return [...items.filter((item) => item.isOpen), ...items.filter((item) => !item.isOpen)];
};

/**
 * How far the inbox is seen once `item` was opened: never past a line nobody has opened yet, so that an older mention
 * is not lost behind a newer one. 0 = not further than before.
 */
export const seenUpTo = (items: readonly InboxItem[], item: InboxItem, newest: number): number => {
  const left = items.filter((other) => other.isNew && other !== item).map((other) => -other.row.back);
  return item.isNew ? (left.length === 0 ? newest : Math.min(...left) - 1) : 0;
};

/** What the badge counts: open requests and unseen lines. */
export const inboxCount = (items: readonly InboxItem[]): number => items.filter((item) => item.isOpen || item.isNew).length;
