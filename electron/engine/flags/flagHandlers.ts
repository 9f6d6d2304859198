/** Desk commands about flags. */
import { AppError } from '#shared/domain/errors';
import type { FlagId } from '#shared/domain/flag';
import { accountOfConversation, type ConversationId } from '#shared/domain/ids';
import { ROLE_RANK } from '#shared/domain/person';
import type { deskRoutes } from '#shared/ipc/deskRoutes';
import type { flagRoutes } from '#shared/ipc/desk/flagRoutes';
import type { FlagPack } from '#shared/rules/flags/flagPack';
import type { PriceList } from '#shared/rules/flags/priceList';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';
import { flagKey } from '../state/knownMessages';

/** The version is given here: two administrators cannot both save the same one. */
const savePack = async (desk: Desk, caller: DeskCaller, based: number, pack: FlagPack): Promise<{ readonly version: number }> => {
  const { version } = desk.recorder.state.flags.pack;
  if (based !== version) throw new AppError('flagRules.stale', { version });
  await desk.recorder.record([{ type: 'flagRules.saved', actor: actorOf(caller), data: { pack: { ...pack, version: version + 1 } } }]);
  return { version: version + 1 };
};

const savePrices = async (desk: Desk, caller: DeskCaller, based: number, list: PriceList): Promise<{ readonly version: number }> => {
  const { version } = desk.recorder.state.flags.prices;
  if (based !== version) throw new AppError('priceList.stale', { version });
  await desk.recorder.record([{ type: 'priceList.saved', actor: actorOf(caller), data: { list: { ...list, version: version + 1 } } }]);
  return { version: version + 1 };
};

type Review = { readonly flag: FlagId; readonly conversation: ConversationId; readonly verdict: 'stands' | 'dismissed' | 'open'; readonly reason?: string | undefined };

/** Nobody judges what they wrote themselves while somebody else can. */
const checkOwn = ({ recorder: { state } }: Desk, flag: FlagId, by: string): void => {
  if (state.flags.author(flag) !== by) return;
  const canSomebodyElse = state.persons.some(({ id, active, role }) => id !== by && active && ROLE_RANK[role] >= ROLE_RANK.supervisor);
  if (canSomebodyElse) throw new AppError('flag.own');
};

const review = async (desk: Desk, caller: DeskCaller, { flag, conversation, verdict, reason }: Review): Promise<void> => {
  const actor = actorOf(caller);
  if (!flag.startsWith(conversation) || !desk.recorder.state.known.has(flagKey(flag))) throw new AppError('flag.unknown');
  if (verdict === 'dismissed' && reason === undefined) throw new AppError('flag.reasonNeeded');
  checkOwn(desk, flag, actor.id);
  await desk.recorder.record([{ type: 'flag.reviewed', actor, account: accountOfConversation(conversation), conversation, data: { flag, verdict, ...(reason !== undefined && { reason }) } }]);
};

export const flagHandlers = (desk: Desk): Pick<Handlers<typeof deskRoutes, DeskCaller>, keyof typeof flagRoutes> => ({
  'flagRules.save': ({ based, pack }, caller) => savePack(desk, caller, based, pack),
  'priceList.save': ({ based, list }, caller) => savePrices(desk, caller, based, list),
  'flag.review': (input, caller) => review(desk, caller, input),
});
