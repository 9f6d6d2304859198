/** Rows of accounts: as they stand, their register, their states, absences on shift. */
import type { AbsenceKind, AccountPolicy } from '#shared/domain/custody';
import type { AccountMark, AccountStatus, ChannelKind, Settings } from '#shared/domain/account';
import type { AccountId, ContactId, PersonId } from '#shared/domain/ids';
import type { Media } from '#shared/domain/message';

export type AccountRow = {
  readonly id: AccountId;
  readonly channel: ChannelKind;
  readonly name: string;
  readonly settings: Settings;
  readonly secretKeys: readonly string[];
  readonly mark: AccountMark;
  readonly paused: boolean;
  readonly removed: boolean;
  readonly status: AccountStatus;
  readonly statusAt: number;
  readonly self?: ContactId;
  readonly nickname?: string;
  readonly avatar?: Media;
  readonly addedAt: number;
  /** Whose it is to use; left out = nobody's, everybody may. `by` issued it. */
  readonly held?: { readonly person: PersonId; readonly since: number; readonly by?: PersonId };
  /** When its secrets were last replaced, ms. */
  readonly secretAt?: number;
  readonly policy?: AccountPolicy;
};

/** One line of an account's register, newest first by key `[account, back]` with back = -seq; `data` as the entry has it. */
export type CustodyFactRow = {
  readonly account: AccountId; readonly back: number; readonly at: number; readonly type: string; readonly by?: PersonId;
  readonly data: Readonly<Record<string, string>>;
};

/** One absence on shift, `back` = -seq; `from`..`to` ms, of which `shiftMs` on shift. `person` held the account, or sat there last. */
export type AbsenceRow = {
  readonly back: number; readonly at: number; readonly kind: AbsenceKind; readonly account?: AccountId; readonly person?: PersonId | undefined;
  readonly from: number; readonly to: number; readonly shiftMs: number; readonly clause: string;
};

/** History of one account's state, newest first by key `[account, back]` with back = -seq. */
export type AccountStatusRow = { readonly account: AccountId; readonly back: number; readonly at: number; readonly status: AccountStatus };
