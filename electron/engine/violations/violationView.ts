/** What the violations look at of the engine's fold. */
import { accountOfConversation } from '#shared/domain/ids';
import type { CustodyFold } from '../custody/custodyFold';
import type { DutyFold } from '../duties/dutyFold';
import type { PeopleFold } from '../people/peopleFold';
import type { Conversations } from '../state/conversations';
import type { DeskRules } from '../state/deskRules';
import type { ViolationView } from './violationFold';

/** The folds it looks at; the engine's state has them all. */
type Seen = { readonly conversations: Conversations; readonly custody: CustodyFold; readonly people: PeopleFold; readonly rules: DeskRules; readonly duties: DutyFold; readonly company: string | null };

/**
 * Who answers for a conversation: whose it is, else who holds the account, else who sits at the desk; nobody when it is
 * nobody's.
 */
export const violationView = (state: Seen): ViolationView => ({
  get rules() { return state.rules.pack; },
  get offset() { return state.rules.pack.calendar.offsetMinutes; },
  conversation: (id) => state.conversations.get(id),
  responsible: (id, record) => record.assignee ?? state.custody.holder(accountOfConversation(id)) ?? state.custody.lastSat,
  writer: (account, conversation) => state.conversations.get(conversation)?.assignee ?? state.custody.holder(account),
  person: (id) => state.people.get(id),
  workOf: (person) => state.duties.workFacts(person),
  profileOf: (account) => {
    const holder = state.custody.holder(account);
    const policy = state.custody.policyOf(account)?.profile;
    return { holder, policy, facts: { company: state.company ?? undefined, name: holder && state.people.get(holder)?.name, phone: policy?.phone, department: policy?.department } };
  },
});
