import { create } from 'zustand';
import type { SessionState } from '#shared/ipc/session';
import { app } from '../bridge/app';
import { desk } from '../bridge/desk';
import { forgetPerson, forgetUnsaved, savePerson } from './personal';

/** Who sits at this desk, as main says. Select: `useSeat((seat) => seat.session)`. */
export const useSeat = create<{ readonly session: SessionState }>(() => ({ session: { kind: 'opening' } }));

/** Whose drafts, tabs and choices this window holds; stays over a lock. */
let owner: string | undefined;
const changes = new Set<() => void>();

/** Called when somebody else than before sits here, after everything of the other one was forgotten. */
export const onOtherPerson = (listener: () => void): void => { changes.add(listener); };

const take = (session: SessionState): void => {
  if (session.kind === 'open' && session.person.id !== owner) {
    const isOther = owner !== undefined;
    owner = session.person.id;
    if (isOther) {
      forgetPerson();
      for (const listener of changes) listener();
    }
  }
  if (session.kind === 'signIn') forgetUnsaved();
  // What still waits for a port was asked by whoever has gone.
  if (session.kind !== 'open' && session.kind !== 'firstStart') desk.dismiss();
  useSeat.setState({ session });
};

/** Follows main's word. Call once, before the first render. */
export const startSeat = (): void => {
  let isTold = false;
  app.on('session.state', (session) => {
    isTold = true;
    take(session);
  });
  app.on('session.leaving', () => {
    // Main waits a moment for the answer and then goes on without it.
    void savePerson().finally(() => { app.request('session.saved').catch(() => undefined); });
  });
  app.request('session.state').then((session) => {
    if (!isTold) take(session);
  }, () => undefined); // no main to ask (a page in a test): the window stays at opening
};

/** Locks at once, signs out, or lets somebody else sit down; main tells when it is done. */
export const leaveDesk = (how: 'lock' | 'signOut' | 'switch'): void => {
  app.request('session.leave', { how }).catch(() => undefined); // main is gone: so is the desk
};
