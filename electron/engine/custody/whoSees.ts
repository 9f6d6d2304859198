/** Whose business an account or a conversation is, for what the engine tells without being asked: alerts, counts. */
import type { AccountId, ConversationId, PersonId } from '#shared/domain/ids';
import type { WaitingCounts } from '#shared/ipc/engineBoot';
import { mayUseAccount } from '#shared/rules/custody';
import type { EngineState } from '../state/engineState';

/** A colleague brought this person in: given to them, offered, or asked for help. */
export const isBroughtIn = (state: EngineState, me: PersonId, conversation: ConversationId): boolean =>
  state.conversations.get(conversation)?.assignee === me || state.collaboration.isAsked(conversation, me);

const agents = (state: EngineState): readonly PersonId[] => state.persons.filter(({ role, active }) => active && role === 'agent').map(({ id }) => id);

/** Agents who may not use the account and were not brought into the conversation. */
export const hiddenFrom = (state: EngineState, account: AccountId, conversation?: ConversationId): readonly PersonId[] => {
  const holder = state.custody.holder(account);
  if (holder === undefined) return [];
  return agents(state).filter((id) => !mayUseAccount('agent', id, holder) && !(conversation !== undefined && isBroughtIn(state, id, conversation)));
};

/** Of customers who wait, how many there are and how many are each agent's to answer. */
export const waitingCounts = (state: EngineState, waiting: readonly { readonly id: ConversationId; readonly account: AccountId }[]): WaitingCounts => {
  const held = waiting.filter(({ account }) => state.custody.holder(account) !== undefined);
  const countFor = (me: PersonId): number =>
    waiting.length - held.length + held.filter(({ id, account }) => mayUseAccount('agent', me, state.custody.holder(account)) || isBroughtIn(state, me, id)).length;
  return { all: waiting.length, agents: Object.fromEntries(agents(state).map((id) => [id, countFor(id)])) };
};
