import { useEffect, useEffectEvent } from 'react';
import type { WordingId } from '#shared/domain/ids';

type Insert = (wording: WordingId) => void;

let doors: readonly Insert[] = [];

/** The composer on the screen takes prepared answers from elsewhere (the palette) while mounted. Never sends. */
export const useComposerDoor = (insert: Insert): void => {
  const latest = useEffectEvent(insert);
  useEffect(() => {
    const own: Insert = (wording) => latest(wording);
    doors = [...doors, own];
    return () => { doors = doors.filter((door) => door !== own); };
  }, []);
};

/** Whether there is a composer to put something into. */
export const hasComposer = (): boolean => doors.length > 0;

/** Puts a prepared answer at the caret of the composer on the screen; nothing without one. */
export const insertIntoComposer: Insert = (wording) => doors.at(-1)?.(wording);
