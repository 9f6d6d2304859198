/**
 * Raise it whenever a store, an index or the meaning of a row changes: an archive of another shape is made again
 * from the ledger (readable meanwhile), which is the one migration that cannot be wrong.
 */
export const ARCHIVE_SHAPE = 38;

/**
 * `keys` finds a message by id (ours may have two), `touched` answers "what changed since".
 * Index only what a query names: each index of `timeline` costs a third of the write rate.
 */
export const stores = {
  timeline: '[conversation+back+backSeq], *keys',
  conversations: 'id, touched',
  customers: 'id, touched, *keys, firstAt',
  customerLog: '[customer+back]',
  customerActions: 'id',
  followUps: 'id, customer',
  customerFields: 'id',
  segments: 'id',
  accounts: 'id',
  accountStatus: '[account+back]',
  custodyFacts: '[account+back]',
  absences: 'back, from',
  people: 'id',
  personFacts: '[person+back]',
  permissions: 'seq',
  recordViews: '[conversation+back], back',
  backups: 'back',
  retention: 'seq',
  inbox: '[person+back]',
  inboxMarks: 'id',
  wordings: 'id',
  wordingCounts: 'id',
  wordingVersions: '[wording+back]',
  wordingProposals: 'id, state, wording',
  wordingUses: 'id, at, wording',
  rulePacks: 'version',
  listFilters: 'id',
  violations: 'id, month, person, state, conversation',
  violationReviews: 'id, month',
  regulations: 'version',
  flags: 'id, conversation, message, back, [state+back]',
  flagPacks: 'version',
  priceLists: 'version',
  notices: 'id, at',
  complaints: 'id, at, conversation',
  leaves: 'id, person, from',
  duties: 'id, day',
  shifts: 'back, person',
  dutyRules: 'back',
  figureDays: 'id',
  reviews: 'id, agent, reviewer, sample, conversation',
  samples: 'id',
  samplePlans: 'id',
  qualityRules: 'version',
  trainings: 'id',
  journal: 'cursor',
  meta: 'key',
} as const;
