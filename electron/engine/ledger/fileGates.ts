import { createGate, type Gate } from '../platform/gate';

/** Readers of a file and the one who puts another in its place, see `Gate`; one gate a file. */
export type FileGates = {
  readonly read: <T>(file: number, work: () => Promise<T>) => Promise<T>;
  readonly replace: <T>(file: number, work: () => Promise<T>) => Promise<T>;
};

export const createFileGates = (): FileGates => {
  const gates = new Map<number, Gate>();
  const gateOf = (file: number): Gate => {
    const gate = gates.get(file) ?? createGate();
    gates.set(file, gate);
    return gate;
  };
  return {
    read: (file, work) => gateOf(file).pass(work),
    replace: (file, work) => gateOf(file).alone(work),
  };
};
