import styles from './Dialog.module.css';
import { useModal } from './useModal';

/**
 * Stands in for a dialog whose code is on its way, and has the keys already: what is typed for it must not reach the
 * composer behind it. Nothing of it is seen. `onClose` on Escape.
 */
export const OpeningDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const dialog = useModal();
  return <dialog ref={dialog} className={styles.opening} aria-busy onCancel={(event) => { event.preventDefault(); onClose(); }} />;
};
