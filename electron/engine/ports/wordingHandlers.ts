/** Commands about prepared wording. */
import { AppError } from '#shared/domain/errors';
import type { wordingRoutes } from '#shared/ipc/desk/wordingRoutes';
import type { Author, WordingDesk } from '../wordings/wordingDesk';
import type { DeskCaller } from './desk';
import type { Handlers } from './servePort';

/** The person of the port; permission was checked before. */
const authorOf = ({ person }: DeskCaller): Author => {
  if (!person) throw new AppError('port.noPerson', {});
  return { kind: 'person', id: person.id, role: person.role };
};

export const wordingHandlers = ({ wordings }: { readonly wordings: WordingDesk }): Handlers<typeof wordingRoutes, DeskCaller> => ({
  'wording.save': (input, caller) => wordings.save(input, authorOf(caller)),
  'wording.saveMany': (input, caller) => wordings.saveMany(input.wordings, input.origin, authorOf(caller)),
  'wording.remove': ({ wording }, caller) => wordings.remove(wording, authorOf(caller)),
  'wording.propose': (input, caller) => wordings.propose(input, authorOf(caller)),
  'wording.withdraw': ({ proposal }, caller) => wordings.withdraw(proposal, authorOf(caller)),
  'wording.decide': (input, caller) => wordings.decide(input, authorOf(caller)),
  'wording.setPolicy': ({ policy }, caller) => wordings.setPolicy(policy, authorOf(caller)),
});
