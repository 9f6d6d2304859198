/**
 * One guard for every command of an agent: it may touch an account issued to them, one nobody holds, or a conversation
 * that came to them from a colleague (assigned, handed on, asked for help). What a command touches is read off its
 * input by the names of the fields, so a new command is guarded the day it is written (a test goes over the table).
 */
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, type AccountId, type ClientId, type ConversationId, type CustomerId, type HelpId, type NoteId, type PersonId, type TransferId } from '#shared/domain/ids';
import { mayUseAccount } from '#shared/rules/custody';
import type { PortPerson } from '../ports/permissions';
import type { EngineState } from '../state/engineState';
import { isBroughtIn } from './whoSees';

type Touched = { readonly account: AccountId; readonly conversation?: ConversationId; readonly customer?: CustomerId };
type Find = (value: string, state: EngineState) => Touched | undefined;

const ofConversation: Find = (value) => ({ account: accountOfConversation(value as ConversationId), conversation: value as ConversationId }); // parsed by the route
const ofCustomer: Find = (value) => (value.includes('/') ? { account: value.slice(0, value.indexOf('/')) as AccountId, customer: value as CustomerId } : undefined); // `account/contact` is our own format
const place = (conversation: ConversationId | undefined): Touched | undefined => (conversation === undefined ? undefined : ofConversation(conversation, undefined as never)); // it looks at no state

/** Fields that name something of an account. */
const FINDERS: Readonly<Record<string, Find>> = {
  account: (value) => ({ account: value as AccountId }), // parsed by the route
  conversation: ofConversation, conversations: ofConversation,
  customer: ofCustomer, customers: ofCustomer, other: ofCustomer, into: ofCustomer, from: ofCustomer,
  client: (value, state) => place(state.replies.get(value as ClientId)?.conversation ?? state.collaboration.planned(value as ClientId)?.conversation), // parsed by the route
  note: (value, state) => place(state.collaboration.note(value as NoteId)?.conversation), // as above
  help: (value, state) => place(state.collaboration.help(value as HelpId)?.conversation), // as above
  transfer: (value, state) => place(state.collaboration.transfer(value as TransferId)?.conversation), // as above
  id: (value, state) => { const plan = state.customers.followUp(value); return plan && ofCustomer(plan.customer, state); },
};

/** Fields looked into for more. */
const NESTED: ReadonlySet<string> = new Set(['steps', 'rows']);

/** What a command touches, as far as the fold knows it. Exported for the test over the table. */
export const touchedBy = (input: unknown, state: EngineState): readonly Touched[] => {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]: [string, unknown]): readonly Touched[] => {
    if (NESTED.has(key) && Array.isArray(value)) return value.flatMap((each) => touchedBy(each, state));
    const find = Object.hasOwn(FINDERS, key) ? FINDERS[key] : undefined;
    if (find === undefined) return [];
    return (Array.isArray(value) ? value : [value]).flatMap((each: unknown) => (typeof each === 'string' ? find(each, state) ?? [] : []));
  });
};

/** Names of the fields the guard understands. */
export const guardedFields: ReadonlySet<string> = new Set([...Object.keys(FINDERS), ...NESTED]);

const isOwnCustomer = (state: EngineState, me: PersonId, { account, customer }: Touched): boolean => {
  for (const [id, { chat, assignee }] of state.conversations.all()) {
    if (assignee === me && accountOfConversation(id) === account && `${account}/${chat.contact}` === customer) return true;
  }
  return false;
};

/** `account.notYours {account, name}` for an agent on somebody else's account; nothing for anybody else. */
export const checkAccount = (input: unknown, person: PortPerson | null, state: EngineState): void => {
  if (person?.role !== 'agent') return;
  for (const touched of touchedBy(input, state)) {
    const { account, conversation } = touched;
    if (mayUseAccount(person.role, person.id, state.custody.holder(account))) continue;
    if (conversation !== undefined && isBroughtIn(state, person.id, conversation)) continue;
    if (touched.customer !== undefined && isOwnCustomer(state, person.id, touched)) continue;
    throw new AppError('account.notYours', { account, name: state.accounts.get(account)?.name ?? account });
  }
};
