/** Company notices, complaints, leave, who works which shifts, daily duties. */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import {
  callBackOutcomeSchema, complaintIdSchema, complaintKindSchema, complaintSourceSchema, complaintVerdictSchema, dutyDoneIdSchema, dutyEvidenceSchema, dutyIdSchema, leaveIdSchema,
  leaveKindSchema, matterWordsSchema, messageRefSchema, noticeContentSchema, noticeIdSchema, reasonSchema, severitySchema, shiftPatternSchema,
} from '../../domain/duties';
import { personIdSchema } from '../../domain/person';
import { dutyRulesSchema } from '../../rules/duties/dutyRules';
import { dayTextSchema, shiftSchema } from '../../rules/schedule';
import { conversationIdSchema, customerIdSchema, ms } from '../fields';

/** What a complaint is about, as far as it is known. */
export const complaintFactsSchema = z.object({
  kind: complaintKindSchema, severity: severitySchema, source: complaintSourceSchema, words: matterWordsSchema,
  /** Whom it is about. */
  about: personIdSchema.optional(),
  account: accountIdSchema.optional(), customer: customerIdSchema.optional(), conversation: conversationIdSchema.optional(),
  /** What the customer said, in the records. */
  messages: z.array(messageRefSchema).max(50).readonly().optional(),
});
export type ComplaintFacts = Readonly<z.infer<typeof complaintFactsSchema>>;

export const dutyBodies = {
  /** `people`: the audience as it stood; who comes later is not asked. Deadlines are worked out by `shared/rules/duties/noticeDue`. */
  'notice.published': noticeContentSchema.extend({ notice: noticeIdSchema, people: z.array(personIdSchema).min(1).max(5000).readonly() }),
  /** A deliberate act of the actor: opened, and said so. */
  'notice.read': z.object({ notice: noticeIdSchema }),
  'notice.replied': z.object({ notice: noticeIdSchema, words: matterWordsSchema }),
  'notice.reminded': z.object({ notice: noticeIdSchema, people: z.array(personIdSchema).min(1).max(5000).readonly() }),
  /** Nobody has to read or answer it any more; what was said stays. */
  'notice.withdrawn': z.object({ notice: noticeIdSchema, reason: reasonSchema.optional() }),

  /** `answerBy` ms: worked out when it was recorded, by the rules of then. */
  'complaint.recorded': complaintFactsSchema.extend({ complaint: complaintIdSchema, answerBy: ms, clause: z.string().max(40) }),
  /** Put right: what is left out stays as it was. `about` null = about nobody. */
  'complaint.revised': z.object({ complaint: complaintIdSchema, kind: complaintKindSchema.optional(), severity: severitySchema.optional(), about: personIdSchema.nullable().optional(), answerBy: ms.optional() }),
  'complaint.assigned': z.object({ complaint: complaintIdSchema, to: personIdSchema }),
  'complaint.answered': z.object({ complaint: complaintIdSchema, words: matterWordsSchema, messages: z.array(messageRefSchema).max(50).readonly().optional(), callBackBy: ms }),
  'complaint.calledBack': z.object({ complaint: complaintIdSchema, outcome: callBackOutcomeSchema, words: matterWordsSchema.optional() }),
  /** What is done so that it does not happen again. */
  'complaint.improved': z.object({ complaint: complaintIdSchema, words: matterWordsSchema }),
  'complaint.closed': z.object({ complaint: complaintIdSchema, verdict: complaintVerdictSchema, words: matterWordsSchema.optional() }),
  'complaint.reopened': z.object({ complaint: complaintIdSchema, reason: reasonSchema, answerBy: ms }),

  /** Away from `from` to `to` (ms), asked for `person`, who may be the actor. */
  'leave.asked': z.object({ leave: leaveIdSchema, person: personIdSchema, kind: leaveKindSchema, from: ms, to: ms, reason: reasonSchema }),
  'leave.decided': z.object({ leave: leaveIdSchema, verdict: z.enum(['approved', 'refused']), reason: reasonSchema.optional() }),
  'leave.withdrawn': z.object({ leave: leaveIdSchema, reason: reasonSchema.optional() }),

  /** From the day `from` on this person works so; `null` = as the company's plan says. */
  'shift.assigned': z.object({ person: personIdSchema, from: dayTextSchema, pattern: shiftPatternSchema.nullable() }),
  /** One day otherwise: these spans, none (a day off), or `null` = as the pattern says again. */
  'shift.overridden': z.object({ person: personIdSchema, day: dayTextSchema, spans: z.array(shiftSchema).max(12).readonly().nullable(), reason: reasonSchema.optional() }),

  /** In force from the beginning of the day `from`. */
  'duty.rulesSaved': z.object({ from: dayTextSchema, rules: dutyRulesSchema }),
  /** Once (`times` if more) done for this account on this day, with what shows it. */
  'duty.done': z.object({
    done: dutyDoneIdSchema, duty: dutyIdSchema, account: accountIdSchema, day: dayTextSchema, times: z.number().int().min(1).max(100).optional(),
    evidence: z.array(dutyEvidenceSchema).min(1).max(20).readonly(), note: z.string().trim().max(1000).optional(),
  }),
  /** It does not count any more. */
  'duty.undone': z.object({ done: dutyDoneIdSchema, reason: reasonSchema.optional() }),
} as const;
