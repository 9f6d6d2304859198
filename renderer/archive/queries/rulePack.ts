import { rulePackSchema, type RulePack } from '#shared/rules/rulePack';
import { clocksOf, type RunningClock } from '#shared/rules/clock';
import defaultPack from '../../../resources/rules/default.json';
import type { ConversationRow } from '../schema/conversationRows';
import type { RulePackRow } from '../schema/deskRows';
import { keptLive } from './keptLive';
import { useLive } from './useLive';

/** The rule pack every desk begins with, version 1. */
export const defaultRulePack: RulePack = rulePackSchema.parse(defaultPack);

export const keptRulePack = keptLive(async (db): Promise<RulePack> => (await db.rulePacks.toCollection().last())?.pack ?? defaultRulePack);

/** The rules in force: what clocks, closing reasons and reports are judged by. The default until another was saved. */
export const useRulePack = (): RulePack => keptRulePack.useAnswer() ?? defaultRulePack;

/** Every version saved, newest first. */
export const useRulePackHistory = (): readonly RulePackRow[] | undefined =>
  useLive('rulePacks', (db) => db.rulePacks.reverse().toArray());

type Known = { readonly pack: RulePack; readonly channel: string; readonly clocks: readonly RunningClock[] };
const known = new WeakMap<ConversationRow, Known>();

/** Every clock of a conversation, the one due first in front; worked out once per row. */
export const rowClocks = (pack: RulePack, row: ConversationRow, channel: string): readonly RunningClock[] => {
  const before = known.get(row);
  if (before !== undefined && before.pack === pack && before.channel === channel) return before.clocks;
  const clocks = row.waitingSince === 0 ? noClocks : clocksOf(pack, row, channel);
  known.set(row, { pack, channel, clocks });
  return clocks;
};

const noClocks: readonly RunningClock[] = [];
