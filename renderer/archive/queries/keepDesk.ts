import type { RulePack } from '#shared/rules/rulePack';
import type { AccountRow } from '../schema/accountRows';
import type { ConversationRow } from '../schema/conversationRows';
import { keptRulePack } from './rulePack';
import { keptAccounts } from './useAccounts';
import { keepConversations } from './useConversations';
import { keptListFilters } from './useListFilters';
import { keptPeople } from './usePeople';

/** What the desk's first frame is made of. */
export type DeskFacts = { readonly accounts: readonly AccountRow[]; readonly conversations: readonly ConversationRow[]; readonly pack: RulePack };

/** Reads and follows what the desk's first frame draws, whether it is drawn yet or not. Resolves when all of it was read once. */
export const keepDesk = async (): Promise<DeskFacts> => {
  const [conversations, { listed }, pack] = await Promise.all([keepConversations(), keptAccounts.keep(), keptRulePack.keep(), keptPeople.keep(), keptListFilters.keep()]);
  return { accounts: listed, conversations, pack };
};
