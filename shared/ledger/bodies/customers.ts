/** Customers as persons: joined files, custom fields, segments, follow-ups. */
export const customerBodies = {
} as const;
