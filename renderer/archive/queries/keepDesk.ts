import { keptRulePack } from './rulePack';
import { keptAccounts } from './useAccounts';
import { keepConversations } from './useConversations';
import { keptListFilters } from './useListFilters';
import { keptPeople } from './usePeople';

/** Reads and follows what the desk's first frame draws, whether it is drawn yet or not. */
export const keepDesk = (): void => {
  for (const kept of [keptAccounts, keptPeople, keptRulePack, keptListFilters]) kept.keep();
  keepConversations();
};
