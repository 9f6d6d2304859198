import { useCallback, useEffect, useRef } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { desk } from '../../bridge/desk';

/** A peer is told again at most this often, ms. */
const AGAIN_MS = 4000;
/** No key for this long means no longer typing, ms. */
const IDLE_MS = 6000;

/** Tells the peer that somebody writes, where the channel can. Best effort: never waited for, never an error. */
export const useTyping = (conversation: ConversationId): { readonly touch: () => void; readonly stop: () => void } => {
  const toldAt = useRef(0);
  const idle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useCallback((active: boolean) => {
    toldAt.current = active ? Date.now() : 0;
    if (desk.isConnected()) desk.call('conversation.typing', { conversation, active }).catch(() => undefined); // a lost hint is no loss
  }, [conversation]);
  const stop = useCallback(() => {
    clearTimeout(idle.current);
    if (toldAt.current > 0) tell(false);
  }, [tell]);
  const touch = useCallback(() => {
    if (Date.now() - toldAt.current > AGAIN_MS) tell(true);
    clearTimeout(idle.current);
    idle.current = setTimeout(stop, IDLE_MS);
  }, [tell, stop]);
  useEffect(() => stop, [stop]);
  return { touch, stop };
};
