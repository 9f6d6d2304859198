/** Company notices, complaints, leave, shifts of a person and daily duties: the words entries, commands and rows share. */
import { z } from 'zod';
import { conversationIdSchema, ms } from '../ledger/fields';
import { runsSchema, shiftSchema } from '../rules/schedule';
import type { ComplaintId, DutyDoneId, LeaveId, MessageId, NoticeId } from './ids';
import { mediaSchema } from './message';
import { personIdSchema, roleSchema } from './person';

const ownId = z.string().min(8).max(64).regex(/^[\w-]+$/);
export const noticeIdSchema = ownId.transform((v) => v as NoticeId);
export const complaintIdSchema = ownId.transform((v) => v as ComplaintId);
export const leaveIdSchema = ownId.transform((v) => v as LeaveId);
export const dutyDoneIdSchema = ownId.transform((v) => v as DutyDoneId);

/** What a person wrote about a matter. */
export const matterWordsSchema = z.string().trim().min(1).max(4000);
export const reasonSchema = z.string().trim().min(1).max(500);

/** One message of the records; `at` = its place on the line, so that a screen can open the conversation there. */
export const messageRefSchema = z.object({ conversation: conversationIdSchema, message: z.string().min(3).max(1600).transform((v) => v as MessageId), at: ms }).readonly();
export type MessageRef = z.infer<typeof messageRefSchema>;

/** A span of working time: `seconds` counted while `runs` runs (for `shifts`: the shifts of the person concerned). */
export const workSpanSchema = z.object({ seconds: z.number().int().min(60).max(90 * 86_400), runs: runsSchema }).readonly();
export type WorkSpan = z.infer<typeof workSpanSchema>;

// --- notices
export const audienceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everybody') }),
  z.object({ kind: z.literal('roles'), roles: z.array(roleSchema).min(1).max(3).readonly() }),
  z.object({ kind: z.literal('people'), people: z.array(personIdSchema).min(1).max(500).readonly() }),
]).readonly();
export type Audience = z.infer<typeof audienceSchema>;

/** `within`: each person's own working time from the notice on; `at`: one moment for all, ms. */
export const deadlineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('within'), span: workSpanSchema }),
  z.object({ kind: z.literal('at'), at: ms }),
]).readonly();
export type Deadline = z.infer<typeof deadlineSchema>;

/** What a supervisor writes. Without `reply` nobody has to answer. */
export const noticeContentSchema = z.object({
  title: z.string().trim().min(1).max(120),
  text: z.string().trim().min(1).max(20_000),
  attachments: z.array(mediaSchema).max(20).readonly().optional(),
  audience: audienceSchema,
  read: deadlineSchema,
  reply: deadlineSchema.optional(),
  clause: z.string().max(40).optional(),
});
export type NoticeContent = Readonly<z.infer<typeof noticeContentSchema>>;

// --- complaints
export const complaintKinds = ['attitude', 'slow', 'badReview', 'quality', 'delivery', 'price', 'promise', 'other'] as const;
export const complaintKindSchema = z.enum(complaintKinds);
export type ComplaintKind = z.infer<typeof complaintKindSchema>;
export const severities = ['low', 'normal', 'high'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;
export const complaintSources = ['chat', 'phone', 'platform', 'mail', 'visit', 'other'] as const;
export const complaintSourceSchema = z.enum(complaintSources);
export type ComplaintSource = z.infer<typeof complaintSourceSchema>;
/** What came of the call: content, not content, or nobody could be reached. */
export const callBackOutcomeSchema = z.enum(['content', 'discontent', 'unreached']);
export type CallBackOutcome = z.infer<typeof callBackOutcomeSchema>;
export const complaintVerdicts = ['justified', 'partly', 'unjustified', 'withdrawn'] as const;
export const complaintVerdictSchema = z.enum(complaintVerdicts);
export type ComplaintVerdict = z.infer<typeof complaintVerdictSchema>;

// --- leave and shifts
export const leaveKinds = ['personal', 'sick', 'annual', 'compensatory', 'other'] as const;
export const leaveKindSchema = z.enum(leaveKinds);
export type LeaveKind = z.infer<typeof leaveKindSchema>;

/** The shifts somebody works on some weekdays (0 = Sunday). `holidays`: public holidays too; else the calendar's rest days and make-up days count. */
export const shiftPatternSchema = z.object({
  weekdays: z.array(z.number().int().min(0).max(6)).min(1).max(7).readonly(),
  holidays: z.boolean(),
  spans: z.array(shiftSchema).min(1).max(12).readonly(),
}).readonly();
export type ShiftPattern = z.infer<typeof shiftPatternSchema>;

// --- duties
/**
 * How a duty is counted. From the records: `newContacts` (customers first heard of that day), `workGroup` (groups sorted
 * as work), `customerGroup` (groups sorted as customers' in which we spoke that day); `byHand`: evidence alone.
 */
export const dutyCounts = ['newContacts', 'workGroup', 'customerGroup', 'byHand'] as const;
export const dutyCountSchema = z.enum(dutyCounts);
export type DutyCount = z.infer<typeof dutyCountSchema>;
export const dutyIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** What shows that a duty was done by hand: a message of the records, or a file. */
export const dutyEvidenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), ref: messageRefSchema }),
  z.object({ kind: z.literal('file'), media: mediaSchema }),
]).readonly();
export type DutyEvidence = z.infer<typeof dutyEvidenceSchema>;
