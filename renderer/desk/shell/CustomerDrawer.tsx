import { useEffect, useRef, type ReactNode } from 'react';
import { useT } from '../../i18n/useT';
import { isComposing } from '../../state/chord';
import { closeCustomer } from '../../state/view';
import styles from './Desk.module.css';

/** Where the panel is a drawer it floats over the desk; the same width as in Desk.module.css. */
const isDrawer = (): boolean => matchMedia('(max-width: 1240px)').matches;

/** Takes the focus while it floats and gives it back; Escape closes it unless something inside wanted the key. */
const useDrawer = (isOpen: boolean) => {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen || !isDrawer()) return undefined;
    const before = document.activeElement;
    ref.current?.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (event.code === 'Escape' && !event.defaultPrevented && !isComposing(event)) closeCustomer();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [isOpen]);
  return ref;
};

/** The right column: always there when wide, a drawer (Alt+I) when narrow. */
export const CustomerDrawer = ({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) => {
  const t = useT();
  const ref = useDrawer(isOpen);
  return <aside ref={ref} className={styles.customer} tabIndex={-1} aria-label={t('desk.customer')}>{children}</aside>;
};
