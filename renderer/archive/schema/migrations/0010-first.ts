/**
 * Version 10, frozen. `keys` finds a message by id (ours may have two), `touched` answers "what changed since".
 * No other index: each one costs a third of the write rate.
 */
export const first = {
  version: 10,
  stores: {
    timeline: '[conversation+back+backSeq], *keys',
    conversations: 'id, touched',
    customers: 'id',
    accounts: 'id',
    accountStatus: '[account+back]',
    people: 'id',
    wordings: 'id',
    meta: 'key',
  },
} as const;
