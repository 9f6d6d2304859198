/**
 * Puts text on the clipboard by the page's own copy command: the asynchronous clipboard asks for a permission that
 * this app denies to everything. False when nothing was put there.
 */
export const copyText = (text: string): boolean => {
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return isDone;
};
