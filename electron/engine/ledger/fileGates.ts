/** Readers of a file and the one who puts another in its place: he waits for them, later ones wait for him. */
export type FileGates = {
  /** Runs beside other readers of the same file. */
  readonly read: <T>(file: number, work: () => Promise<T>) => Promise<T>;
  /** Runs when nobody reads the file; nobody begins to meanwhile. */
  readonly replace: <T>(file: number, work: () => Promise<T>) => Promise<T>;
};

type Gate = { readers: number; closed: Promise<void> | undefined; onIdle: (() => void) | undefined };

export const createFileGates = (): FileGates => {
  const gates = new Map<number, Gate>();
  const gateOf = (file: number): Gate => {
    const gate = gates.get(file) ?? { readers: 0, closed: undefined, onIdle: undefined };
    gates.set(file, gate);
    return gate;
  };
  return {
    read: async (file, work) => {
      const gate = gateOf(file);
      while (gate.closed) await gate.closed;
      gate.readers += 1;
      try {
        return await work();
      } finally {
        gate.readers -= 1;
        if (gate.readers === 0) gate.onIdle?.();
      }
    },
    replace: async (file, work) => {
      const gate = gateOf(file);
      while (gate.closed) await gate.closed;
      let open: () => void = () => undefined;
      gate.closed = new Promise((resolve) => { open = resolve; });
      if (gate.readers > 0) await new Promise<void>((resolve) => { gate.onIdle = resolve; });
      gate.onIdle = undefined;
      try {
        return await work();
      } finally {
        gate.closed = undefined;
        open();
      }
    },
  };
};
