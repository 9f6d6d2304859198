/** Turns anything into `Json` for keeping what we did not understand. Bounded, never throws, never keeps a prototype. */
import type { Json } from '#shared/domain/json';

const MAX_RAW_CHARS = 256 * 1024;
const MAX_DEPTH = 60;

/** A lone half of a surrogate pair cannot be written as UTF-8: it becomes U+FFFD here, not silently later. */
export const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

const convert = (value: unknown, depth: number, budget: { left: number }): Json => {
  budget.left -= 8;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string') {
    const kept = value.length > budget.left ? `${value.slice(0, Math.max(0, budget.left))}…` : value;
    budget.left -= kept.length;
    return wellFormed(kept);
  }
  if (typeof value !== 'object') return String(value);
  if (depth >= MAX_DEPTH || budget.left <= 0) return '…';
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) {
      if (budget.left <= 0) { items.push('…'); break; }
      items.push(convert(item, depth + 1, budget));
    }
    return items;
  }
  const entries: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (budget.left <= 0) { entries.push(['…', true]); break; }
    budget.left -= key.length;
    if (item !== undefined && key !== '__proto__') entries.push([wellFormed(key), convert(item, depth + 1, budget)]);
  }
  return Object.fromEntries(entries);
};

/** Keeps the form as it came; what exceeds 256 Ki characters or 60 levels is cut and marked with `…`. */
export const rawJson = (value: unknown): Json => {
  try {
    return convert(value, 0, { left: MAX_RAW_CHARS });
  } catch {
    return '…';
  }
};
