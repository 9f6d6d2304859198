import { desk } from '../bridge/desk';

type LayoutKey = 'tabs' | 'filters' | 'preferences' | 'views';
type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

const SAVE_MS = 300;
const due = new Map<LayoutKey, () => JsonValue>();
let timer: ReturnType<typeof setTimeout> | undefined;
let loading: Promise<Readonly<Record<string, unknown>>> | undefined;

/** Writes what is due now; called by the timer and when the page goes. */
const flush = (): void => {
  clearTimeout(timer);
  timer = undefined;
  for (const [key, value] of due) {
    // A layout that could not be kept is no loss of records; the next change tries again.
    desk.call('layout.save', { key, value: value() }).catch(() => undefined);
  }
  due.clear();
};

/** Saves a part of the layout soon (300 ms after the last change) and at the latest when the page goes. */
export const saveLayout = (key: LayoutKey, value: () => JsonValue): void => {
  if (due.size === 0 && timer === undefined) window.addEventListener('pagehide', flush, { once: true });
  due.set(key, value);
  clearTimeout(timer);
  timer = setTimeout(flush, SAVE_MS);
};

/** Everything saved, asked for once; rejects with `AppError` when the engine does not answer, then asks anew. */
export const loadLayout = (): Promise<Readonly<Record<string, unknown>>> => {
  loading ??= desk.call('layout.load').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
};
