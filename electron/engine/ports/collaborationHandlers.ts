/** Commands between colleagues, and replies for later. */
import { AppError } from '#shared/domain/errors';
import type { collaborationRoutes } from '#shared/ipc/desk/collaborationRoutes';
import type { Colleague, Colleagues } from '../collaboration/colleagues';
import type { Schedules } from '../collaboration/schedules';
import { refuseOpenBlanks } from '../wordings/openBlanks';
import type { DeskCaller } from './desk';
import type { Handlers } from './servePort';

/** The person of the port; permission was checked before. */
const colleagueOf = (caller: DeskCaller): Colleague => {
  if (!caller.person) throw new AppError('port.noPerson', {});
  return { kind: 'person', id: caller.person.id, role: caller.person.role };
};

export const collaborationHandlers = ({ colleagues, schedules }: { readonly colleagues: Colleagues; readonly schedules: Schedules }): Handlers<typeof collaborationRoutes, DeskCaller> => ({
  'note.add': (input, caller) => colleagues.addNote(input, colleagueOf(caller)),
  'note.revise': ({ note, parts }, caller) => colleagues.reviseNote(note, parts, colleagueOf(caller)),
  'help.ask': (input, caller) => colleagues.askHelp(input, colleagueOf(caller)),
  'help.answer': ({ help, answer }, caller) => colleagues.answerHelp(help, answer, colleagueOf(caller)),
  'help.close': ({ help }, caller) => colleagues.closeHelp(help, colleagueOf(caller)),
  'transfer.offer': (input, caller) => colleagues.offerTransfer(input, colleagueOf(caller)),
  'transfer.accept': ({ transfer }, caller) => colleagues.acceptTransfer(transfer, colleagueOf(caller)),
  'transfer.decline': ({ transfer, reason }, caller) => colleagues.declineTransfer(transfer, reason, colleagueOf(caller)),
  'transfer.withdraw': ({ transfer }, caller) => colleagues.withdrawTransfer(transfer, colleagueOf(caller)),
  'reply.schedule': (input, caller) => {
    refuseOpenBlanks(input);
    return schedules.schedule(input, colleagueOf(caller));
  },
  'reply.reschedule': ({ client, ...change }, caller) => schedules.reschedule(client, change, colleagueOf(caller)),
  'reply.cancelSchedule': ({ client }, caller) => schedules.cancel(client, colleagueOf(caller)),
  'reply.sendNow': ({ client, override }) => schedules.sendNow(client, override),
  'inbox.read': ({ upTo }, caller) => colleagues.markRead(upTo, colleagueOf(caller)),
});
