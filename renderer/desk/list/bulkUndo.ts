import type { BulkAction } from '#shared/ipc/desk/conversationRoutes';
import type { ConversationId, PersonId } from '#shared/domain/ids';
import type { Tag } from '#shared/domain/customer';
import type { ConversationRow } from '../../archive/schema/conversationRows';

export type BulkStep = { readonly action: BulkAction; readonly conversations: ConversationId[] };

const idsOf = (rows: readonly ConversationRow[]): ConversationId[] => rows.map(({ id }) => id);
const step = (action: BulkAction, rows: readonly ConversationRow[]): readonly BulkStep[] => (rows.length === 0 ? [] : [{ action, conversations: idsOf(rows) }]);

/** Puts back the time each was put off to; a time that is past by now is left out. */
const snoozedAgain = (rows: readonly ConversationRow[], now: number): readonly BulkStep[] =>
  rows.flatMap((row) => (row.snooze === undefined || (row.snooze.until !== undefined && row.snooze.until <= now) ? [] : step({ kind: 'snooze', ...(row.snooze.until !== undefined && { until: row.snooze.until }) }, [row])));

const heldAgain = (rows: readonly ConversationRow[]): readonly BulkStep[] => {
  const holders = [...new Set(rows.map((row): PersonId | null => row.assignee ?? null))];
  return holders.flatMap((person) => step({ kind: 'assign', person }, rows.filter((row) => (row.assignee ?? null) === person)));
};

const hasTag = (row: ConversationRow, { kind, value }: Tag): boolean =>
  kind === 'free' ? row.tags?.includes(value) === true : kind === 'group' ? row.groups?.includes(value) === true : row[kind] === value;

/** Steps that take an action back. `rows` as they stood before it, those that changed only. */
export const undoSteps = (action: BulkAction, rows: readonly ConversationRow[], now: number): readonly BulkStep[] => {
  switch (action.kind) {
    case 'close': return [...step({ kind: 'reopen' }, rows), ...snoozedAgain(rows, now)];
    case 'dismiss': return step({ kind: 'reopen' }, rows);
    case 'reopen': return step({ kind: 'close' }, rows);
    case 'snooze': return [...step({ kind: 'wake' }, rows.filter((row) => row.snooze === undefined)), ...snoozedAgain(rows, now)];
    case 'wake': return snoozedAgain(rows, now);
    case 'assign': return heldAgain(rows);
    case 'tag': return step({ kind: 'untag', tag: action.tag }, rows.filter((row) => !hasTag(row, action.tag)));
    case 'untag': return step({ kind: 'tag', tag: action.tag }, rows.filter((row) => hasTag(row, action.tag)));
  }
};
