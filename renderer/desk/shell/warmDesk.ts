import type { AccountId } from '#shared/domain/ids';
import type { RunningClock } from '#shared/rules/clock';
import type { DeskFacts } from '../../archive/queries/keepDesk';
import { filterConversations } from '../../archive/queries/listIndex';
import { rowClocks } from '../../archive/queries/rulePack';
import type { ConversationRow } from '../../archive/schema/conversationRows';
import { LoadIndex } from './loadIndex';

/**
 * Judges every conversation once while somebody types a password: the clocks found are kept by row, and what the desk
 * runs at its first frame is compiled by then. Shows nothing and keeps nothing else.
 */
export const warmDesk = ({ accounts, conversations, pack }: DeskFacts): void => {
  const channels = new Map<AccountId, string>(accounts.map(({ id, channel }) => [id, channel]));
  const clockOf = (row: ConversationRow): RunningClock | undefined => {
    const channel = channels.get(row.account);
    return channel === undefined ? undefined : rowClocks(pack, row, channel)[0];
  };
  const now = Date.now();
  new LoadIndex().view(conversations, clockOf, now);
  filterConversations(conversations, {}, { now, clockOf });
};
