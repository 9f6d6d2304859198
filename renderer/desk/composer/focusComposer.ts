/** The caret behind the last word of the conversation on the screen. */
const place = (): void => {
  const area = document.querySelector<HTMLTextAreaElement>('[data-composer]');
  if (area === null || area === document.activeElement) return;
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
};

/**
 * Gives the keys to the composer of what was just changed: as soon as a change made by a key or a press is drawn, so that
 * the very next letter is in it; else with the next frame.
 */
export const focusComposer = (): void => {
  queueMicrotask(place);
  requestAnimationFrame(place);
};
