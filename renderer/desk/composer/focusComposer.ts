/** Puts the caret into the text area of the conversation on the screen; there is one at a time. */
export const focusComposer = (): void => {
  document.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus();
};
