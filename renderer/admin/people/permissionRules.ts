import { permissionRulesSchema } from '#shared/rules/permissions';
import shipped from '../../../resources/rules/permissions.json';

/** The permission rules in force: the page says beforehand what the engine will ask. */
export const permissionRules = permissionRulesSchema.parse(shipped);
