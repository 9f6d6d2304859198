/** The company's daily duties and complaint times: data, versioned, each with its clause (`resources/rules/duties.json`). */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import { dutyCountSchema, dutyIdSchema, severitySchema, workSpanSchema } from '../../domain/duties';
import { ruleWordsSchema } from '../rulePack';

const clauseIdSchema = z.string().regex(/^[A-Z]{2,5}-\d+(\.\d+)*$/);

/** One daily duty of each account that is held by somebody. Empty lists = any channel, any account. */
export const dutyRuleSchema = z.object({
  id: dutyIdSchema,
  clause: clauseIdSchema,
  title: ruleWordsSchema,
  isOn: z.boolean(),
  counts: dutyCountSchema,
  /** So many a day. */
  times: z.number().int().min(1).max(100),
  channels: z.array(z.string().min(1).max(40)).max(40).default([]),
  accounts: z.array(accountIdSchema).max(1000).default([]),
  /** Local time of the day by which it is due; left out = the end of the holder's last shift that day. */
  by: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/).optional(),
}).readonly();
export type DutyRule = z.infer<typeof dutyRuleSchema>;

/** Answer in time by how grave it is, then call back. */
export const complaintTimesSchema = z.object({
  clause: clauseIdSchema,
  answer: z.record(severitySchema, workSpanSchema).readonly(),
  callBack: workSpanSchema,
}).readonly();
export type ComplaintTimes = z.infer<typeof complaintTimesSchema>;

export const dutyRulesSchema = z.object({
  version: z.number().int().positive(),
  clauses: z.array(z.object({ id: clauseIdSchema, title: ruleWordsSchema }).readonly()).max(200).readonly(),
  duties: z.array(dutyRuleSchema).max(60).readonly(),
  complaints: complaintTimesSchema,
}).readonly().refine(({ duties }) => new Set(duties.map(({ id }) => id)).size === duties.length, { error: 'two duties of one id', path: ['duties'] });
export type DutyRules = z.infer<typeof dutyRulesSchema>;

/** One version as saved: in force from the beginning of `from` on. */
export type DutyRulesVersion = { readonly from: string; readonly rules: DutyRules };

/** The rules of a day: what is saved later changes no day before its own. Versions in the order they were saved. */
export const dutyRulesOn = (versions: readonly DutyRulesVersion[], shipped: DutyRules, day: string): DutyRules =>
  versions.findLast(({ from }) => from <= day)?.rules ?? shipped;
