import { rulePackSchema, type ClockRule, type CloseReason, type RulePack } from '#shared/rules/rulePack';
import type { ShiftPlan, WorkCalendar } from '#shared/rules/schedule';

/** The pack as it is being changed; whole at every moment, if not always valid. */
export type PackDraft = RulePack;

export const withClock = (pack: PackDraft, id: string, change: Partial<ClockRule>): PackDraft =>
  ({ ...pack, clocks: pack.clocks.map((clock) => (clock.id === id ? { ...clock, ...change } : clock)) });

export const withReason = (pack: PackDraft, id: string, change: Partial<CloseReason>): PackDraft =>
  ({ ...pack, closing: { ...pack.closing, reasons: pack.closing.reasons.map((reason) => (reason.id === id ? { ...reason, ...change } : reason)) } });

/** A new reason at the end; its id is made from a number nobody has. */
export const addReason = (pack: PackDraft, title: string): PackDraft => {
  let number = pack.closing.reasons.length + 1;
  while (pack.closing.reasons.some(({ id }) => id === `own${number}`)) number += 1;
  return { ...pack, closing: { ...pack.closing, reasons: [...pack.closing.reasons, { id: `own${number}`, outcome: 'lost', title: { 'zh-CN': title } }] } };
};

export const withoutReason = (pack: PackDraft, id: string): PackDraft =>
  ({ ...pack, closing: { ...pack.closing, reasons: pack.closing.reasons.filter((reason) => reason.id !== id) } });

export const withShifts = (pack: PackDraft, change: Partial<ShiftPlan>): PackDraft => ({ ...pack, shifts: { ...pack.shifts, ...change } });
export const withCalendar = (pack: PackDraft, change: Partial<WorkCalendar>): PackDraft => ({ ...pack, calendar: { ...pack.calendar, ...change } });
export const withClause = (pack: PackDraft, id: string, title: string): PackDraft =>
  ({ ...pack, clauses: pack.clauses.map((clause) => (clause.id === id ? { ...clause, title: { 'zh-CN': title } } : clause)) });

/** Where a draft is wrong: `clocks`, `shifts`, `closing` …; undefined when it may be saved. */
export const faultOf = (pack: PackDraft): string | undefined => {
  const parsed = rulePackSchema.safeParse(pack);
  return parsed.success ? undefined : String(parsed.error.issues[0]?.path[0] ?? 'clocks');
};

export const isSamePack = (a: PackDraft, b: PackDraft): boolean => JSON.stringify({ ...a, version: 0 }) === JSON.stringify({ ...b, version: 0 });
