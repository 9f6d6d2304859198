/** Many words in one pass over a text (Aho and Corasick 1975), over UTF-16 units. Pure once built. */
export type Automaton = {
  /** Tells every occurrence of every word: the word's number and the unit after its end; ends ascending. */
  readonly scan: (text: string, found: (word: number, end: number) => void) => void;
  readonly isEmpty: boolean;
};

const UNITS = 65_536;

type Tree = {
  /** Child by `node * UNITS + unit`. */
  readonly children: Map<number, number>;
  readonly units: number[];
  readonly parents: number[];
  /** Word that ends at the node; -1 = none. */
  readonly words: number[];
};

const plant = (words: readonly string[]): Tree => {
  const tree: Tree = { children: new Map(), units: [0], parents: [0], words: [-1] };
  for (const [number, word] of words.entries()) {
    let node = 0;
    for (let at = 0; at < word.length; at += 1) {
      const step = node * UNITS + word.charCodeAt(at);
      let next = tree.children.get(step);
      if (next === undefined) {
        next = tree.words.length;
        tree.children.set(step, next);
        tree.units.push(word.charCodeAt(at));
        tree.parents.push(node);
        tree.words.push(-1);
      }
      node = next;
    }
    if (node > 0) tree.words[node] = number;
  }
  return tree;
};

/** Nodes in order of depth: a parent stands before its children, so counting up is not enough. */
const byDepth = ({ parents }: Tree): readonly number[] => {
  const depth = new Int32Array(parents.length);
  for (let node = 1; node < parents.length; node += 1) depth[node] = (depth[parents[node] ?? 0] ?? 0) + 1;
  return [...parents.keys()].sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0));
};

type Links = { readonly fail: Int32Array; readonly output: Int32Array };

const link = (tree: Tree): Links => {
  const { children, units, parents, words } = tree;
  const fail = new Int32Array(words.length);
  const output = new Int32Array(words.length);
  for (const node of byDepth(tree)) {
    const parent = parents[node] ?? 0;
    if (node === 0 || parent === 0) continue;
    let back = fail[parent] ?? 0;
    const unit = units[node] ?? 0;
    while (back > 0 && !children.has(back * UNITS + unit)) back = fail[back] ?? 0;
    const to = children.get(back * UNITS + unit) ?? 0;
    fail[node] = to;
    output[node] = (words[to] ?? -1) >= 0 ? to : output[to] ?? 0;
  }
  return { fail, output };
};

/** `words` are different from each other and none is empty. */
export const buildAutomaton = (words: readonly string[]): Automaton => {
  const tree = plant(words);
  const { fail, output } = link(tree);
  const { children, words: ends } = tree;
  return {
    isEmpty: words.length === 0,
    scan: (text, found) => {
      let node = 0;
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        let next = children.get(node * UNITS + unit);
        while (next === undefined && node > 0) {
          node = fail[node] ?? 0;
          next = children.get(node * UNITS + unit);
        }
        node = next ?? 0;
        for (let out = node; out > 0; out = output[out] ?? 0) {
          const word = ends[out] ?? -1;
          if (word >= 0) found(word, at + 1);
        }
      }
    },
  };
};
