/** A choice among the company's shifts. Pure. */
import type { ShiftPlan } from '#shared/rules/schedule';

export type Span = { readonly from: string; readonly to: string };

export const spanKey = ({ from, to }: Span): string => `${from}–${to}`;

/** The plan's shifts, and those somebody still works though the plan has them no more. */
export const offered = (plan: ShiftPlan, own: readonly Span[]): readonly Span[] => {
  const known = new Map([...plan.spans, ...own].map((span) => [spanKey(span), { from: span.from, to: span.to }]));
  return [...known.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
};

/** With or without one, in the order of the day. */
export const toggled = (chosen: readonly Span[], span: Span): readonly Span[] =>
  (chosen.some((each) => spanKey(each) === spanKey(span)) ? chosen.filter((each) => spanKey(each) !== spanKey(span)) : [...chosen, span]).sort((a, b) => (a.from < b.from ? -1 : 1));
