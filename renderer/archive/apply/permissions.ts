import type { PermissionStep } from '#shared/rules/permissionSteps';
import type { WorkingSet } from './workingSet';

/** Every step is a row; what is in force and what waits is folded from them (shared/rules/permissionSteps). */
export const applyPermissions = (work: WorkingSet, entry: PermissionStep): void => {
  const { type, data } = entry;
  const fact = { type, data } as { readonly type: never; readonly data: never }; // both of one entry
  work.permissions.push({ seq: entry.seq, at: entry.at, actor: entry.actor, fact });
};
