import { useEffect, useRef } from 'react';
import type { ConversationId } from '#shared/domain/ids';
import { desk } from '../../bridge/desk';
import { newestSeq, type TimelineItem } from './timelineItems';

const isLookedAt = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

/** Calls back when the window comes to the front; returns the undoing. */
const onLooked = (listener: () => void): (() => void) => {
  window.addEventListener('focus', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    window.removeEventListener('focus', listener);
    document.removeEventListener('visibilitychange', listener);
  };
};

/**
 * Says "read up to here" only when a person can have read it: window in front, this conversation shown, its end
 * in view. The mark is a record, so it is never set by merely opening a tab in the background.
 */
export const useReadMark = (conversation: ConversationId, items: readonly TimelineItem[], isAtEnd: boolean, unread: number): void => {
  const marked = useRef(0);
  useEffect(() => {
    const mark = (): void => {
      const upTo = newestSeq(items.map((item) => item.row));
      if (!isAtEnd || unread === 0 || upTo <= marked.current || !isLookedAt()) return;
      marked.current = upTo;
      desk.call('conversation.read', { conversation, upTo }).catch(() => {
        marked.current = 0; // not kept: the next look tries again
      });
    };
    mark();
    return onLooked(mark);
  }, [conversation, items, isAtEnd, unread]);
};
