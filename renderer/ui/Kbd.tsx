import styles from './Kbd.module.css';

/** A key cap, e.g. `Ctrl K`. Hidden from screen readers: the control names its shortcut in `aria-keyshortcuts`. */
export const Kbd = ({ children }: { readonly children: string }) => <kbd className={styles.kbd} aria-hidden>{children}</kbd>;
