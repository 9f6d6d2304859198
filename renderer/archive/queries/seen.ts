/** What the person at this desk may see. Pure; the engine refuses the rest by the same rule (`mayUseAccount`). */
import type { AccountId, CustomerId } from '#shared/domain/ids';
import { mayUseAccount } from '#shared/rules/custody';
import type { ConversationRow } from '../schema/conversationRows';
import type { CustomerRow } from '../schema/customerRows';
import type { AccountRow } from '../schema/accountRows';

export type Looker = { readonly role: string; readonly me: string | undefined };

/** Accounts this person may not use; empty for supervisors and administrators. */
export const closedAccounts = (accounts: readonly AccountRow[], { role, me }: Looker): ReadonlySet<AccountId> =>
  new Set(accounts.filter(({ held }) => !mayUseAccount(role, me, held?.person)).map(({ id }) => id));

/** Whether a colleague brought them into a conversation: given, offered, or asked for help. */
export const isGivenTo = (row: ConversationRow, me: string | undefined): boolean =>
  me !== undefined && (row.assignee === me || isAskedOf(row, me));

/** Whether a colleague waits for this person there: a hand-on or a call for help to them is open. */
export const isAskedOf = (row: ConversationRow, me: string | undefined): boolean =>
  me !== undefined && (row.transfer?.to === me || row.helps?.some(({ to }) => to === me) === true);

/** Conversations on open accounts and those a colleague gave. */
export const seenConversations = (rows: readonly ConversationRow[], closed: ReadonlySet<AccountId>, me: string | undefined): readonly ConversationRow[] =>
  closed.size === 0 ? rows : rows.filter((row) => !closed.has(row.account) || isGivenTo(row, me));

const accountOf = (customer: CustomerId): AccountId => customer.slice(0, customer.indexOf('/')) as AccountId; // an account's id is the first part of every key

/** Whether a file is theirs to work on: of an open account, or of a chat among `seen`. */
export const seenCustomer = (seen: readonly ConversationRow[], closed: ReadonlySet<AccountId>): ((id: CustomerId) => boolean) => {
  if (closed.size === 0) return () => true;
  const given = new Set(seen.flatMap((row) => (row.customer !== undefined && closed.has(row.account) ? row.customer : [])));
  return (id) => !closed.has(accountOf(id)) || given.has(id);
};

/** Files of the customers they deal with, and what was joined with one of these into one person. */
export const seenFiles = (files: readonly CustomerRow[], isSeen: (id: CustomerId) => boolean): readonly CustomerRow[] =>
  files.filter(({ id, members }) => (members ?? [id]).some(isSeen));
