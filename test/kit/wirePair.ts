/** Two ends of a port in memory: messages are cloned and delivered later, as real ports do. */
import type { Wire } from '#shared/ipc/wire';

type End = Wire & { readonly deliver: (message: unknown) => void; readonly closed: () => void };

const createEnd = (other: () => End): End => {
  const messages = new Set<(message: unknown) => void>();
  const closes = new Set<() => void>();
  const early: unknown[] = [];
  let isOpen = true;
  const closed = (): void => {
    if (!isOpen) return;
    isOpen = false;
    for (const listener of closes) listener();
  };
  return {
    post: (message) => {
      if (!isOpen) return;
      const copy = structuredClone(message);
      queueMicrotask(() => other().deliver(copy));
    },
    onMessage: (listener) => {
      messages.add(listener);
      for (const message of early.splice(0)) listener(message);
    },
    onClose: (listener) => { closes.add(listener); },
    close: () => {
      closed();
      queueMicrotask(() => other().closed());
    },
    deliver: (message) => {
      if (!isOpen) return;
      if (messages.size === 0) early.push(message);
      for (const listener of messages) listener(message);
    },
    closed,
  };
};

export const createWirePair = (): readonly [Wire, Wire] => {
  const a: End = createEnd(() => b);
  const b: End = createEnd(() => a);
  return [a, b];
};
