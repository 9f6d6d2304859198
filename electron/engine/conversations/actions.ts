/** One action on one conversation as drafts; none where it would change nothing. Pure over the fold. */
import { AppError } from '#shared/domain/errors';
import { accountOfConversation, customerIdOf, type ConversationId, type PersonId } from '#shared/domain/ids';
import type { Actor } from '#shared/domain/person';
import type { BulkAction } from '#shared/ipc/desk/conversationRoutes';
import type { Draft } from '#shared/ledger/entry';
import { closeReasonOf } from '#shared/rules/rulePack';
import type { ConversationRecord } from '../state/conversationRecord';
import type { EngineState } from '../state/engineState';

export type PersonActor = Extract<Actor, { readonly kind: 'person' }>;
export type Acting = { readonly state: EngineState; readonly actor: PersonActor; readonly now: number };

type Place = { readonly actor: PersonActor; readonly account: ReturnType<typeof accountOfConversation>; readonly conversation: ConversationId };
const placeOf = (actor: PersonActor, conversation: ConversationId): Place => ({ actor, account: accountOfConversation(conversation), conversation });

const recordOf = (state: EngineState, conversation: ConversationId): ConversationRecord => {
  const record = state.conversations.get(conversation);
  if (!record) throw new AppError('conversation.unknown', {});
  return record;
};

/** An agent takes what nobody holds and gives up what is theirs; the rest is the supervisor's. */
const checkHolder = (actor: PersonActor, record: ConversationRecord, person: PersonId | null): void => {
  if (actor.role !== 'agent') return;
  const isOwn = record.assignee === actor.id;
  if (record.assignee !== undefined && !isOwn) throw new AppError('conversation.taken', { person: record.assignee });
  if (person !== null && person !== actor.id && !isOwn) throw new AppError('port.forbidden', { method: 'conversation.assign', role: actor.role });
};

const assign = ({ state, actor }: Acting, conversation: ConversationId, person: PersonId | null): readonly Draft[] => {
  const record = recordOf(state, conversation);
  if ((record.assignee ?? null) === person) return [];
  if (person !== null && !state.person(person)) throw new AppError('person.unknown', {});
  checkHolder(actor, record, person);
  return [{ type: 'conversation.assigned', ...placeOf(actor, conversation), data: { person } }];
};

type Close = Extract<BulkAction, { readonly kind: 'close' }>;

/** The reason must be one of the pack's where the pack asks for one; what it meant then is kept with it. */
const close = ({ state, actor }: Acting, conversation: ConversationId, { reason, note }: Close): readonly Draft[] => {
  const record = recordOf(state, conversation);
  const known = closeReasonOf(state.rules.pack, reason);
  if (state.rules.pack.closing.isRequired && !known) throw new AppError('conversation.reasonNeeded', {});
  if (record.isClosed === true && reason === undefined) return [];
  const data = { ...(reason !== undefined && { reason }), ...(known && { outcome: known.outcome }), ...(note !== undefined && note !== '' && { note }) };
  return [{ type: 'conversation.closed', ...placeOf(actor, conversation), data }];
};

const snooze = ({ state, actor, now }: Acting, conversation: ConversationId, until: number | undefined): readonly Draft[] => {
  const record = recordOf(state, conversation);
  if (until !== undefined && until <= now) throw new AppError('conversation.past', {});
  if (record.snooze !== undefined && record.snooze.until === until) return [];
  return [{ type: 'conversation.snoozed', ...placeOf(actor, conversation), data: until === undefined ? {} : { until } }];
};

type Tagging = Extract<BulkAction, { readonly kind: 'tag' | 'untag' }>;

/** A group has no customer of its own; such a conversation is passed over. */
const tag = ({ state, actor }: Acting, conversation: ConversationId, action: Tagging): readonly Draft[] => {
  const { chat } = recordOf(state, conversation);
  if (chat.kind === 'group' || chat.contact === undefined) return [];
  const account = accountOfConversation(conversation);
  const customer = customerIdOf(account, chat.contact);
  return action.kind === 'tag'
    ? [{ type: 'customer.tagged', actor, account, data: { customer, tag: action.tag } }]
    : [{ type: 'customer.untagged', actor, account, data: { customer, kind: action.tag.kind, value: action.tag.value } }];
};

/** Throws `conversation.unknown`, `conversation.taken`, `conversation.reasonNeeded`, `conversation.past`, `person.unknown`, `port.forbidden`. */
export const draftsOf = (acting: Acting, conversation: ConversationId, action: BulkAction): readonly Draft[] => {
  const place = placeOf(acting.actor, conversation);
  switch (action.kind) {
    case 'close': return close(acting, conversation, action);
    case 'assign': return assign(acting, conversation, action.person);
    case 'snooze': return snooze(acting, conversation, action.until);
    case 'wake': return recordOf(acting.state, conversation).snooze === undefined ? [] : [{ type: 'conversation.woken', ...place, data: { why: 'person' } }];
    case 'reopen': recordOf(acting.state, conversation); return [{ type: 'conversation.reopened', ...place, data: {} }];
    case 'dismiss': return recordOf(acting.state, conversation).waitingSince === 0 ? [] : [{ type: 'conversation.dismissed', ...place, data: {} }];
    case 'tag': case 'untag': return tag(acting, conversation, action);
  }
};
