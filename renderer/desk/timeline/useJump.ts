import { useCallback, useEffect, useState } from 'react';
import type { RemoteMessageId } from '#shared/domain/ids';
import type { TimelineLines } from './useTimelineLines';

const FLASH_MS = 600;
/** Lines read per step while looking for a quoted message further up. */
const STEP = 400;

export type Jump = {
  readonly jumpTo: (id: RemoteMessageId) => void;
  /** Key of the line that flashes now. */
  readonly flash: string | undefined;
  /** The quoted message is nowhere in the archive. */
  readonly isMissing: boolean;
  readonly forgetMissing: () => void;
};

/** Goes to a message by its remote id, reading older pages until it is found, and flashes it. */
export const useJump = ({ items, hasMore, loadOlder }: TimelineLines, show: (index: number) => void): Jump => {
  const [target, setTarget] = useState<RemoteMessageId>();
  const [flash, setFlash] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (target === undefined) return;
    const index = items.findIndex(({ row }) => row.remote === target);
    if (index < 0 && hasMore) {
      loadOlder(STEP);
      return;
    }
    setTarget(undefined);
    if (index < 0) setMissing(true);
    else {
      show(index);
      setFlash(items[index]?.key);
    }
  }, [target, items, hasMore, loadOlder, show]);
  useEffect(() => {
    if (flash === undefined) return;
    const timer = setTimeout(() => setFlash(undefined), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flash]);
  useEffect(() => {
    if (!isMissing) return;
    const timer = setTimeout(() => setMissing(false), 4000);
    return () => clearTimeout(timer);
  }, [isMissing]);
  const jumpTo = useCallback((id: RemoteMessageId) => {
    setMissing(false);
    setTarget(id);
  }, []);
  const forgetMissing = useCallback(() => setMissing(false), []);
  return { jumpTo, flash, isMissing, forgetMissing };
};
