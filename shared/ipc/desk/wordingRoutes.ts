/** Commands of the desk port: wording. */
export const wordingRoutes = {
} as const;

/** Lowest role that may call. */
export const wordingPermissions = {
} as const;
