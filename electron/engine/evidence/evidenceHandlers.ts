import type { evidenceRoutes } from '#shared/ipc/desk/evidenceRoutes';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';

export const evidenceHandlers = (desk: Desk): Handlers<typeof evidenceRoutes, DeskCaller> => ({
  'evidence.export': (input, caller) => desk.evidence.export(input, actorOf(caller)),
  'evidence.cancel': () => desk.evidence.cancel(),
  'evidence.verify': ({ path, password }) => desk.evidence.verify(path, password),
});
