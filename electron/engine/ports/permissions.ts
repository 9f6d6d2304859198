/** Who may call what, and when. */
import { AppError } from '#shared/domain/errors';
import type { Actor, Role } from '#shared/domain/person';
import { deskPermissions, type DeskMethod } from '#shared/ipc/deskRoutes';
import type { StorageLevel } from '../ledger/contract';

/** The person a desk port stands for. */
export type PortPerson = { readonly id: Extract<Actor, { readonly kind: 'person' }>['id']; readonly role: Role };

const RANK: Readonly<Record<Role, number>> = { agent: 0, supervisor: 1, administrator: 2 };

/** Before anybody is there: look, and set up. */
const WITHOUT_PERSON: ReadonlySet<DeskMethod> = new Set<DeskMethod>(['engine.info', 'setup.complete', 'channel.forms', 'layout.load', 'draft.list']);

/** Commands that leave no entry and no attachment: they go on when the disk is nearly full. */
const WRITES_NOTHING: ReadonlySet<DeskMethod> = new Set<DeskMethod>([
  'engine.info', 'channel.forms', 'conversation.typing', 'account.test', 'account.reconnect',
  'draft.save', 'draft.list', 'layout.save', 'layout.load', 'ledger.verify',
]);

/** `port.noPerson`, or `port.forbidden {method, role}`. */
export const checkPermission = (method: DeskMethod, person: PortPerson | null): void => {
  if (!person) {
    if (!WITHOUT_PERSON.has(method)) throw new AppError('port.noPerson', { method });
    return;
  }
  if (RANK[person.role] < RANK[deskPermissions[method]]) throw new AppError('port.forbidden', { method, role: person.role });
};

/** `storage.textOnly` for whatever writes while the disk is below its second threshold. */
export const checkStorage = (method: DeskMethod, level: StorageLevel): void => {
  if (level === 'textOnly' && !WRITES_NOTHING.has(method)) throw new AppError('storage.textOnly', { method });
};
