/** Who may sit at this desk and who does: verifiers, session, and the watch that locks it. */
import { join } from 'node:path';
import { PasswordBook } from '../vault/passwords';
import type { Vault } from '../vault/vault';
import { watchIdle } from './idleWatch';
import type { MainLog } from './mainLog';
import { createSavedWindows, type SavedWindows } from './savedWindows';
import { Session, type SessionParts } from './session';

export type Seat = { readonly passwords: PasswordBook; readonly session: Session; readonly saved: SavedWindows };

export type SeatOptions = Pick<SessionParts, 'note' | 'closeDesks' | 'openDesks' | 'announce'> & { readonly dataDir: string; readonly vault: Vault; readonly log: MainLog };

/** Call once, before the first window. A damaged file of verifiers is put aside and named in the log. */
export const openSeat = async ({ dataDir, vault, log, ...parts }: SeatOptions): Promise<Seat> => {
  const passwords = await PasswordBook.open({ path: join(dataDir, 'sign-in.json'), vault, now: Date.now });
  if (passwords.wasDamaged) log.error('passwords.damaged');
  const saved = createSavedWindows();
  const session = new Session({ ...parts, passwords, now: Date.now, windowsSaved: saved.ask });
  watchIdle(session);
  return { passwords, session, saved };
};
