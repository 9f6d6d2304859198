/** JSON from a peer: bounded depth, and integers beyond 2^53 kept exactly (as strings). Never throws. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'channel.badJson' | 'channel.deepJson' };

export const MAX_JSON_DEPTH = 200;
const LONG_DIGITS = 16;

type Span = readonly [start: number, end: number];
type Scan = { readonly isTooDeep: boolean; readonly longIntegers: readonly Span[] };

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** `.`, `e`, `E`: the literal is no integer. */
const isFraction = (code: number): boolean => code === 46 || code === 101 || code === 69;

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 2;
    else if (code === 34) return at;
    else at += 1;
  }
  return at;
};

const scan = (text: string, maxDepth: number): Scan => {
  const longIntegers: Span[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfString(text, at);
    else if (code === 123 || code === 91) { depth += 1; if (depth > maxDepth) return { isTooDeep: true, longIntegers }; }
    else if (code === 125 || code === 93) depth -= 1;
    else if (code === 45 || isDigit(code)) {
      const start = at;
      while (isDigit(text.charCodeAt(at + 1))) at += 1;
      const digits = at - start + (code === 45 ? 0 : 1);
      if (isFraction(text.charCodeAt(at + 1))) {
        while (/[\d.eE+-]/.test(text.charAt(at + 1))) at += 1;
      } else if (digits >= LONG_DIGITS && !Number.isSafeInteger(Number(text.slice(start, at + 1)))) longIntegers.push([start, at + 1]);
    }
  }
  return { isTooDeep: false, longIntegers };
};

const quoted = (text: string, spans: readonly Span[]): string => {
  let out = '';
  let from = 0;
  for (const [start, end] of spans) {
    out += `${text.slice(from, start)}"${text.slice(start, end)}"`;
    from = end;
  }
  return out + text.slice(from);
};

/** Parses `text`; nesting beyond `maxDepth` is refused before it is built, so nothing later recurses into it. */
export const parseGuarded = (text: string, maxDepth = MAX_JSON_DEPTH): ParsedJson => {
  const { isTooDeep, longIntegers } = scan(text, maxDepth);
  if (isTooDeep) return { ok: false, code: 'channel.deepJson' };
  try {
    return { ok: true, value: JSON.parse(longIntegers.length === 0 ? text : quoted(text, longIntegers)) };
  } catch {
    return { ok: false, code: 'channel.badJson' };
  }
};
