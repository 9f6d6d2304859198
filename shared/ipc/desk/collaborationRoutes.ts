/** Commands of the desk port: colleagues at a conversation. */
export const collaborationRoutes = {
} as const;

/** Lowest role that may call. */
export const collaborationPermissions = {
} as const;
