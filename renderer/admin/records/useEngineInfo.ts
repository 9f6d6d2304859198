import { useEffect, useState } from 'react';
import type { EngineInfo } from '#shared/ipc/deskRoutes';
import { desk } from '../../bridge/desk';
import { useIsDeskConnected } from '../../bridge/useBridge';

/** What the engine says of itself, asked again whenever it came back and when `tick` changes; undefined until it answered. */
export const useEngineInfo = (tick = 0): EngineInfo | undefined => {
  const isConnected = useIsDeskConnected();
  const [info, setInfo] = useState<EngineInfo>();
  useEffect(() => {
    let isCurrent = true;
    // No answer leaves the last known facts on the screen; the engine strip says what is wrong.
    if (isConnected) desk.call('engine.info').then((next) => { if (isCurrent) setInfo(next); }, () => undefined);
    return () => { isCurrent = false; };
  }, [isConnected, tick]);
  return info;
};
