/** People: who signs in, what they may do, and who decided it. */
export const peopleBodies = {
} as const;
