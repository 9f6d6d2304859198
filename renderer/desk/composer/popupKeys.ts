/** Keys of the wording popup. Pure. */
export type PopupAction = 'next' | 'previous' | 'take' | 'close' | number;

/**
 * What a key does to an open popup; `null` leaves it to the text area. An Enter over an empty list is taken and does
 * nothing: a mistyped trigger must never go to the customer by accident.
 */
export const actionFor = (key: string, isPlainEnter: boolean, isShift: boolean, count: number): PopupAction | null => {
  if (key === 'Escape') return 'close';
  if (key === 'Enter') return isPlainEnter && !isShift ? 'take' : null;
  if (count === 0 || isShift) return null;
  if (key === 'ArrowDown') return 'next';
  if (key === 'ArrowUp') return 'previous';
  if (key === 'Tab') return 'take';
  return /^[1-9]$/u.test(key) && Number(key) <= count ? Number(key) - 1 : null;
};
