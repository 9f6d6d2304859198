/** Duty rules as they are being changed. Pure. */
import type { Severity, WorkSpan } from '#shared/domain/duties';
import type { DutyRule, DutyRules } from '#shared/rules/duties/dutyRules';

export const withRule = (rules: DutyRules, id: string, part: Partial<DutyRule>): DutyRules =>
  ({ ...rules, duties: rules.duties.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)) });

/** `by` undefined = the end of the last shift. */
export const withBy = (rules: DutyRules, id: string, by: string | undefined): DutyRules =>
  ({ ...rules, duties: rules.duties.map((rule) => { if (rule.id !== id) return rule; const { by: _before, ...rest } = rule; return by === undefined ? rest : { ...rest, by }; }) });

export const withoutRule = (rules: DutyRules, id: string): DutyRules => ({ ...rules, duties: rules.duties.filter((rule) => rule.id !== id) });

/** One more duty that people show by hand. */
export const withNewRule = (rules: DutyRules, title: string): DutyRules => {
  let number = rules.duties.length + 1;
  while (rules.duties.some(({ id }) => id === `duty-${number}`)) number += 1;
  return { ...rules, duties: [...rules.duties, { id: `duty-${number}`, clause: rules.clauses[0]?.id ?? 'DTY-1', title: { 'zh-CN': title }, isOn: true, counts: 'byHand', times: 1, channels: [], accounts: [] }] };
};

export const withAnswer = (rules: DutyRules, severity: Severity, seconds: number): DutyRules => ({ ...rules, complaints: { ...rules.complaints, answer: { ...rules.complaints.answer, [severity]: { ...rules.complaints.answer[severity], seconds } } } });
export const withCallBack = (rules: DutyRules, seconds: number): DutyRules => ({ ...rules, complaints: { ...rules.complaints, callBack: { ...rules.complaints.callBack, seconds } } });

export const hoursOf = ({ seconds }: WorkSpan): number => seconds / 3600;
export const isWhole = (rules: DutyRules): boolean => rules.duties.every(({ title, times }) => title['zh-CN'].trim() !== '' && times >= 1);
