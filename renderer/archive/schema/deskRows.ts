/** Rows of what holds for the whole desk: rule packs, shared filters, facts about the archive itself. */
import type { PersonId } from '#shared/domain/ids';
import type { SavedFilter } from '#shared/domain/listFilter';
import type { RulePack } from '#shared/rules/rulePack';

/** One version of the rule pack, as saved; the one with the highest version is in force. */
export type RulePackRow = { readonly version: number; readonly pack: RulePack; readonly savedAt: number; readonly by?: PersonId };

/** A named filter of the list. `owner` is who saved it first. */
export type ListFilterRow = SavedFilter & { readonly owner?: PersonId; readonly savedAt: number };

/**
 * Facts about the archive itself: `cursor` = seq applied so far, moved in the same transaction as the rows;
 * `damage` = records the medium lost; `erasures` = how many its ledger had gone through when it was begun; `complete` = 1 once the archive had caught up with its ledger.
 */
export type MetaRow = { readonly key: 'cursor' | 'ledger' | 'company' | 'damage' | 'complete' | 'erasures' | 'customerPolicy' | 'wordingPolicy' | 'custodyPolicy' | 'backupPlan' | 'idleMinutes'; readonly value: string | number };
