import { useEffect, useState } from 'react';
import { app } from '../bridge/app';
import { useSession } from '../state/session';

/** Written once somebody sat here, so that later starts show the desk without waiting for the engine. */
const KNOWN_KEY = 'zuoxi.started';

export type StartPhase = 'unknown' | 'first' | 'desk';

/** Whether the first person has still to be made: by memory at once, by main and the engine for certain. */
export const useFirstStart = (): StartPhase => {
  const [phase, setPhase] = useState<StartPhase>(() => (localStorage.getItem(KNOWN_KEY) === null ? 'unknown' : 'desk'));
  const info = useSession((session) => session.info);
  useEffect(() => {
    if (phase !== 'unknown') return;
    // No answer leaves it unknown; the engine's own word below decides then.
    app.request('app.info').then(({ firstStart }) => { if (firstStart) setPhase('first'); }, () => undefined);
  }, [phase]);
  useEffect(() => {
    if (info === undefined) return;
    if (info.person === null) setPhase('first');
    else {
      localStorage.setItem(KNOWN_KEY, '1');
      setPhase((before) => (before === 'first' ? before : 'desk')); // first start leaves by its own button
    }
  }, [info]);
  return phase;
};
