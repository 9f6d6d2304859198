import { desk } from '../bridge/desk';
import { tornConversation } from './windowKind';
import { forgetWithPerson, saveBeforeLeaving } from './personal';

type LayoutKey = 'tabs' | 'filters' | 'preferences' | 'views' | 'searches' | 'sheets' | 'reviews';
type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** Between two savings; each change used to begin the wait anew, and a kill took the tab on the screen with it. */
const SAVE_MS = 300;
/** After a pause: what the change shows is painted first. */
const FIRST_MS = 50;
const due = new Map<LayoutKey, () => JsonValue>();
let timer: ReturnType<typeof setTimeout> | undefined;
let savedAt = -Infinity;
let loading: Promise<Readonly<Record<string, unknown>>> | undefined;

/** Writes what is due now; called by the timer and when the page goes. */
const flush = async (): Promise<void> => {
  clearTimeout(timer);
  timer = undefined;
  savedAt = performance.now();
  const now = [...due];
  due.clear();
  // A layout that could not be kept is no loss of records; the next change tries again.
  await Promise.allSettled(now.map(([key, value]) => desk.call('layout.save', { key, value: value() })));
};
const flushAtEnd = (): void => { void flush(); };
saveBeforeLeaving(flush);
forgetWithPerson(() => {
  clearTimeout(timer);
  timer = undefined;
  due.clear();
  loading = undefined;
});

/** Saves a part of the layout soon (50 ms after a change, 300 ms after the saving before) and at the latest when the page goes. */
export const saveLayout = (key: LayoutKey, value: () => JsonValue): void => {
  // A window of one conversation has no layout of its own and must not overwrite the main one's.
  if (tornConversation !== undefined) return;
  if (due.size === 0 && timer === undefined) window.addEventListener('pagehide', flushAtEnd, { once: true });
  due.set(key, value);
  timer ??= setTimeout(flushAtEnd, Math.max(FIRST_MS, savedAt + SAVE_MS - performance.now()));
};

/** Everything saved, asked for once; rejects with `AppError` when the engine does not answer, then asks anew. */
export const loadLayout = (): Promise<Readonly<Record<string, unknown>>> => {
  loading ??= desk.call('layout.load').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
};
