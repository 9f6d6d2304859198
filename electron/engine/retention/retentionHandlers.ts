import type { retentionRoutes } from '#shared/ipc/desk/retentionRoutes';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';

export const retentionHandlers = ({ erasure }: Desk): Handlers<typeof retentionRoutes, DeskCaller> => ({
  'erasure.preview': ({ customer }, caller) => erasure.preview(customer, actorOf(caller)),
  'erasure.ask': ({ customer, reason }, caller) => erasure.ask(customer, reason, actorOf(caller)),
  'erasure.decide': ({ request, verdict, reason }, caller) => erasure.decide(request, verdict, reason, actorOf(caller)),
  'erasure.withdraw': ({ request }, caller) => erasure.withdraw(request, actorOf(caller)),
  'hold.place': ({ customer, conversation, reason }, caller) => erasure.placeHold({ ...(customer !== undefined && { customer }), ...(conversation !== undefined && { conversation }) }, reason, actorOf(caller)),
  'hold.lift': ({ hold, reason }, caller) => erasure.liftHold(hold, reason, actorOf(caller)),
  'retention.set': ({ rules }, caller) => erasure.setRules(rules, actorOf(caller)),
  'retention.look': () => erasure.look(),
});
