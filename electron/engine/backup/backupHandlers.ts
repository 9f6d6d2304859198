import { AppError } from '#shared/domain/errors';
import type { backupRoutes } from '#shared/ipc/desk/backupRoutes';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';

/** A port without a person is the first start's: it ends to be one once somebody was set up. */
const atFirstStart = (desk: Desk, caller: DeskCaller): void => {
  if (!caller.person && desk.recorder.state.persons.length > 0) throw new AppError('port.noPerson', {});
};

export const backupHandlers = (desk: Desk): Handlers<typeof backupRoutes, DeskCaller> => ({
  'backup.plan': ({ plan, passphrase }, caller) => desk.backup.plan(plan, passphrase, actorOf(caller)),
  'backup.stop': (_input, caller) => desk.backup.end(actorOf(caller)),
  'backup.run': (_input, caller) => desk.backup.run(actorOf(caller)),
  'backup.prove': (_input, caller) => desk.backup.prove(actorOf(caller)),
  'backup.cancel': (_input, caller) => { atFirstStart(desk, caller); desk.backup.cancel(); },
  'backup.work': () => desk.backup.work(),
  'backup.list': () => desk.backup.list(),
  'backup.look': ({ folder, passphrase }, caller) => { atFirstStart(desk, caller); return desk.backup.look(folder, passphrase); },
  'backup.restore': (input, caller) => { atFirstStart(desk, caller); return desk.backup.restore(input); },
});
