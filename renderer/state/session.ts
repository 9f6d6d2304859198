import { create } from 'zustand';
import type { PersonId } from '#shared/domain/ids';
import type { Role } from '#shared/domain/person';
import type { EngineInfo } from '#shared/ipc/deskRoutes';
import { desk } from '../bridge/desk';
import { loadDrafts, watchDrafts } from './drafts';
import { restoreFiltersFromLayout } from './filters';
import { loadForms } from './forms';
import { restorePreferencesFromLayout } from './preferences';
import { onOtherPerson, useSeat } from './seat';
import { restoreTabsFromLayout } from './tabs';

export type StorageLevel = { readonly level: EngineInfo['storage']; readonly freeBytes?: number };
type Session = { readonly info: EngineInfo | undefined; readonly storage: StorageLevel };

/** Who sits here and what the engine says of itself; `info` is undefined until it answered once. */
export const useSession = create<Session>(() => ({ info: undefined, storage: { level: 'ok' } }));

/** Asks the engine again, e.g. after first start made the first person. */
export const refreshSession = async (): Promise<void> => {
  const info = await desk.call('engine.info');
  useSession.setState(({ storage }) => ({ info, storage: storage.level === info.storage ? storage : { level: info.storage } }));
};

// Each once per person; whatever failed because the engine went away is tried at its next return.
const loads = [restorePreferencesFromLayout, restoreTabsFromLayout, restoreFiltersFromLayout, loadDrafts, loadForms] as const;
const wanted = new Set<() => Promise<void>>(loads);
let isLoading = false;

const loadOnce = async (): Promise<void> => {
  if (isLoading) return;
  isLoading = true;
  await Promise.allSettled([...wanted].map(async (load) => {
    await load();
    wanted.delete(load);
  }));
  isLoading = false;
};

/** Loads what the seat kept and keeps `info` true across restarts of the engine. Call once, early. */
export const startSession = (): void => {
  const refresh = (): void => {
    if (!desk.isConnected()) return;
    void loadOnce();
    refreshSession().catch(() => undefined); // the engine went away again: its return asks anew
  };
  watchDrafts();
  onOtherPerson(() => {
    for (const load of loads) wanted.add(load);
    useSession.setState({ info: undefined });
  });
  desk.onConnection(refresh);
  desk.on('storage.level', (storage) => useSession.setState({ storage }));
  refresh();
};

/** Who sits here, known before the engine was asked; undefined while nobody does. */
export const useMe = (): PersonId | undefined => useSeat(({ session }) => (session.kind === 'open' ? session.person.id as PersonId : undefined)); // main only knows people of the ledger

/** Who looks: what queries narrow an agent's view by. */
export const useLooker = (): { readonly role: Role; readonly me: string | undefined } => ({ role: useRole(), me: useMe() });

/** Role of the person who sits here; the lowest while nobody does. */
export const useRole = (): Role => useSeat(({ session }) => (session.kind === 'open' ? session.person.role : 'agent'));
