import { create } from 'zustand';
import { flagPackSchema, type FlagPack, type FlagRule } from '#shared/rules/flags/flagPack';
import { defaultFlagPack } from '../../archive/queries/flagRules';
import { forgetWithPerson } from '../../state/personal';
import { declineRule } from '../rules/newRules';

/** The rule that is open; null = the first one. */
export const useChosenRule = create<{ readonly chosen: string | null }>(() => ({ chosen: null }));
forgetWithPerson(() => chooseRule(null));

export const chooseRule = (chosen: string | null): void => useChosenRule.setState({ chosen });

export const withRule = (pack: FlagPack, id: string, change: Partial<FlagRule>): FlagPack =>
  ({ ...pack, rules: pack.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) });
/** One of the program's own is not offered again as new. */
export const withoutRule = (pack: FlagPack, id: string): FlagPack => {
  const after = { ...pack, rules: pack.rules.filter((rule) => rule.id !== id) };
  return defaultFlagPack.rules.some((rule) => rule.id === id) ? declineRule(after, id) : after;
};

/** A new rule of a kind at the end: it only warns until somebody says otherwise, and one that needs the messages before only notes. */
export const addRule = (pack: FlagPack, kind: FlagRule['kind'], title: string): { readonly pack: FlagPack; readonly id: string } => {
  let number = 1;
  while (pack.rules.some(({ id }) => id === `own-${number}`)) number += 1;
  const id = `own-${number}`;
  const clause = pack.rules.find((rule) => rule.kind === kind)?.clause ?? pack.clauses[0]?.id ?? '';
  return { id, pack: { ...pack, rules: [...pack.rules, { id, kind, clause, title: { 'zh-CN': title }, isOn: true, severity: kind === 'wrongOrder' ? 'log' : 'warn', side: 'ours', words: [], patterns: [], allow: [], isLoose: false, isBySound: false }] } };
};

/** Where a draft is wrong: the rule and its field, or a field of the pack; undefined when it may be saved. */
export const faultOf = (pack: FlagPack): { readonly rule?: string; readonly field: string } | undefined => {
  const parsed = flagPackSchema.safeParse(pack);
  if (parsed.success) return undefined;
  const [area, place, field] = parsed.error.issues[0]?.path ?? [];
  const rule = area === 'rules' && typeof place === 'number' ? pack.rules[place] : undefined;
  return rule === undefined ? { field: String(area ?? '') } : { rule: rule.id, field: String(field ?? '') };
};

/** Lists are written as words between 、 or new lines: a word may hold a blank. */
export const listText = (words: readonly string[]): string => words.join('、');
export const listOf = (text: string): readonly string[] => [...new Set(text.split(/[、，,；;\n]+/u).map((word) => word.trim()).filter((word) => word !== ''))];
/** Patterns stand one to a line: they may hold every sign. */
export const linesOf = (text: string): readonly string[] => [...new Set(text.split('\n').map((line) => line.trim()).filter((line) => line !== ''))];
