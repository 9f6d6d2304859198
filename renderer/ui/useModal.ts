import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Opens a native dialog with its component, before it is painted: the very next key is the dialog's. Closes it with the
 * component, which gives the focus back to what had it. `takeFocus` where the first thing in it is not what is wanted.
 */
export const useModal = (takeFocus?: (dialog: HTMLDialogElement) => void): RefObject<HTMLDialogElement | null> => {
  const dialog = useRef<HTMLDialogElement>(null);
  const focus = useRef(takeFocus);
  useLayoutEffect(() => {
    const { current } = dialog;
    if (current === null) return undefined;
    current.showModal();
    focus.current?.(current);
    return () => current.close();
  }, []);
  return dialog;
};
