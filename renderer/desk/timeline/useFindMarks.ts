import { useEffect } from 'react';
import { findSpans, type Fold } from '#shared/text/fold';
import type { Hit } from '../../archive/queries/findInConversation';

const ALL = 'zuoxi-find';
const CURRENT = 'zuoxi-find-current';

/** Where `wanted` (folded) stands in a text node. */
const rangesIn = (node: Text, wanted: string, fold: Fold): readonly Range[] =>
  findSpans(fold, node.data, [wanted]).map(({ from, to }) => {
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, to);
    return range;
  });

const textsOf = (root: Node): readonly Text[] => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node as Text); // only texts are shown to the walker
  return texts;
};

const isCurrent = (line: HTMLElement, hit: Hit | undefined): boolean =>
  hit !== undefined && (hit.client === undefined ? hit.keys.some((key) => key === line.dataset['key']) : line.dataset['key'] === `~${hit.client}`);

/** Marks the words in the lines on the screen without touching the lines: as they come and go, they are marked again. */
export const useFindMarks = (text: string, hit: Hit | undefined, fold: Fold | undefined): void => {
  useEffect(() => {
    const wanted = fold?.fold(text.trim()) ?? '';
    const list = document.querySelector('[data-testid="timeline"]');
    if (fold === undefined || wanted === '' || list === null) return undefined;
    let frame = 0;
    const mark = (): void => {
      const all: Range[] = [];
      const current: Range[] = [];
      for (const line of list.querySelectorAll<HTMLElement>('[data-key]')) {
        for (const node of textsOf(line)) (isCurrent(line, hit) ? current : all).push(...rangesIn(node, wanted, fold));
      }
      CSS.highlights.set(ALL, new Highlight(...all));
      CSS.highlights.set(CURRENT, new Highlight(...current));
    };
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(mark);
    };
    const observer = new MutationObserver(soon);
    observer.observe(list, { childList: true, subtree: true, characterData: true });
    mark();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(ALL);
      CSS.highlights.delete(CURRENT);
    };
  }, [text, hit, fold]);
};
