/** Commands of the desk port: spot checks and scoring. Ids are made by the window; the same sample again does nothing. */
import { z } from 'zod';
import { personIdSchema, type Role } from '../../domain/person';
import { reasonSchema, reviewIdSchema, sampleIdSchema, scoreInputSchema, trainingIdSchema } from '../../ledger/bodies/quality';
import { conversationIdSchema, ms } from '../../ledger/fields';
import { qualityRulesSchema } from '../../rules/quality/qualityRules';
import { planSchema } from '../../rules/quality/sample';
import { defineRoute } from '../route';

const review = reviewIdSchema;
const sample = sampleIdSchema;
const plan = z.string().min(8).max(64);
const trainingFields = { training: trainingIdSchema, kind: z.enum(['good', 'bad']), title: z.string().trim().min(1).max(100), note: z.string().trim().max(4000) };

/** What a plan would draw from, per agent: contacts, those of its strata, and how many would be drawn. Never which. */
export type DrawPreview = { readonly agents: readonly { readonly agent: string; readonly contacts: number; readonly inStrata: number; readonly drawn: number }[] };
/** `isSame`: drawing again from the entries gave the same population and the same contacts. */
export type Redrawn = { readonly isSame: boolean; readonly population: number; readonly drawn: number };

export const qualityRoutes = {
  /** `based` = the version it was made from; `quality.staleRules {version}`, and what `cardsProblem` says. */
  'quality.saveRules': defineRoute<{ readonly version: number }>()(z.object({ based: z.number().int().positive(), rules: qualityRulesSchema })),
  /** `quality.unknownCard` (retired ones too), `person.unknown`, `account.unknown`, `quality.noReviewer` (a reviewer who is no active supervisor). */
  'quality.savePlan': defineRoute<void>()(z.object({ plan: planSchema })),
  /** `quality.unknownPlan`. Samples drawn stay. */
  'quality.retirePlan': defineRoute<void>()(z.object({ plan })),
  'quality.preview': defineRoute<DrawPreview>()(z.object({ plan: planSchema, from: ms, to: ms })),
  /** Period [from, to), over already. `quality.unknownPlan`, `quality.periodOpen`, `quality.drawnBefore` (a plan draws a period once), `quality.nothingToDraw`, `quality.noReviewer`. */
  'quality.draw': defineRoute<void>()(z.object({ sample, plan, from: ms, to: ms })),
  /** `quality.unknownSample`. */
  'quality.redraw': defineRoute<Redrawn>()(z.object({ sample })),
  /** By its reviewer: `quality.unknownReview`, `quality.notYours`, `quality.notOpen`. The next of the reserve takes its place. */
  'quality.skip': defineRoute<void>()(z.object({ review, reason: reasonSchema })),
  /** By its reviewer, once: errors as `quality.skip`, and `quality.unanswered`, `quality.badAnswer`, `quality.nothingScored`. */
  'quality.score': defineRoute<void>()(z.object({ review, score: scoreInputSchema })),
  /** By the agent it is about: `quality.notYours`, `quality.notScored`. Again: nothing. */
  'quality.acknowledge': defineRoute<void>()(z.object({ review })),
  /** By the agent it is about, once, within the days set: `quality.appealOver {days}`, `quality.appealedBefore`. */
  'quality.appeal': defineRoute<void>()(z.object({ review, reason: reasonSchema })),
  'quality.takeBack': defineRoute<void>()(z.object({ review })),
  /**
   * `quality.noAppeal`, `quality.ownAppeal` (the scorer, while another supervisor could decide), `quality.aboutYou`.
   * `changed` brings a score, judged by the scorecard of the review.
   */
  'quality.decideAppeal': defineRoute<void>()(z.discriminatedUnion('verdict', [
    z.object({ verdict: z.literal('upheld'), review, reason: reasonSchema }),
    z.object({ verdict: z.literal('changed'), review, reason: reasonSchema, score: scoreInputSchema }),
    z.object({ verdict: z.literal('voided'), review, reason: reasonSchema }),
  ])),
  /** The contact of a scored review, scored by several, each blind to the others. `quality.notScored`, `quality.noReviewer`. */
  'quality.calibrate': defineRoute<void>()(z.object({ sample, review, reviewers: z.array(personIdSchema).min(2).max(20) })),
  /** After everybody has scored. `quality.unknownSample`, `quality.notAllIn {open}`. */
  'quality.noteReference': defineRoute<void>()(z.object({ sample, score: scoreInputSchema })),
  /** Text lines of one conversation by their seqs, in order; the engine covers personal data. `quality.noLines`, `conversation.unknown`. */
  'quality.saveTraining': defineRoute<void>()(z.object({ ...trainingFields, conversation: conversationIdSchema, lines: z.array(z.number().int().positive()).min(1).max(200) })),
  /** `quality.unknownTraining`. */
  'quality.retireTraining': defineRoute<void>()(z.object({ training: trainingIdSchema })),
} as const;

/** Lowest role that may call. */
export const qualityPermissions = {
  'quality.saveRules': 'administrator', 'quality.savePlan': 'supervisor', 'quality.retirePlan': 'supervisor', 'quality.preview': 'supervisor',
  'quality.draw': 'supervisor', 'quality.redraw': 'supervisor', 'quality.skip': 'supervisor', 'quality.score': 'supervisor',
  'quality.acknowledge': 'agent', 'quality.appeal': 'agent', 'quality.takeBack': 'agent', 'quality.decideAppeal': 'supervisor',
  'quality.calibrate': 'supervisor', 'quality.noteReference': 'supervisor', 'quality.saveTraining': 'supervisor', 'quality.retireTraining': 'supervisor',
} as const satisfies Record<keyof typeof qualityRoutes, Role>;
