import type { KeyboardEvent } from 'react';

const lines = (root: HTMLElement): readonly HTMLElement[] => [...root.querySelectorAll<HTMLElement>('[data-line]')];

/**
 * Alt-less ↑ and ↓ walk from bubble to bubble once one has the focus; in the list itself they begin at the lowest
 * bubble in view. Home, End and the page keys stay with the scroller.
 */
export const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
  if ((event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || event.altKey || event.ctrlKey || event.metaKey) return;
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLElement)) return;
  const all = lines(currentTarget);
  const at = all.indexOf(target);
  const isList = target.matches('[data-virtuoso-scroller]');
  if (at < 0 && !isList) return;
  const edge = currentTarget.getBoundingClientRect().bottom;
  const next = at >= 0 ? all[at + (event.key === 'ArrowUp' ? -1 : 1)] : all.findLast((line) => line.getBoundingClientRect().top < edge);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
};
