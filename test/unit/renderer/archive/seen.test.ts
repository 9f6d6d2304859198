import { describe, expect, it } from 'vitest';
import { closedAccounts, seenConversations, seenCustomer, seenFiles } from '#renderer/archive/queries/seen';
import type { ConversationRow } from '#renderer/archive/schema/conversationRows';
import type { CustomerRow } from '#renderer/archive/schema/customerRows';
import type { AccountRow } from '#renderer/archive/schema/accountRows';

/** Only what the rule reads. */
const account = (id: string, person?: string) => ({ id, ...(person !== undefined && { held: { person, since: 1 } }) }) as AccountRow; // a part of a row
const chat = (account: string, contact: string, more: object = {}) => ({ id: `${account}/private:${contact}`, account, customer: `${account}/${contact}`, ...more }) as unknown as ConversationRow; // a part of a row
const file = (account: string, contact: string, members?: readonly string[]) => ({ id: `${account}/${contact}`, account, ...(members && { members }) }) as unknown as CustomerRow; // a part of a row

const accounts = [account('mine', 'me'), account('theirs', 'colleague'), account('free')];
const rows = [chat('mine', 'a'), chat('theirs', 'b'), chat('theirs', 'c', { assignee: 'me' }), chat('theirs', 'd', { helps: [{ to: 'me' }] }), chat('free', 'e')];
const agent = { role: 'agent', me: 'me' } as const;
const contacts = (list: readonly { readonly id: string }[]): string => list.map(({ id }) => id.replace('private:', '')).join(' ');

describe('what an agent sees', () => {
  it('is their own, nobody\'s and what a colleague gave them (bug: a colleague\'s customers in the table)', () => {
    const closed = closedAccounts(accounts, agent);
    const seen = seenConversations(rows, closed, 'me');
    expect(contacts(seen)).toBe('mine/a theirs/c theirs/d free/e');
    const isSeen = seenCustomer(seen, closed);
    const files = [file('mine', 'a'), file('theirs', 'b'), file('theirs', 'c'), file('theirs', 'nobody'), file('free', 'e')];
    expect(contacts(seenFiles(files, isSeen))).toBe('mine/a theirs/c free/e');
  });

  it('is a whole person where one of the accounts is theirs (bug: half a person after a merge)', () => {
    const closed = closedAccounts(accounts, agent);
    const joined = ['mine/a', 'theirs/b'];
    expect(contacts(seenFiles([file('mine', 'a', joined), file('theirs', 'b', joined)], seenCustomer([], closed)))).toBe('mine/a theirs/b');
  });

  it('a supervisor sees all', () => {
    expect(closedAccounts(accounts, { role: 'supervisor', me: 'me' }).size).toBe(0);
  });
});
