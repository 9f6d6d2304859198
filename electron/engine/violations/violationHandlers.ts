import type { violationRoutes } from '#shared/ipc/desk/violationRoutes';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';

export const violationHandlers = ({ violations }: Pick<Desk, 'violations'>): Handlers<typeof violationRoutes, DeskCaller> => ({
  'regulation.set': (input, caller) => violations.setRegulation(input, actorOf(caller)),
  'violation.raise': (input, caller) => violations.raise(input, actorOf(caller)),
  'violation.confirm': (input, caller) => violations.confirm(input, actorOf(caller)),
  'violation.dismiss': (input, caller) => violations.dismiss(input, actorOf(caller)),
  'violation.reopen': (input, caller) => violations.reopen(input, actorOf(caller)),
  'violation.appeal': (input, caller) => violations.appeal(input, actorOf(caller)),
  'violation.decideAppeal': (input, caller) => violations.decideAppeal(input, actorOf(caller)),
  'violation.settleReview': (input, caller) => violations.settleReview(input, actorOf(caller)),
});
