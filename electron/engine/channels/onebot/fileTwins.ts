/** Several gateways tell one file twice: as a message with a file segment and as an upload notice. One is kept. */
import type { Clock } from '../contract/channel';
import type { MessageEvent } from '../contract/events';

export type FileTwins = {
  /** A message that came as a message: its notice, waiting or coming, is dropped. */
  readonly message: (event: MessageEvent) => void;
  /** A message made from a notice: released after a moment unless its twin comes. */
  readonly notice: (event: MessageEvent) => void;
  /** Releases what waits. */
  readonly flush: () => void;
};

const WAIT_MS = 1_500;
const TWIN_MS = 30_000;

const keyOf = (event: MessageEvent): string | undefined => {
  const part = event.parts.find((one) => one.kind === 'file');
  return part?.kind === 'file' ? `${event.chat.id.replace(/^temporary:.*:/, 'private:')}|${event.sender.id}|${part.media.name}` : undefined;
};

export const createFileTwins = (clock: Clock, release: (event: MessageEvent) => void): FileTwins => {
  const messages = new Map<string, number>();
  const notices = new Map<string, { readonly event: MessageEvent; readonly stopTimer: () => void }>();

  const letGo = (key: string): void => {
    const waiting = notices.get(key);
    notices.delete(key);
    waiting?.stopTimer();
    if (waiting) release(waiting.event);
  };
  return {
    message: (event) => {
      const key = keyOf(event);
      if (!key) return;
      const waiting = notices.get(key);
      waiting?.stopTimer();
      // A twin that was waiting is used up; the next file of that name is another one.
      if (notices.delete(key)) return;
      messages.set(key, event.at);
      for (const [old, at] of messages) if (at < event.at - TWIN_MS) messages.delete(old);
    },
    notice: (event) => {
      const key = keyOf(event);
      if (!key) return release(event);
      const twin = messages.get(key);
      if (twin !== undefined && Math.abs(twin - event.at) < TWIN_MS) { messages.delete(key); return; }
      letGo(key);
      notices.set(key, { event, stopTimer: clock.after(WAIT_MS, () => letGo(key)) });
    },
    flush: () => { for (const key of [...notices.keys()]) letGo(key); },
  };
};
