import type { ArchiveDb } from '../schema/db';
import type { ConversationRow } from '../schema/conversationRows';
import { noRows, RowStore, type KeptRows, type Schedule } from './rowStore';

export type Conversations = KeptRows<ConversationRow>;

export const noConversations: Conversations = noRows;

/** A list need not change more often than this, ms; what is read word by word, the timeline, is not held back. */
const APART_MS = 100;
/** A hidden window paints nothing, so a timer stands in for the frame, ms. */
const HIDDEN_MS = 100;

/** Runs after the next paint, so that a list's work never delays the bubble painted with it. */
const afterPaint: Schedule = (run) => {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
  // A timer set in a frame's callback runs when that frame has been painted.
  const frame = requestAnimationFrame(() => { setTimeout(once); });
  const timer = setTimeout(once, HIDDEN_MS);
  return () => {
    isDone = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
};

/** After the next paint, or later when the last time was a moment ago. */
export const calmly = (apart = APART_MS, schedule: Schedule = afterPaint): Schedule => {
  let last = -Infinity;
  return (run) => {
    let cancel: () => void;
    const begin = (): void => {
      cancel = schedule(() => {
        last = performance.now();
        run();
      });
    };
    const wait = last + apart - performance.now();
    if (wait > 0) {
      const timer = setTimeout(begin, wait);
      cancel = () => clearTimeout(timer);
    } else begin();
    return () => cancel();
  };
};

/**
 * All conversations of one database in memory, kept by what the writer tells where it does, announced some times a
 * second at most. Ten thousand rows stay cheap at fifty changes a second.
 */
export class ConversationStore extends RowStore<ConversationRow> {
  constructor(db: ArchiveDb, announce: () => void, schedule: Schedule = calmly()) {
    super({ db, table: db.conversations, announce, schedule, told: ({ conversations }) => conversations });
  }
}
