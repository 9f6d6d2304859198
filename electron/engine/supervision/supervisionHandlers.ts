import { AppError } from '#shared/domain/errors';
import type { supervisionRoutes } from '#shared/ipc/desk/supervisionRoutes';
import { actorOf, type Desk, type DeskCaller } from '../ports/desk';
import type { Handlers } from '../ports/servePort';

/** Notes every look into records; the notes are entries like any other and cannot be left out afterwards. */
export const supervisionHandlers = (desk: Desk): Handlers<typeof supervisionRoutes, DeskCaller> => ({
  'record.noteSearch': async (data, caller) => { await desk.recorder.record([{ type: 'record.searched', actor: actorOf(caller), data }]); },
  'record.noteView': async (data, caller) => {
    if (!desk.recorder.state.conversations.get(data.conversation)) throw new AppError('conversation.unknown', {});
    await desk.recorder.record([{ type: 'record.viewed', actor: actorOf(caller), data }]);
  },
});
