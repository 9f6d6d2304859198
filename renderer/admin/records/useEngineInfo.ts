import { useCallback, useEffect, useState } from 'react';
import type { EngineInfo } from '#shared/ipc/deskRoutes';
import { desk } from '../../bridge/desk';
import { useIsDeskConnected } from '../../bridge/useBridge';

export type AskedInfo = { readonly info: EngineInfo | undefined; readonly refresh: () => void };

/** What the engine says of itself, asked again whenever it came back or on `refresh`; undefined until it answered. */
export const useEngineInfo = (): AskedInfo => {
  const isConnected = useIsDeskConnected();
  const [info, setInfo] = useState<EngineInfo>();
  // No answer leaves the last known facts on the screen; the engine strip says what is wrong.
  const refresh = useCallback(() => { desk.call('engine.info').then(setInfo, () => undefined); }, []);
  useEffect(() => { if (isConnected) refresh(); }, [isConnected, refresh]);
  return { info, refresh };
};
