import type { ReactNode } from 'react';
import { IconButton } from './Button';
import styles from './Dialog.module.css';
import { useModal } from './useModal';

const FIRST_FIELD = ':is(input, textarea, select):not([type=hidden], :disabled)';

/**
 * A modal dialog of the desk (native, focus is kept inside and begins at `data-autofocus`, else in the first field). `onClose` on Escape, the cross, or a press beside it.
 * Mount it to open it. Admin uses antd's Modal instead.
 */
export const Dialog = ({ title, closeLabel, onClose, children, width = 'middle' }: {
  readonly title: string; readonly closeLabel: string; readonly onClose: () => void; readonly children: ReactNode; readonly width?: 'middle' | 'wide' | 'full';
}) => {
  // The browser would take the cross, which comes first.
  const ref = useModal((dialog) => (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog.querySelector<HTMLElement>(FIRST_FIELD))?.focus());
  return (
    <dialog
      ref={ref} className={styles.dialog} aria-label={title} data-width={width}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}
    >
      <div className={styles.card}>
        <header><h1>{title}</h1><IconButton icon="close" label={closeLabel} onPress={onClose} /></header>
        {children}
      </div>
    </dialog>
  );
};
