import type { custodyRoutes } from '#shared/ipc/desk/custodyRoutes';
import { actorOf, type Desk, type DeskCaller } from './desk';
import type { Handlers } from './servePort';

export const custodyHandlers = (desk: Desk): Handlers<typeof custodyRoutes, DeskCaller> => ({
  'account.issue': ({ account, person }, caller) => desk.custody.issue(account, person, actorOf(caller)),
  'account.takeBack': ({ account }, caller) => desk.custody.takeBack(account, actorOf(caller)),
  'account.setPolicy': ({ account, policy }, caller) => desk.custody.setAccountPolicy(account, policy, actorOf(caller)),
  'custody.setPolicy': ({ policy }, caller) => desk.custody.setPolicy(policy, actorOf(caller)),
  'handover.preview': ({ person }) => desk.handover.preview(person),
  'handover.do': (input, caller) => desk.handover.do(input, actorOf(caller)),
});
