import type { ConversationRow } from '../../archive/schema/rows';

/** The conversation whose customer waits longest, over all accounts and whatever the list is filtered to. */
export const longestWaiting = (rows: readonly ConversationRow[]): ConversationRow | undefined => {
  let longest: ConversationRow | undefined;
  for (const row of rows) if (row.waitingSince > 0 && (longest === undefined || row.waitingSince < longest.waitingSince)) longest = row;
  return longest;
};
