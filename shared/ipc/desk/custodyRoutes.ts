/** Commands of the desk port: custody of accounts. */
export const custodyRoutes = {
} as const;

/** Lowest role that may call. */
export const custodyPermissions = {
} as const;
