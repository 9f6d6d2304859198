/** The audit list of what a desk can ask. Every command is stamped with the port's person. */
import type { deskRoutes } from '#shared/ipc/deskRoutes';
import { actorOf, markRead, noteConversation, noteCustomer, putBlob, tellTyping, type Desk, type DeskCaller } from './desk';
import type { Handlers } from './servePort';

type DeskHandlers = Handlers<typeof deskRoutes, DeskCaller>;
type Area<P extends string> = Pick<DeskHandlers, Extract<keyof DeskHandlers, `${P}.${string}`>>;

const replyHandlers = (desk: Desk): Area<'reply'> => ({
  'reply.submit': (input, caller) => desk.outbox.submit(input, actorOf(caller)),
  'reply.edit': ({ client, parts }, caller) => desk.outbox.edit(client, parts, actorOf(caller)),
  'reply.withdraw': ({ client }, caller) => desk.outbox.withdraw(client, actorOf(caller)),
  'reply.retry': ({ client }, caller) => desk.outbox.retry(client, actorOf(caller)),
  'reply.settle': ({ client, verdict }, caller) => desk.outbox.settle(client, verdict, actorOf(caller)),
});

const conversationHandlers = (desk: Desk): Area<'conversation'> => ({
  'conversation.read': ({ conversation, upTo }, caller) => markRead(desk, caller, conversation, upTo),
  'conversation.close': ({ conversation, reason }, caller) => noteConversation(desk, caller, conversation, 'conversation.closed', { reason }),
  'conversation.reopen': ({ conversation }, caller) => noteConversation(desk, caller, conversation, 'conversation.reopened', {}),
  'conversation.dismiss': ({ conversation }, caller) => noteConversation(desk, caller, conversation, 'conversation.dismissed', {}),
  'conversation.typing': ({ conversation, active }) => tellTyping(desk, conversation, active),
});

const customerHandlers = (desk: Desk): Area<'customer'> => ({
  'customer.tag': (data, caller) => noteCustomer(desk, caller, { type: 'customer.tagged', data }),
  'customer.untag': (data, caller) => noteCustomer(desk, caller, { type: 'customer.untagged', data }),
  'customer.stage': (data, caller) => noteCustomer(desk, caller, { type: 'customer.staged', data }),
});

const wordingHandlers = (desk: Desk): Area<'wording'> => ({
  'wording.save': async (data, caller) => { await desk.recorder.record([{ type: 'wording.saved', actor: actorOf(caller), data }]); },
  'wording.remove': async (data, caller) => { await desk.recorder.record([{ type: 'wording.removed', actor: actorOf(caller), data }]); },
});

const accountHandlers = (desk: Desk): Area<'account' | 'channel'> => ({
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
  'draft.save': ({ conversation, text, media }) =>
    desk.drafts.set(conversation, text === '' && !media?.length ? undefined : { text, at: desk.now(), media }),
  'draft.list': () => desk.drafts.all(),
  'layout.save': ({ key, value }) => desk.layout.set(key, value),
  'layout.load': () => desk.layout.all(),
});

export const deskHandlers = (desk: Desk): DeskHandlers => ({
  ...replyHandlers(desk), ...conversationHandlers(desk), ...customerHandlers(desk), ...wordingHandlers(desk),
  ...accountHandlers(desk), ...mediaHandlers(desk), ...seatHandlers(desk),
  'engine.info': (_input, caller) => desk.info(caller.person),
  'ledger.verify': () => desk.verify(),
  'setup.complete': async (input, caller) => { caller.person = await desk.setup(input); },
});
