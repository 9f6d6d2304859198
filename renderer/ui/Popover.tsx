import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import styles from './Popover.module.css';

export type PopoverHandle = {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly toggle: () => void;
  readonly anchor: RefObject<HTMLButtonElement | null>;
};

/** State of one popover and the ref of the button it hangs on. */
export const usePopover = (): PopoverHandle => {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  return { isOpen, setOpen, anchor, toggle: () => setOpen((was) => !was) };
};

const GAP = 4;

/** Below the anchor, turned above when there is no room, kept inside the window. Px of the viewport. */
const place = (panel: HTMLElement, anchor: HTMLElement, align: 'start' | 'end'): void => {
  const at = anchor.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const start = align === 'start' ? at.left : at.right - size.width;
  const below = at.bottom + GAP;
  const top = below + size.height <= innerHeight - GAP ? below : Math.max(GAP, at.top - GAP - size.height);
  panel.style.setProperty('--pop-x', `${Math.round(Math.max(GAP, Math.min(start, innerWidth - size.width - GAP)))}px`);
  panel.style.setProperty('--pop-y', `${Math.round(top)}px`);
};

const isInside = (element: HTMLElement, event: Event): boolean => event.target instanceof Node && element.contains(event.target);

/** Opens the panel in the top layer and wires its ways out; returns the undoing. */
const show = (panel: HTMLElement, anchor: HTMLElement, align: 'start' | 'end', close: () => void): (() => void) => {
  panel.showPopover();
  place(panel, anchor, align);
  panel.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  const onPointer = (event: PointerEvent): void => {
    // The anchor toggles by itself: closing here would make its click open again.
    if (!isInside(panel, event) && !isInside(anchor, event)) close();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.code !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const onResize = (): void => place(panel, anchor, align);
  const signals = new AbortController();
  document.addEventListener('pointerdown', onPointer, { capture: true, signal: signals.signal });
  document.addEventListener('keydown', onKey, { capture: true, signal: signals.signal });
  window.addEventListener('resize', onResize, { signal: signals.signal });
  return () => {
    signals.abort();
    if (panel.contains(document.activeElement)) anchor.focus();
  };
};

/**
 * A floating panel in the top layer under its anchor. Closes on Escape or a press outside and gives the focus
 * back. The element with `data-autofocus` gets the focus when it opens.
 */
export const Popover = ({ handle, align = 'start', label, role = 'dialog', children }: {
  readonly handle: PopoverHandle; readonly align?: 'start' | 'end'; readonly label: string;
  readonly role?: 'dialog' | 'menu' | 'listbox'; readonly children: ReactNode;
}) => {
  const panel = useRef<HTMLDivElement>(null);
  const { isOpen, setOpen, anchor } = handle;
  useEffect(() => {
    if (!isOpen || panel.current === null || anchor.current === null) return;
    return show(panel.current, anchor.current, align, () => setOpen(false));
  }, [isOpen, align, anchor, setOpen]);
  if (!isOpen) return null;
  return <div ref={panel} popover="manual" className={styles.panel} role={role} aria-label={label}>{children}</div>;
};
