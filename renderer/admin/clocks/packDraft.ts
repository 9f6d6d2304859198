import { ruleWords, rulePackSchema, type ClockRule, type CloseReason, type RulePack } from '#shared/rules/rulePack';
import type { ShiftPlan, WorkCalendar } from '#shared/rules/schedule';

/** The pack as it is being changed; whole at every moment, if not always valid. */
export type PackDraft = RulePack;

export const withClock = (pack: PackDraft, id: string, change: Partial<ClockRule>): PackDraft =>
  ({ ...pack, clocks: pack.clocks.map((clock) => (clock.id === id ? { ...clock, ...change } : clock)) });

/** What a form of one clock gives; its limits are set in the table. */
export type ClockForm = Pick<ClockRule, 'title' | 'clause' | 'asks' | 'matter' | 'channels' | 'chats'>;

const freeNumber = (taken: (number: number) => boolean): number => {
  let number = 1;
  while (taken(number)) number += 1;
  return number;
};

/** A new clock at the end: three minutes in service hours, until somebody says otherwise. */
export const addClock = (pack: PackDraft, form: ClockForm): PackDraft => {
  const number = freeNumber((each) => pack.clocks.some(({ id }) => id === `own-${each}`));
  return { ...pack, clocks: [...pack.clocks, { ...form, id: `own-${number}`, isOn: true, runs: 'shifts', limitSeconds: 180 }] };
};

export const withoutClock = (pack: PackDraft, id: string): PackDraft => ({ ...pack, clocks: pack.clocks.filter((clock) => clock.id !== id) });

export const withReason = (pack: PackDraft, id: string, change: Partial<CloseReason>): PackDraft =>
  ({ ...pack, closing: { ...pack.closing, reasons: pack.closing.reasons.map((reason) => (reason.id === id ? { ...reason, ...change } : reason)) } });

/** A new reason at the end; its id is made from a number nobody has. */
export const addReason = (pack: PackDraft, title: string): PackDraft => {
  const number = freeNumber((each) => pack.closing.reasons.some(({ id }) => id === `own${each}`));
  return { ...pack, closing: { ...pack.closing, reasons: [...pack.closing.reasons, { id: `own${number}`, outcome: 'lost', title: { 'zh-CN': title } }] } };
};

export const withoutReason = (pack: PackDraft, id: string): PackDraft =>
  ({ ...pack, closing: { ...pack.closing, reasons: pack.closing.reasons.filter((reason) => reason.id !== id) } });

export const withShifts = (pack: PackDraft, change: Partial<ShiftPlan>): PackDraft => ({ ...pack, shifts: { ...pack.shifts, ...change } });
export const withCalendar = (pack: PackDraft, change: Partial<WorkCalendar>): PackDraft => ({ ...pack, calendar: { ...pack.calendar, ...change } });
export const withClause = (pack: PackDraft, id: string, title: string): PackDraft =>
  ({ ...pack, clauses: pack.clauses.map((clause) => (clause.id === id ? { ...clause, title: { 'zh-CN': title } } : clause)) });

export const addClause = (pack: PackDraft, id: string, title: string): PackDraft => ({ ...pack, clauses: [...pack.clauses, { id, title: { 'zh-CN': title } }] });
export const withoutClause = (pack: PackDraft, id: string): PackDraft => ({ ...pack, clauses: pack.clauses.filter((clause) => clause.id !== id) });
export const isClauseInUse = (pack: PackDraft, id: string): boolean => pack.clocks.some(({ clause }) => clause === id);
/** Whether an id may name a new clause: `SVC-4`, `SVC-1.3`; nobody has it yet. */
export const isClauseFree = (pack: PackDraft, id: string): boolean => /^[A-Z]{2,5}-\d+(\.\d+)*$/u.test(id) && !pack.clauses.some((clause) => clause.id === id);

const areas = ['shifts', 'calendar', 'sessionGapHours', 'courtesy'] as const;
type Area = (typeof areas)[number];
export type PackChange =
  | { readonly kind: 'added' | 'removed' | 'changed'; readonly of: 'clock' | 'clause' | 'reason'; readonly name: string }
  | { readonly kind: 'area'; readonly area: Area | 'reasonRequired' };

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

const changesOf = <T extends { readonly id: string; readonly title: ClockRule['title'] }>(of: 'clock' | 'clause' | 'reason', before: readonly T[], after: readonly T[], locale: string): readonly PackChange[] => {
  const name = ({ title }: T): string => ruleWords(title, locale);
  const was = new Map(before.map((one) => [one.id, one]));
  const is = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((one): PackChange[] => {
      const old = was.get(one.id);
      return old === undefined ? [{ kind: 'added', of, name: name(one) }] : differs(old, one) ? [{ kind: 'changed', of, name: name(one) }] : [];
    }),
    ...before.filter(({ id }) => !is.has(id)).map((one): PackChange => ({ kind: 'removed', of, name: name(one) })),
  ];
};

/** What saving the draft would change, in the order of the page. */
export const packChanges = (before: PackDraft, after: PackDraft, locale: string): readonly PackChange[] => [
  ...changesOf('clock', before.clocks, after.clocks, locale),
  ...areas.filter((area) => differs(before[area], after[area])).map((area): PackChange => ({ kind: 'area', area })),
  ...(before.closing.isRequired === after.closing.isRequired ? [] : [{ kind: 'area', area: 'reasonRequired' } as const]),
  ...changesOf('reason', before.closing.reasons, after.closing.reasons, locale),
  ...changesOf('clause', before.clauses, after.clauses, locale),
];

/** Where a draft is wrong: `clocks`, `shifts`, `closing` …; undefined when it may be saved. */
export const faultOf = (pack: PackDraft): string | undefined => {
  const parsed = rulePackSchema.safeParse(pack);
  return parsed.success ? undefined : String(parsed.error.issues[0]?.path[0] ?? 'clocks');
};
