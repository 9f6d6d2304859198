import type { peopleRoutes } from '#shared/ipc/desk/peopleRoutes';
import { actorOf, type Desk, type DeskCaller } from './desk';
import type { Handlers } from './servePort';

export const peopleHandlers = (desk: Desk): Handlers<typeof peopleRoutes, DeskCaller> => ({
  'person.add': (input, caller) => desk.people.add(input, actorOf(caller)),
  'person.rename': ({ person, name }, caller) => desk.people.rename(person, name, actorOf(caller)),
  'person.resetPassword': ({ person, password }, caller) => desk.people.resetPassword(person, password, actorOf(caller)),
  'person.setRole': ({ person, role, reason }, caller) => desk.people.setRole(person, role, reason, actorOf(caller)),
  'person.decideRole': ({ proposal, verdict, reason }, caller) => desk.people.decideRole(proposal, verdict, reason, actorOf(caller)),
  'person.withdrawRole': ({ proposal }, caller) => desk.people.withdrawRole(proposal, actorOf(caller)),
  'permissions.save': ({ based, raiseTo, reason }, caller) => desk.people.permissions.save({ based, raiseTo }, reason, actorOf(caller)),
  'permissions.decide': ({ proposal, verdict, reason }, caller) => desk.people.permissions.decide(proposal, verdict, reason, actorOf(caller)),
  'permissions.withdraw': ({ proposal }, caller) => desk.people.permissions.withdraw(proposal, actorOf(caller)),
  'person.leave': ({ person, reason }, caller) => desk.people.leave(person, reason, actorOf(caller)),
  'person.return': ({ person, password, reason }, caller) => desk.people.return(person, password, reason, actorOf(caller)),
  'person.changePassword': ({ old, password }, caller) => desk.people.changePassword(old, password, actorOf(caller)),
  'session.setPolicy': ({ idleMinutes }, caller) => desk.people.setPolicy(idleMinutes, actorOf(caller)),
});
