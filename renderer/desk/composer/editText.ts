/**
 * Puts text in place of a range, so that Ctrl+Z takes it back: the page's own editing command does what the field's
 * `value` cannot. Where it is refused (a field out of focus) the range is replaced directly.
 */
export const replaceRange = (area: HTMLTextAreaElement, start: number, end: number, text: string): void => {
  area.focus();
  area.setSelectionRange(start, end);
  const isDone = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (isDone) return;
  area.setRangeText(text, start, end, 'end');
  area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
};

/** Puts text at the caret, in place of what is selected. */
export const insertAtCaret = (area: HTMLTextAreaElement, text: string): void => replaceRange(area, area.selectionStart, area.selectionEnd, text);
