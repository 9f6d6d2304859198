/** The audit list of what a desk can ask. Every command is stamped with the port's person. */
import type { deskRoutes } from '#shared/ipc/deskRoutes';
import { dutyHandlers } from '../duties/dutyHandlers';
import { flagHandlers } from '../flags/flagHandlers';
import { evidenceHandlers } from '../evidence/evidenceHandlers';
import { backupHandlers } from '../backup/backupHandlers';
import { collaborationHandlers } from './collaborationHandlers';
import { customerAreaHandlers } from './customerHandlers';
import { conversationHandlers } from '../conversations/conversationHandlers';
import { qualityHandlers } from '../quality/qualityHandlers';
import { retentionHandlers } from '../retention/retentionHandlers';
import { violationHandlers } from '../violations/violationHandlers';
import { supervisionHandlers } from '../supervision/supervisionHandlers';
import { actorOf, markRead, noteCustomer, putBlob, tellTyping, type Desk, type DeskCaller } from './desk';
import type { collaborationRoutes } from '#shared/ipc/desk/collaborationRoutes';
import type { customerRoutes } from '#shared/ipc/desk/customerRoutes';
import type { custodyRoutes } from '#shared/ipc/desk/custodyRoutes';
import { custodyHandlers } from './custodyHandlers';
import { peopleHandlers } from './peopleHandlers';
import { refuseOpenBlanks } from '../wordings/openBlanks';
import { wordingHandlers } from './wordingHandlers';
import type { Handlers } from './servePort';

type DeskHandlers = Handlers<typeof deskRoutes, DeskCaller>;
type Area<P extends string> = Pick<DeskHandlers, Extract<keyof DeskHandlers, `${P}.${string}`>>;

const replyHandlers = (desk: Desk): Omit<Area<'reply'>, keyof typeof collaborationRoutes> => ({
  'reply.submit': (input, caller) => {
    refuseOpenBlanks(input);
    return desk.outbox.submit(input, actorOf(caller));
  },
  'reply.edit': ({ client, parts, override }, caller) => desk.outbox.edit(client, parts, actorOf(caller), override),
  'reply.withdraw': ({ client }, caller) => desk.outbox.withdraw(client, actorOf(caller)),
  'reply.retry': ({ client, override }, caller) => desk.outbox.retry(client, actorOf(caller), override),
  'reply.settle': ({ client, verdict, override }, caller) => desk.outbox.settle(client, verdict, actorOf(caller), override),
});

const talkHandlers = (desk: Desk): Pick<DeskHandlers, 'conversation.read' | 'conversation.typing'> => ({
  'conversation.read': ({ conversation, upTo }, caller) => markRead(desk, caller, conversation, upTo),
  'conversation.typing': ({ conversation, active }) => tellTyping(desk, conversation, active),
});

const customerHandlers = (desk: Desk): Omit<Area<'customer'>, keyof typeof customerRoutes> => ({
  'customer.tag': (data, caller) => noteCustomer(desk, caller, { type: 'customer.tagged', data }),
  'customer.untag': (data, caller) => noteCustomer(desk, caller, { type: 'customer.untagged', data }),
  'customer.stage': (data, caller) => noteCustomer(desk, caller, { type: 'customer.staged', data }),
});

const accountHandlers = (desk: Desk): Omit<Area<'account' | 'channel'>, keyof typeof custodyRoutes> => ({
  'channel.forms': () => desk.modules.forms(),
  'account.add': (input, caller) => desk.accounts.add(input, actorOf(caller)),
  'account.edit': (input, caller) => desk.accounts.edit(input, actorOf(caller)),
  'account.test': (input) => desk.accounts.test(input),
  'account.pause': ({ account }, caller) => desk.accounts.pause(account, actorOf(caller)),
  'account.resume': ({ account }, caller) => desk.accounts.resume(account, actorOf(caller)),
  'account.remove': ({ account }, caller) => desk.accounts.remove(account, actorOf(caller)),
  'account.reconnect': ({ account }) => desk.accounts.reconnect(account),
});

const mediaHandlers = (desk: Desk): Area<'blob' | 'media'> => ({
  'blob.put': async (input) => ({ media: await putBlob(desk, input) }),
  'media.fetch': ({ conversation, id, part }) => desk.fetcher.fetch(conversation, id, part),
});

const seatHandlers = (desk: Desk): Area<'draft' | 'layout'> => ({
  'draft.save': async ({ conversation, text, media }, caller) =>
    (await desk.files.of(actorOf(caller).id)).drafts.set(conversation, text === '' && !media?.length ? undefined : { text, at: desk.now(), media }),
  'draft.list': async (_input, caller) => (await desk.files.of(actorOf(caller).id)).drafts.all(),
  'layout.save': async ({ key, value }, caller) => (await desk.files.of(actorOf(caller).id)).layout.set(key, value),
  'layout.load': async (_input, caller) => (await desk.files.of(actorOf(caller).id)).layout.all(),
});

export const deskHandlers = (desk: Desk): DeskHandlers => ({
  ...replyHandlers(desk), ...talkHandlers(desk), ...conversationHandlers(desk), ...customerHandlers(desk), ...wordingHandlers(desk),
  ...accountHandlers(desk), ...mediaHandlers(desk), ...seatHandlers(desk), ...peopleHandlers(desk), ...custodyHandlers(desk), ...collaborationHandlers(desk), ...customerAreaHandlers(desk), ...supervisionHandlers(desk), ...violationHandlers(desk), ...backupHandlers(desk), ...dutyHandlers(desk), ...evidenceHandlers(desk), ...retentionHandlers(desk), ...flagHandlers(desk), ...qualityHandlers(desk),
  'engine.info': (_input, caller) => desk.info(caller.person),
  'ledger.verify': () => desk.verify(),
  'setup.complete': async (input, caller) => { caller.person = await desk.setup(input); },
});
