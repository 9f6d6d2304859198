import { permissionRulesSchema } from '#shared/rules/permissions';
import shipped from '#resources/rules/permissions.json';

/** The permission rules a company begins with; a broken resource is a bug of ours and throws. */
export const shippedPermissions = permissionRulesSchema.parse(shipped);
