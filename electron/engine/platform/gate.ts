/** Many who read and one who changes what they read: he waits for them, later ones wait for him. */
export type Gate = {
  /** Runs beside others who pass. */
  readonly pass: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs when nobody passes; nobody begins to meanwhile. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
};

export const createGate = (): Gate => {
  let inside = 0;
  let closed: Promise<void> | undefined;
  let onIdle: () => void = () => undefined;
  return {
    pass: async (work) => {
      while (closed) await closed;
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
        if (inside === 0) onIdle();
      }
    },
    alone: async (work) => {
      while (closed) await closed;
      let open: () => void = () => undefined;
      closed = new Promise((resolve) => { open = resolve; });
      if (inside > 0) await new Promise<void>((resolve) => { onIdle = resolve; });
      onIdle = () => undefined;
      try {
        return await work();
      } finally {
        closed = undefined;
        open();
      }
    },
  };
};
