/** Handlers of the customer area: one line each. */
import type { customerRoutes } from '#shared/ipc/desk/customerRoutes';
import { CustomerDesk } from '../customers/customerDesk';
import { PlanDesk } from '../customers/planDesk';
import { actorOf, type Desk, type DeskCaller } from './desk';
import type { Handlers } from './servePort';

export const customerAreaHandlers = (desk: Desk): Handlers<typeof customerRoutes, DeskCaller> => {
  const customers = new CustomerDesk(desk.recorder);
  const plans = new PlanDesk(desk.recorder, customers, desk.now);
  return {
    'customer.merge': (input, caller) => customers.merge(input, actorOf(caller)),
    'customer.split': (input, caller) => customers.split(input, actorOf(caller)),
    'customer.distinguish': (input, caller) => customers.distinguish(input, actorOf(caller)),
    'customer.star': (input, caller) => customers.star(input, actorOf(caller)),
    'customer.profile': (input, caller) => customers.profile(input, actorOf(caller)),
    'customer.change': (input, caller) => customers.change(input, actorOf(caller)),
    'customer.revert': (input, caller) => customers.revert(input, actorOf(caller)),
    'customer.import': (input, caller) => customers.import(input, actorOf(caller)),
    'customer.reveal': (input, caller) => customers.reveal(input, actorOf(caller)),
    'customer.noteExport': (data, caller) => customers.note({ type: 'customer.exported', actor: actorOf(caller), data }),
    'customer.defineField': (data, caller) => customers.note({ type: 'customer.fieldDefined', actor: actorOf(caller), data }),
    'customer.retireField': (data, caller) => customers.note({ type: 'customer.fieldRetired', actor: actorOf(caller), data }),
    'customer.setPolicy': (data, caller) => customers.note({ type: 'customer.policySet', actor: actorOf(caller), data }),
    'segment.save': (input, caller) => customers.saveSegment(input, actorOf(caller)),
    'segment.remove': (input, caller) => customers.removeSegment(input, actorOf(caller)),
    'followUp.plan': (input, caller) => plans.plan(input, actorOf(caller)),
    'followUp.done': (input, caller) => plans.done(input, actorOf(caller)),
    'followUp.move': (input, caller) => plans.move(input, actorOf(caller)),
    'followUp.cancel': (input, caller) => plans.cancel(input, actorOf(caller)),
    'followUp.reopen': (input, caller) => plans.reopen(input, actorOf(caller)),
  };
};
