import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from './Icon';
import styles from './Menu.module.css';

const items = (from: HTMLElement): readonly HTMLElement[] =>
  [...(from.closest('[popover]') ?? document).querySelectorAll<HTMLElement>('[data-menu-item]:not(:disabled)')];

/** Arrow keys, Home and End walk the items of a popover. Use on anything inside one. */
export const walkMenu = (event: KeyboardEvent<HTMLElement>): void => {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  const all = items(event.currentTarget);
  const at = all.findIndex((item) => item === document.activeElement);
  const step = steps[event.code];
  const next = step !== undefined ? all[(at + step + all.length) % all.length] : event.code === 'Home' ? all[0] : event.code === 'End' ? all.at(-1) : undefined;
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
};

/** Titled part of a menu. */
export const MenuGroup = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div role="group" aria-label={label} className={styles.group}><div className={styles.title} aria-hidden>{label}</div>{children}</div>
);

/** Hairline between kinds of items. */
export const MenuLine = () => <hr className={styles.line} />;

/**
 * One line of a menu, 30 px. `isChosen` draws a check (one of several), `isChecked` a box (any of several),
 * neither is a plain command. `start` comes before the words, `aside` stands at the right edge.
 */
export const MenuItem = ({ isChosen, isChecked, start, aside, onPress, children }: {
  readonly isChosen?: boolean; readonly isChecked?: boolean; readonly start?: ReactNode; readonly aside?: ReactNode;
  readonly onPress: () => void; readonly children: ReactNode;
}) => (
  <button
    type="button" className={styles.item} onClick={onPress} onKeyDown={walkMenu} data-menu-item data-autofocus={isChosen || undefined}
    role={isChosen !== undefined ? 'menuitemradio' : isChecked !== undefined ? 'menuitemcheckbox' : 'menuitem'}
    aria-checked={isChosen ?? isChecked}
  >
    {isChecked !== undefined && <span className={styles.box}>{isChecked && <Icon name="check" size={12} />}</span>}
    {start}
    <span className={styles.words}>{children}</span>
    {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    {isChosen !== undefined && <span className={styles.check}>{isChosen && <Icon name="check" size={14} />}</span>}
  </button>
);
