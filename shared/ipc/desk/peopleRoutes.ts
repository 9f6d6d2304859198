/** Commands of the desk port: people and sessions. */
export const peopleRoutes = {
} as const;

/** Lowest role that may call. */
export const peoplePermissions = {
} as const;
