import type { Actor } from '#shared/domain/person';
import type { EntryData } from '#shared/ledger/entry';
import type { PermissionStepType } from '#shared/rules/permissionSteps';

export type PermissionFact = { readonly [T in PermissionStepType]: { readonly type: T; readonly data: EntryData<T> } }[PermissionStepType];

/** A step of the permission rules; oldest first by `seq`. */
export type PermissionRow = { readonly seq: number; readonly at: number; readonly actor: Actor; readonly fact: PermissionFact };
