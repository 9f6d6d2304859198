/** Prepared wording on its way from proposal to approval. */
export const wordingBodies = {
} as const;
