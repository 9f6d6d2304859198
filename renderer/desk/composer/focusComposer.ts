/** Puts the caret behind the last word of the conversation on the screen, once what was just changed is drawn. */
export const focusComposer = (): void => {
  requestAnimationFrame(() => {
    const area = document.querySelector<HTMLTextAreaElement>('[data-composer]');
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  });
};
