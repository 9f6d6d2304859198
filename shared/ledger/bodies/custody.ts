/** Custody of company accounts: who holds one, its profile policy, presence on shift, hand-over. */
export const custodyBodies = {
} as const;
