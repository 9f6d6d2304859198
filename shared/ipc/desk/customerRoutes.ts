/** Commands of the desk port: customers. */
export const customerRoutes = {
} as const;

/** Lowest role that may call. */
export const customerPermissions = {
} as const;
