import { create } from 'zustand';
import { flagPackSchema, type FlagPack, type FlagRule } from '#shared/rules/flags/flagPack';
import { forgetWithPerson } from '../../state/personal';

type State = { readonly draft: FlagPack | null; readonly chosen: string | null };

const atFirst: State = { draft: null, chosen: null };

/** What is not saved yet, and the rule that is open: both stay while the person is elsewhere. */
export const useFlagDraft = create<State>(() => atFirst);
forgetWithPerson(() => useFlagDraft.setState(atFirst, true));

export const changeDraft = (draft: FlagPack): void => useFlagDraft.setState({ draft });
export const dropDraft = (): void => useFlagDraft.setState({ draft: null });
export const chooseRule = (chosen: string | null): void => useFlagDraft.setState({ chosen });

export const withRule = (pack: FlagPack, id: string, change: Partial<FlagRule>): FlagPack =>
  ({ ...pack, rules: pack.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) });
export const withoutRule = (pack: FlagPack, id: string): FlagPack => ({ ...pack, rules: pack.rules.filter((rule) => rule.id !== id) });

/** A new rule of a kind at the end: it only warns until somebody says otherwise, and one that needs the messages before only notes. */
export const addRule = (pack: FlagPack, kind: FlagRule['kind'], title: string): { readonly pack: FlagPack; readonly id: string } => {
  let number = 1;
  while (pack.rules.some(({ id }) => id === `own-${number}`)) number += 1;
  const id = `own-${number}`;
  const clause = pack.rules.find((rule) => rule.kind === kind)?.clause ?? pack.clauses[0]?.id ?? '';
  return { id, pack: { ...pack, rules: [...pack.rules, { id, kind, clause, title: { 'zh-CN': title }, isOn: true, severity: kind === 'wrongOrder' ? 'log' : 'warn', side: 'ours', words: [], patterns: [], allow: [], isLoose: false, isBySound: false }] } };
};

export const isSamePack = (a: FlagPack, b: FlagPack): boolean => JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 });

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
