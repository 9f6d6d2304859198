/** Categories as a tree, made from the paths wordings carry. Pure. */
import type { Wording } from '#shared/domain/wording';

export type Category = {
  readonly name: string;
  /** From the root, this one last. */
  readonly path: readonly string[];
  /** Wordings in it and below. */
  readonly count: number;
  readonly children: readonly Category[];
};

type Growing = { count: number; readonly children: Map<string, Growing> };

const collator = new Intl.Collator('zh');

const grown = (node: Growing, path: readonly string[]): readonly Category[] =>
  [...node.children]
    .map(([name, child]): Category => ({ name, path: [...path, name], count: child.count, children: grown(child, [...path, name]) }))
    .sort((a, b) => collator.compare(a.name, b.name));

export const categoryTree = (rows: readonly Pick<Wording, 'category'>[]): readonly Category[] => {
  const root: Growing = { count: 0, children: new Map() };
  for (const { category } of rows) {
    let node = root;
    for (const name of category) {
      const next = node.children.get(name) ?? { count: 0, children: new Map() };
      next.count += 1;
      node.children.set(name, next);
      node = next;
    }
  }
  return grown(root, []);
};

/** Whether a wording lies in that category or below; the empty path holds all. */
export const isWithin = (category: readonly string[], path: readonly string[]): boolean => path.every((name, level) => category[level] === name);

/** The path after the branch `from` was renamed or moved to `to`. */
export const movedPath = (category: readonly string[], from: readonly string[], to: readonly string[]): readonly string[] => [...to, ...category.slice(from.length)];
