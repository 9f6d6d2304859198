import type { dutyRoutes } from '#shared/ipc/desk/dutyRoutes';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';

type Areas = Pick<Desk, 'notices' | 'complaints' | 'leaves' | 'duties'>;

/** Commands of notices, complaints, leave, shifts and duties. */
export const dutyHandlers = ({ notices, complaints, leaves, duties }: Areas): Handlers<typeof dutyRoutes, DeskCaller> => ({
  'notice.publish': (input, caller) => notices.publish(input, actorOf(caller)),
  'notice.read': ({ notice }, caller) => notices.read(notice, actorOf(caller)),
  'notice.reply': ({ notice, words }, caller) => notices.reply(notice, words, actorOf(caller)),
  'notice.remind': ({ notice, people }, caller) => notices.remind(notice, people, actorOf(caller)),
  'notice.withdraw': ({ notice, reason }, caller) => notices.withdraw(notice, reason, actorOf(caller)),
  'complaint.record': (input, caller) => complaints.record(input, actorOf(caller)),
  'complaint.revise': (input, caller) => complaints.revise(input, actorOf(caller)),
  'complaint.assign': ({ complaint, to }, caller) => complaints.assign(complaint, to, actorOf(caller)),
  'complaint.answer': ({ complaint, words, messages }, caller) => complaints.answer(complaint, words, messages, actorOf(caller)),
  'complaint.callBack': ({ complaint, outcome, words }, caller) => complaints.callBack(complaint, outcome, words, actorOf(caller)),
  'complaint.improve': ({ complaint, words }, caller) => complaints.improve(complaint, words, actorOf(caller)),
  'complaint.close': ({ complaint, verdict, words }, caller) => complaints.close(complaint, verdict, words, actorOf(caller)),
  'complaint.reopen': ({ complaint, reason }, caller) => complaints.reopen(complaint, reason, actorOf(caller)),
  'leave.ask': (input, caller) => leaves.ask(input, actorOf(caller)),
  'leave.decide': ({ leave, verdict, reason }, caller) => leaves.decide(leave, verdict, reason, actorOf(caller)),
  'leave.withdraw': ({ leave, reason }, caller) => leaves.withdraw(leave, reason, actorOf(caller)),
  'shift.assign': ({ people, from, pattern }, caller) => leaves.assign(people, from, pattern, actorOf(caller)),
  'shift.override': ({ person, days, spans, reason }, caller) => leaves.override(person, days, spans, reason, actorOf(caller)),
  'duty.saveRules': ({ based, from, rules }, caller) => duties.saveRules(based, from, rules, actorOf(caller)),
  'duty.do': (input, caller) => duties.do(input, actorOf(caller)),
  'duty.undo': ({ done, reason }, caller) => duties.undo(done, reason, actorOf(caller)),
});
