/** Keys whose values never reach a log, whoever passes them. */
const SENSITIVE = /token|passw|passphrase|secret|authorization|cookie|credential|^(text|parts|body|content|raw|title|excerpt|nickname|remark)$/i;
const LONGEST = 300;
const DEEPEST = 4;

/** A copy fit for the log: sensitive keys blanked, long strings cut, bytes counted, depth limited. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? '[function]' : value;
  if (depth >= DEEPEST) return '[deep]';
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => redact(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, SENSITIVE.test(key) ? '[redacted]' : redact(inner, depth + 1)]));
};
