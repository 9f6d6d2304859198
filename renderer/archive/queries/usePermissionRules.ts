import { afterPermissionStep, noPermissionHistory, rulesInForce, type PermissionHistory } from '#shared/rules/permissionSteps';
import { permissionRulesSchema, type PermissionRules } from '#shared/rules/permissions';
import shipped from '../../../resources/rules/permissions.json';
import { useLive } from './useLive';

/** What a company begins with, version 1. */
export const shippedPermissions: PermissionRules = permissionRulesSchema.parse(shipped);

/** The permission rules in force, every version saved and what waits; undefined until read. */
export const usePermissionRules = (): (PermissionHistory & { readonly rules: PermissionRules }) | undefined => {
  const history = useLive('permissions', async (db) => (await db.permissions.orderBy('seq').toArray()).reduce(
    (before, { fact, at, actor }) => afterPermissionStep(before, { ...fact, at, actor }), noPermissionHistory));
  return history === undefined ? undefined : { ...history, rules: rulesInForce(history, shippedPermissions) };
};
