/** Desk commands about holding conversations, the rules and saved filters. */
import { AppError } from '#shared/domain/errors';
import type { ConversationId } from '#shared/domain/ids';
import { accountOfConversation } from '#shared/domain/ids';
import type { deskRoutes } from '#shared/ipc/deskRoutes';
import type { BulkAction } from '#shared/ipc/desk/conversationRoutes';
import type { Draft } from '#shared/ledger/entry';
import type { RulePack } from '#shared/rules/rulePack';
import type { SavedFilter } from '#shared/domain/listFilter';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';
import { draftsOf, type Acting, type PersonActor } from './actions';

type Methods = 'conversation.close' | 'conversation.reopen' | 'conversation.dismiss' | 'conversation.assign' | 'conversation.snooze' | 'conversation.wake'
  | 'conversation.pin' | 'conversation.sort' | 'conversation.bulk' | 'rulePack.save' | 'listFilter.save' | 'listFilter.remove';

const actingFor = (desk: Desk, caller: DeskCaller): Acting => {
  const actor = actorOf(caller);
  if (actor.kind !== 'person') throw new AppError('port.noPerson', {});
  return { state: desk.recorder.state, actor, now: desk.now() };
};

const act = async (desk: Desk, caller: DeskCaller, conversation: ConversationId, action: BulkAction): Promise<void> => {
  await desk.recorder.record(draftsOf(actingFor(desk, caller), conversation, action));
};

const bulk = async (desk: Desk, caller: DeskCaller, steps: readonly { readonly action: BulkAction; readonly conversations: readonly ConversationId[] }[]): Promise<{ readonly changed: readonly string[] }> => {
  const acting = actingFor(desk, caller);
  const changed = new Set<string>();
  const drafts: Draft[] = [];
  for (const { action, conversations } of steps) {
    for (const conversation of conversations) {
      const made = draftsOf(acting, conversation, action);
      if (made.length > 0) changed.add(conversation);
      drafts.push(...made);
    }
  }
  await desk.recorder.record(drafts);
  return { changed: [...changed] };
};

/** The version is given here: two administrators cannot both save the same one. */
const savePack = async (desk: Desk, caller: DeskCaller, based: number, pack: RulePack): Promise<{ readonly version: number }> => {
  const { actor, state } = actingFor(desk, caller);
  const { version } = state.rules.pack;
  if (based !== version) throw new AppError('rulePack.stale', { version });
  const next = { ...pack, version: version + 1 };
  await desk.recorder.record([{ type: 'rulePack.saved', actor, data: { pack: next } }]);
  return { version: next.version };
};

/** What is shared is the supervisors' to change; the rest its owner's. */
const checkFilter = (desk: Desk, actor: PersonActor, id: string, isShared: boolean): void => {
  const known = desk.recorder.state.rules.filter(id);
  if (known && !known.isShared && known.owner !== actor.id) throw new AppError('listFilter.notYours', {});
  if ((isShared || known?.isShared === true) && actor.role === 'agent') throw new AppError('port.forbidden', { method: 'listFilter.save', role: actor.role });
};

const saveFilter = async (desk: Desk, caller: DeskCaller, filter: SavedFilter): Promise<void> => {
  const { actor } = actingFor(desk, caller);
  checkFilter(desk, actor, filter.id, filter.isShared);
  await desk.recorder.record([{ type: 'listFilter.saved', actor, data: { filter } }]);
};

const removeFilter = async (desk: Desk, caller: DeskCaller, id: string): Promise<void> => {
  const { actor, state } = actingFor(desk, caller);
  if (!state.rules.filter(id)) return;
  checkFilter(desk, actor, id, false);
  await desk.recorder.record([{ type: 'listFilter.removed', actor, data: { filter: id } }]);
};

const note = async (desk: Desk, caller: DeskCaller, conversation: ConversationId, fact: Pick<Extract<Draft, { readonly type: 'conversation.pinned' }>, 'type' | 'data'> | Pick<Extract<Draft, { readonly type: 'conversation.sorted' }>, 'type' | 'data'>): Promise<void> => {
  const { actor, state } = actingFor(desk, caller);
  if (!state.conversations.get(conversation)) throw new AppError('conversation.unknown', {});
  await desk.recorder.record([{ ...fact, actor, account: accountOfConversation(conversation), conversation }]);
};

export const conversationHandlers = (desk: Desk): Pick<Handlers<typeof deskRoutes, DeskCaller>, Methods> => ({
  'conversation.close': ({ conversation, ...why }, caller) => act(desk, caller, conversation, { kind: 'close', ...why }),
  'conversation.reopen': ({ conversation }, caller) => act(desk, caller, conversation, { kind: 'reopen' }),
  'conversation.dismiss': ({ conversation }, caller) => act(desk, caller, conversation, { kind: 'dismiss' }),
  'conversation.assign': ({ conversation, person }, caller) => act(desk, caller, conversation, { kind: 'assign', person }),
  'conversation.snooze': ({ conversation, until }, caller) => act(desk, caller, conversation, { kind: 'snooze', ...(until !== undefined && { until }) }),
  'conversation.wake': ({ conversation }, caller) => act(desk, caller, conversation, { kind: 'wake' }),
  'conversation.pin': ({ conversation, isPinned }, caller) => note(desk, caller, conversation, { type: 'conversation.pinned', data: { isPinned } }),
  'conversation.sort': ({ conversation, matter }, caller) => note(desk, caller, conversation, { type: 'conversation.sorted', data: { matter } }),
  'conversation.bulk': ({ steps }, caller) => bulk(desk, caller, steps),
  'rulePack.save': ({ based, pack }, caller) => savePack(desk, caller, based, pack),
  'listFilter.save': ({ filter }, caller) => saveFilter(desk, caller, filter),
  'listFilter.remove': ({ filter }, caller) => removeFilter(desk, caller, filter),
});
