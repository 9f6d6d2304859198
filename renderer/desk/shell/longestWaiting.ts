import { isUnhandled } from '#shared/rules/waiting';
import type { ConversationRow } from '../../archive/schema/conversationRows';

/** The conversation whose customer waits longest, over all accounts and whatever the list is filtered to; what was put off does not wait. */
export const longestWaiting = (rows: readonly ConversationRow[]): ConversationRow | undefined => {
  let longest: ConversationRow | undefined;
  for (const row of rows) if (isUnhandled(row) && (longest === undefined || row.waitingSince < longest.waitingSince)) longest = row;
  return longest;
};
