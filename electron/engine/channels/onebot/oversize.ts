/**
 * Which pages of history no frame can hold. A link that ends on a frame over the limit would end on it after every
 * connect: what was being asked then is asked in small pages next time, and where even a small page ends the link,
 * the history stops there. Remembered as long as the account is open.
 */
export type Oversize = {
  /** Marks a question as under way; call the result when it is answered or given up. */
  readonly asking: (what: string, anchor?: string) => () => void;
  /** The link ended on a frame that was too large: one of the questions under way was answered with it. */
  readonly struck: () => void;
  /** Ask in small pages, and nothing beside it, so that the guilty one is known. */
  readonly isSuspect: (what: string) => boolean;
  /** The page behind this anchor (none: the newest one) cannot come. The newest page is given another chance each time. */
  readonly isBarred: (what: string, anchor?: string) => boolean;
};

/** Messages of the least page that goes on: one behind the anchor, which comes again with it. */
export const smallPage = (hasAnchor: boolean): number => (hasAnchor ? 2 : 1);

const MOST_KEPT = 1_000;

export const createOversize = (): Oversize => {
  const asked = new Set<{ readonly what: string; readonly anchor: string }>();
  const suspects = new Set<string>();
  const barred = new Set<string>();
  const keyOf = (what: string, anchor: string): string => `${what}\u0000${anchor}`;
  return {
    asking: (what, anchor = '') => {
      const question = { what, anchor };
      asked.add(question);
      return () => { asked.delete(question); };
    },
    struck: () => {
      for (const kept of [suspects, barred]) if (kept.size > MOST_KEPT) kept.clear();
      for (const { what, anchor } of asked) {
        if (suspects.has(what)) barred.add(keyOf(what, anchor));
        else suspects.add(what);
      }
      asked.clear();
    },
    isSuspect: (what) => suspects.has(what),
    isBarred: (what, anchor = '') => (anchor === '' ? barred.delete(keyOf(what, anchor)) : barred.has(keyOf(what, anchor))),
  };
};
