/** What one entry calls for, over the fold that already has it. Pure. */
import type { Alert, AlertKind } from '#shared/domain/alert';
import type { AccountStatus } from '#shared/domain/account';
import { accountOfConversation, type AccountId, type ConversationId } from '#shared/domain/ids';
import { textOf } from '#shared/domain/message';
import type { Entry } from '#shared/ledger/entry';
import { isUnhandled } from '#shared/rules/waiting';
import { hiddenFrom } from '../custody/whoSees';
import type { EngineState } from '../state/engineState';

/** States in which an account does nothing until a person comes; a link that is only cut tries by itself. */
const NEEDS_PERSON: ReadonlySet<AccountStatus['state']> = new Set<AccountStatus['state']>(['badCredentials', 'kicked', 'loggedOut', 'misconfigured', 'sealed']);
export const needsPerson = (status: AccountStatus): boolean => NEEDS_PERSON.has(status.state);

/** An alert about a place the fold knows; undefined for removed accounts. */
export const alertAt = (state: EngineState, kind: AlertKind, account: AccountId, conversation?: ConversationId, more: Pick<Alert, 'text' | 'persons'> = {}): Alert | undefined => {
  const of = state.accounts.get(account);
  if (of === undefined || of.removed) return undefined;
  const hidden = more.persons === undefined ? hiddenFrom(state, account, conversation) : [];
  const title = conversation === undefined ? undefined : state.conversations.get(conversation)?.chat.title;
  return { kind, account, accountName: of.name, ...(conversation !== undefined && { conversation }), ...(title !== undefined && { title }), ...(hidden.length > 0 && { hiddenFrom: hidden }), ...more };
};

const supervisorsOf = (state: EngineState): readonly string[] => state.persons.filter(({ role, active }) => active && role !== 'agent').map(({ id }) => id);

/** A customer's word calls when somebody has to answer it: not thanks, not what was put off or answered elsewhere. */
const received = (state: EngineState, entry: Extract<Entry, { readonly type: 'message.received' }>): Alert | undefined => {
  const { conversation, account, data } = entry;
  if (conversation === undefined || account === undefined || data.direction !== 'in') return undefined;
  const record = state.conversations.get(conversation);
  if (record === undefined || !isUnhandled(record)) return undefined;
  return alertAt(state, 'message', account, conversation, { text: textOf(data.parts) });
};

const helpersOf = (state: EngineState, to: Extract<Entry, { readonly type: 'help.asked' }>['data']['to']): readonly string[] =>
  to.kind === 'person' ? [to.person] : supervisorsOf(state);

/** A planned follow-up whose time has come, at the chat with that customer where there is one. */
const followUp = (state: EngineState, entry: Extract<Entry, { readonly type: 'followUp.reminded' }>): Alert | undefined => {
  const account = accountOfConversation(entry.data.customer as unknown as ConversationId); // both ids begin with the account
  const contact = entry.data.customer.slice(account.length + 1);
  for (const [id, { chat }] of state.conversations.all()) {
    if (chat.contact === contact && chat.kind === 'private' && accountOfConversation(id) === account) return alertAt(state, 'followUp', account, id);
  }
  return alertAt(state, 'followUp', account);
};

const toPeople = (matter: string, title: string, persons: readonly string[]): Alert => ({ kind: 'mention', matter, title, persons });

/** What concerns people and no conversation: company notices, complaints given to somebody, leave to decide and decided. */
const ofPeople = (state: EngineState, entry: Entry): Alert | undefined => {
  switch (entry.type) {
    case 'notice.published': return toPeople(entry.data.notice, entry.data.title, entry.data.people);
    case 'notice.reminded': return { kind: 'mention', matter: entry.data.notice, persons: entry.data.people };
    case 'complaint.assigned': return entry.actor.kind === 'person' && entry.actor.id === entry.data.to ? undefined : { kind: 'mention', matter: entry.data.complaint, persons: [entry.data.to] };
    case 'leave.asked': return { kind: 'mention', matter: entry.data.leave, persons: supervisorsOf(state).filter((id) => id !== entry.data.person) };
    case 'leave.decided': {
      const person = state.duties.leave(entry.data.leave)?.person;
      return person === undefined ? undefined : { kind: 'mention', matter: entry.data.leave, persons: [person] };
    }
    default: return undefined;
  }
};

/** The alert of an entry, if any. Accounts without a link are told by `AlertWatch`, which waits whether they come back. */
export const alertOf = (state: EngineState, entry: Entry): Alert | undefined => {
  const { account, conversation } = entry;
  if (entry.type === 'message.received') return received(state, entry);
  if (entry.type === 'followUp.reminded') return followUp(state, entry);
  if (account === undefined || conversation === undefined) return ofPeople(state, entry);
  switch (entry.type) {
    case 'reply.failed': return alertAt(state, 'failed', account, conversation);
    case 'wait.breached': return alertAt(state, 'overdue', account, conversation);
    case 'wait.escalated': return alertAt(state, 'overdue', account, conversation, { persons: supervisorsOf(state) });
    case 'note.added': case 'note.revised':
      return entry.data.mentions.length === 0 ? undefined : alertAt(state, 'mention', account, conversation, { persons: entry.data.mentions, text: textOf(entry.data.parts) });
    case 'help.asked': return alertAt(state, 'mention', account, conversation, { persons: helpersOf(state, entry.data.to), text: entry.data.question });
    case 'transfer.offered': return alertAt(state, 'mention', account, conversation, { persons: [entry.data.to], text: entry.data.summary });
    default: return undefined;
  }
};
