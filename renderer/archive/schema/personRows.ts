/** Rows of the people of the company, and of whose records they read. */
import type { ConversationId, PersonId } from '#shared/domain/ids';
import type { Role } from '#shared/domain/person';

/** A change of role that waits for a second person. */
export type PendingRole = { readonly proposal: string; readonly role: Role; readonly at: number; readonly by?: PersonId; readonly clause?: string; readonly reason?: string };

/** `active`: may sign in; who left keeps the row, for their records carry the name. `signedInAt` ms of the last time, if any. */
export type PersonRow = {
  readonly id: PersonId; readonly name: string; readonly role: Role; readonly active: boolean; readonly addedAt: number;
  readonly pending?: PendingRole; readonly signedInAt?: number;
  /** When a recovery code was made that is not used up; ms. */
  readonly recoveryAt?: number;
};

/** One line of a person's history, newest first by key `[person, back]` with back = -seq; `data` as the entry has it. */
export type PersonFactRow = {
  readonly person: PersonId; readonly back: number; readonly at: number; readonly type: string; readonly by?: PersonId;
  readonly data: Readonly<Record<string, string | number | boolean | undefined>>;
};

/** Somebody read a conversation as a record, at that place on its line; newest first by key. */
export type RecordViewRow = { readonly conversation: ConversationId; readonly back: number; readonly at: number; readonly person: PersonId; readonly place: number };
