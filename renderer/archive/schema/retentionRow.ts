import type { Actor } from '#shared/domain/person';
import type { EntryData } from '#shared/ledger/entry';
import type { RetentionType } from '#shared/rules/retention/matters';

export type RetentionFact = { readonly [T in RetentionType]: { readonly type: T; readonly data: EntryData<T> } }[RetentionType];

/** A step of erasing, holding or keeping; oldest first by `seq`. */
export type RetentionRow = { readonly seq: number; readonly at: number; readonly actor: Actor; readonly fact: RetentionFact };
