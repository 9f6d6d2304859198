/** Those who want to hear of something. What one of them throws concerns neither the teller nor the others. */
export type Listeners<A extends readonly unknown[]> = {
  readonly add: (listener: (...args: A) => void) => () => void;
  readonly tell: (...args: A) => void;
};

export const createListeners = <A extends readonly unknown[]>(onError: (error: unknown) => void): Listeners<A> => {
  const all = new Set<(...args: A) => void>();
  return {
    add: (listener) => {
      const own = (...args: A): void => listener(...args);
      all.add(own);
      return () => void all.delete(own);
    },
    tell: (...args) => {
      for (const listener of [...all]) {
        try {
          listener(...args);
        } catch (error) {
          onError(error);
        }
      }
    },
  };
};
