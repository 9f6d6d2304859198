/** Commands of the desk port: conversations. */
export const conversationRoutes = {
} as const;

/** Lowest role that may call. */
export const conversationPermissions = {
} as const;
