/** Who may call what, and when. */
import { AppError } from '#shared/domain/errors';
import { ROLE_RANK, type Actor, type Role } from '#shared/domain/person';
import { deskPermissions, type DeskMethod } from '#shared/ipc/deskRoutes';
import type { StorageLevel } from '../ledger/contract';
import type { PeopleFold } from '../people/peopleFold';

/** The person a desk port stands for. */
export type PortPerson = { readonly id: Extract<Actor, { readonly kind: 'person' }>['id']; readonly role: Role };

/** The door: before anybody is there one may look who the desk is, and set it up or restore it. */
const WITHOUT_PERSON: ReadonlySet<DeskMethod> = new Set<DeskMethod>(['engine.info', 'setup.complete', 'backup.look', 'backup.restore', 'backup.cancel']);

/** Commands that leave no entry and no attachment: they go on when the disk is nearly full. */
const WRITES_NOTHING: ReadonlySet<DeskMethod> = new Set<DeskMethod>([
  'engine.info', 'channel.forms', 'conversation.typing', 'account.test', 'account.reconnect',
  'draft.save', 'draft.list', 'handover.preview', 'layout.save', 'layout.load', 'ledger.verify', 'backup.cancel', 'backup.work', 'backup.list', 'backup.look', 'evidence.cancel', 'evidence.verify',
]);

/** `port.noPerson`, or `port.forbidden {method, role}`. */
export const checkPermission = (method: DeskMethod, person: PortPerson | null): void => {
  if (!person) {
    if (!WITHOUT_PERSON.has(method)) throw new AppError('port.noPerson', { method });
    return;
  }
  if (ROLE_RANK[person.role] < ROLE_RANK[deskPermissions[method]]) throw new AppError('port.forbidden', { method, role: person.role });
};

/**
 * `port.over` after lock, sign-out or a change of person; `port.stale` when the ledger knows better than the port: its
 * person has left, or has another role by now.
 */
export const checkStanding = ({ person, isOver }: { readonly person: PortPerson | null; readonly isOver?: boolean }, people: PeopleFold): void => {
  if (isOver) throw new AppError('port.over');
  const known = person && people.get(person.id);
  if (known && person && (!known.active || known.role !== person.role)) throw new AppError('port.stale');
};

/** `storage.textOnly` for whatever writes while the disk is below its second threshold. */
export const checkStorage = (method: DeskMethod, level: StorageLevel): void => {
  if (level === 'textOnly' && !WRITES_NOTHING.has(method)) throw new AppError('storage.textOnly', { method });
};
