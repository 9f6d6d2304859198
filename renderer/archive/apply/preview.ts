import { leadKindOf, textOf } from '#shared/domain/message';
import { placeOf, type TimelineRow } from '../schema/timelineRows';
import type { ConversationRow, PreviewRow } from '../schema/conversationRows';
import { isAfter } from './place';
import type { WorkingSet } from './workingSet';

/** Longer than any list row shows. */
const PREVIEW_LENGTH = 80;

const previewOf = (row: TimelineRow): PreviewRow => {
  const parts = row.parts ?? [];
  const lead = leadKindOf(parts);
  return {
    text: textOf(parts).replace(/\s+/gu, ' ').slice(0, PREVIEW_LENGTH),
    direction: row.direction ?? 'in',
    ...(lead !== undefined && { lead }),
    ...(row.delivery !== undefined && { delivery: row.delivery }),
    ...(row.recalled !== undefined && { recalled: true }),
  };
};

/** Counts a message in: newest place and preview, unless it belongs further up; highest seq in any case. */
export const withMessage = (conversation: ConversationRow, row: TimelineRow): ConversationRow => {
  const lastSeq = Math.max(conversation.lastSeq, row.seq);
  if (conversation.marks.newest > 0 && !isAfter(row, conversation.lastAt, conversation.marks.newest)) return { ...conversation, lastSeq };
  return { ...conversation, lastSeq, lastAt: placeOf(row), preview: previewOf(row), marks: { ...conversation.marks, newest: row.seq } };
};

/** Replaces a row, and the preview when the list shows that row. The conversation is saved by the caller. */
export const replaceRow = (work: WorkingSet, conversation: ConversationRow, row: TimelineRow): ConversationRow => {
  work.timeline.put(row);
  return conversation.marks.newest === row.seq ? { ...conversation, preview: previewOf(row) } : conversation;
};
