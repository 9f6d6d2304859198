import { permissionRulesSchema } from '#shared/rules/permissions';
import shipped from '#resources/rules/permissions.json';

/** The permission rules in force; a broken resource is a bug of ours and throws. */
export const permissionRules = permissionRulesSchema.parse(shipped);
