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

/**
 * Closes on a press outside of `own` and on Escape, which goes no further; returns the undoing. Not left to
 * `popover="auto"`: on Linux a menu opens while the button is down, and its release would close it again.
 */
export const closeFromOutside = (own: readonly HTMLElement[], close: () => void): (() => void) => {
  const onPointer = (event: PointerEvent): void => {
    if (!own.some((element) => isInside(element, event))) close();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.code !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const signals = new AbortController();
  document.addEventListener('pointerdown', onPointer, { capture: true, signal: signals.signal });
  document.addEventListener('keydown', onKey, { capture: true, signal: signals.signal });
  return () => signals.abort();
};

/** The field that has the keys, if any. */
const typedInto = (): HTMLElement | undefined => {
  const { activeElement } = document;
  return activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement ? activeElement : undefined;
};

/** Opens the panel in the top layer and wires its ways out; returns the undoing. */
const show = (panel: HTMLElement, anchor: HTMLElement, align: 'start' | 'end', close: () => void): (() => void) => {
  // Opened by a key while somebody wrote: until it closes the keys are the panel's, Enter must not send what stands there.
  const field = typedInto();
  const giveBack = (): void => (field?.isConnected === true ? field : anchor).focus();
  panel.showPopover();
  place(panel, anchor, align);
  (panel.querySelector<HTMLElement>('[data-autofocus]') ?? (field && (panel.querySelector<HTMLElement>('[data-menu-item]:not(:disabled)') ?? panel)))?.focus();
  // The anchor toggles by itself: closing on its press would make its click open again.
  const unwatch = closeFromOutside([panel, anchor], () => {
    // While it is still there: with the panel gone the focus would be nobody's.
    if (panel.contains(document.activeElement)) giveBack();
    close();
  });
  const onResize = (): void => place(panel, anchor, align);
  window.addEventListener('resize', onResize);
  return () => {
    unwatch();
    window.removeEventListener('resize', onResize);
    if (panel.contains(document.activeElement)) giveBack();
  };
};

/**
 * A floating panel in the top layer under its anchor. Closes on Escape or a press outside and gives the focus
 * back. The element with `data-autofocus` gets the focus when it opens; without one the first item, else the panel,
 * where a text field had it.
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
  return <div ref={panel} popover="manual" tabIndex={-1} className={styles.panel} role={role} aria-label={label}>{children}</div>;
};
