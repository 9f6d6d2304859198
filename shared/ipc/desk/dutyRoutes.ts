/** Commands of the desk port: notices, complaints, leave, shifts, duties. Ids are made by the window: the same id again does nothing. */
import { z } from 'zod';
import { accountIdSchema } from '../../domain/account';
import {
  callBackOutcomeSchema, complaintIdSchema, complaintKindSchema, complaintVerdictSchema, dutyDoneIdSchema, dutyEvidenceSchema, dutyIdSchema, leaveIdSchema, leaveKindSchema,
  matterWordsSchema, messageRefSchema, noticeContentSchema, noticeIdSchema, reasonSchema, severitySchema, shiftPatternSchema,
} from '../../domain/duties';
import { personIdSchema, type Role } from '../../domain/person';
import { complaintFactsSchema } from '../../ledger/bodies/duties';
import { ms } from '../../ledger/fields';
import { dutyRulesSchema } from '../../rules/duties/dutyRules';
import { dayTextSchema, shiftSchema } from '../../rules/schedule';
import { defineRoute } from '../route';

const ofComplaint = z.object({ complaint: complaintIdSchema });

export const dutyRoutes = {
  /** The audience is resolved now, the author left out. `notice.nobody` when none is left, `notice.past` for a fixed time that is over, `media.missing {name}`. */
  'notice.publish': defineRoute<void>()(noticeContentSchema.extend({ notice: noticeIdSchema })),
  /** By somebody of the audience, once. `notice.unknown`, `notice.notForYou`, `notice.withdrawn`. */
  'notice.read': defineRoute<void>()(z.object({ notice: noticeIdSchema })),
  /** Reads it too. As above, and `notice.noReply` where none is asked for. */
  'notice.reply': defineRoute<void>()(z.object({ notice: noticeIdSchema, words: matterWordsSchema })),
  /** Whoever of `people` still has to read or answer; `notice.nobody` when none of them has. */
  'notice.remind': defineRoute<void>()(z.object({ notice: noticeIdSchema, people: z.array(personIdSchema).min(1).max(5000).readonly() })),
  'notice.withdraw': defineRoute<void>()(z.object({ notice: noticeIdSchema, reason: reasonSchema.optional() })),

  /** `person.unknown`, `conversation.unknown`. */
  'complaint.record': defineRoute<void>()(complaintFactsSchema.extend({ complaint: complaintIdSchema, assign: personIdSchema.optional() })),
  /** `complaint.unknown`, `complaint.closed`. Another severity counts the time of the answer anew, from the recording. */
  'complaint.revise': defineRoute<void>()(ofComplaint.extend({ kind: complaintKindSchema.optional(), severity: severitySchema.optional(), about: personIdSchema.nullable().optional() })),
  /** `person.hasLeft {name}`. */
  'complaint.assign': defineRoute<void>()(ofComplaint.extend({ to: personIdSchema })),
  /** By whom it was given to, or a supervisor: `complaint.notYours`. */
  'complaint.answer': defineRoute<void>()(ofComplaint.extend({ words: matterWordsSchema, messages: z.array(messageRefSchema).max(50).readonly().optional() })),
  /** `complaint.notAnswered` before the answer. */
  'complaint.callBack': defineRoute<void>()(ofComplaint.extend({ outcome: callBackOutcomeSchema, words: matterWordsSchema.optional() })),
  'complaint.improve': defineRoute<void>()(ofComplaint.extend({ words: matterWordsSchema })),
  'complaint.close': defineRoute<void>()(ofComplaint.extend({ verdict: complaintVerdictSchema, words: matterWordsSchema.optional() })),
  /** `complaint.notClosed`. */
  'complaint.reopen': defineRoute<void>()(ofComplaint.extend({ reason: reasonSchema })),

  /** For oneself, or by a supervisor for anybody. `leave.empty` (it ends before it begins), `leave.overlaps`, `leave.notYours`. */
  'leave.ask': defineRoute<void>()(z.object({ leave: leaveIdSchema, person: personIdSchema, kind: leaveKindSchema, from: ms, to: ms, reason: reasonSchema })),
  /** `leave.unknown`, `leave.notOpen`, `leave.ownDecision` while somebody else could decide. */
  'leave.decide': defineRoute<void>()(z.object({ leave: leaveIdSchema, verdict: z.enum(['approved', 'refused']), reason: reasonSchema.optional() })),
  /** By who takes it, before it began; by a supervisor at any time. `leave.begun`. */
  'leave.withdraw': defineRoute<void>()(z.object({ leave: leaveIdSchema, reason: reasonSchema.optional() })),

  /** From today on at the earliest: `shift.past`. */
  'shift.assign': defineRoute<void>()(z.object({ people: z.array(personIdSchema).min(1).max(200).readonly(), from: dayTextSchema, pattern: shiftPatternSchema.nullable() })),
  'shift.override': defineRoute<void>()(z.object({ person: personIdSchema, days: z.array(dayTextSchema).min(1).max(62).readonly(), spans: z.array(shiftSchema).max(12).readonly().nullable(), reason: reasonSchema.optional() })),

  /** `based`: the version it was made from; `duty.rulesChanged` when another is in force by now. From today on at the earliest. */
  'duty.saveRules': defineRoute<void>()(z.object({ based: z.number().int().positive(), from: dayTextSchema, rules: dutyRulesSchema })),
  /** For an account one holds (`account.notYours`), today or up to seven days back: `duty.tooOld`. `duty.unknown`. */
  'duty.do': defineRoute<void>()(z.object({
    done: dutyDoneIdSchema, duty: dutyIdSchema, account: accountIdSchema, day: dayTextSchema, times: z.number().int().min(1).max(100).optional(),
    evidence: z.array(dutyEvidenceSchema).min(1).max(20).readonly(), note: z.string().trim().max(1000).optional(),
  })),
  /** By who put it forward, on its day; by a supervisor with a reason. `duty.notYours`, `duty.doneUnknown`. */
  'duty.undo': defineRoute<void>()(z.object({ done: dutyDoneIdSchema, reason: reasonSchema.optional() })),
} as const;

/** Lowest role that may call. */
export const dutyPermissions = {
  'notice.publish': 'supervisor', 'notice.read': 'agent', 'notice.reply': 'agent', 'notice.remind': 'supervisor', 'notice.withdraw': 'supervisor',
  'complaint.record': 'agent', 'complaint.revise': 'supervisor', 'complaint.assign': 'supervisor', 'complaint.answer': 'agent', 'complaint.callBack': 'agent',
  'complaint.improve': 'agent', 'complaint.close': 'supervisor', 'complaint.reopen': 'supervisor',
  'leave.ask': 'agent', 'leave.decide': 'supervisor', 'leave.withdraw': 'agent',
  'shift.assign': 'supervisor', 'shift.override': 'supervisor',
  'duty.saveRules': 'administrator', 'duty.do': 'agent', 'duty.undo': 'agent',
} as const satisfies Readonly<Record<string, Role>>;
