/** Commands of the desk port: wording. Ids are made by the window: a proposal sent again does nothing. */
import { z } from 'zod';
import { proposalIdSchema, wordingIdSchema, wordingInputSchema, wordingVersionSchema } from '../../domain/wording';
import { wordingNoteSchema } from '../../ledger/bodies/wordings';
import { wordingPolicySchema } from '../../rules/wordingPolicy';
import { defineRoute } from '../route';

const proposal = proposalIdSchema;
/** The version it was made from; left out = a new wording. `wording.stale {version}` when another is in force. */
const base = wordingVersionSchema.optional();

/** Most wordings of one commit: a whole company's. */
export const MOST_AT_ONCE = 5_000;

export const wordingRoutes = {
  /**
   * By a supervisor: in force at once, a version like any other. `wording.stale`, `wording.unknown` (a base of what
   * never was), `wording.notYours` (personal wording of somebody else), `account.unknown`, `media.missing {name}`.
   */
  'wording.save': defineRoute<void>()(z.object({ wording: wordingInputSchema, base, restores: wordingVersionSchema.optional() })),
  /** Several in one commit, all or none; errors as `wording.save`. */
  'wording.saveMany': defineRoute<void>()(z.object({ origin: z.enum(['imported', 'moved']), wordings: z.array(z.object({ wording: wordingInputSchema, base })).min(1).max(MOST_AT_ONCE) })),
  /** By a supervisor, or by the owner of personal wording. `wording.unknown`, `wording.notYours`. */
  'wording.remove': defineRoute<void>()(z.object({ wording: wordingIdSchema })),
  /**
   * By anybody: offered to nobody before it is approved, except personal wording where the rules ask nobody. Errors as
   * `wording.save`, and `wording.alreadyProposed` while the same person's earlier proposal for it is open.
   */
  'wording.propose': defineRoute<void>()(z.object({ proposal, wording: wordingInputSchema, base, note: wordingNoteSchema.optional() })),
  /** By who proposed it. `wording.notOpen`, `wording.notYours`. */
  'wording.withdraw': defineRoute<void>()(z.object({ proposal })),
  /**
   * `base`: the version in force the decision was made beside (`wording.stale` when it is another by now). `wording`:
   * the words as approved where the supervisor changed them. A rejection names its reason. `wording.notOpen`.
   */
  'wording.decide': defineRoute<void>()(z.discriminatedUnion('verdict', [
    z.object({ verdict: z.literal('approved'), proposal, base, wording: wordingInputSchema.optional() }),
    z.object({ verdict: z.literal('rejected'), proposal, reason: wordingNoteSchema }),
  ])),
  'wording.setPolicy': defineRoute<void>()(z.object({ policy: wordingPolicySchema })),
} as const;

/** Lowest role that may call. */
export const wordingPermissions = {
  'wording.save': 'supervisor', 'wording.saveMany': 'supervisor', 'wording.remove': 'agent',
  'wording.propose': 'agent', 'wording.withdraw': 'agent', 'wording.decide': 'supervisor', 'wording.setPolicy': 'administrator',
} as const;
