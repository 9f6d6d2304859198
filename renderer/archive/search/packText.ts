/**
 * Folded chat text, small: what verification reads. A character has exactly one spelling in bytes, so a word stands in
 * a text only where its bytes stand in the text's bytes (not the other way round: two bytes of neighbours may look alike).
 * Small letters, digits and signs stand for themselves; the bytes of control characters and capitals, which folded text
 * has not, stand for the commonest characters; two bytes with the high bit set for the ranges below; 0x00 escapes three
 * bytes of a code point.
 */
const COMMONEST = '的。是我有你了不一好这个店吗在么啊时以可家他看去都那地就没多要上小得过也呢很您请发货到单下能天退款快递给会';
const RANGES = [
  { first: 0x4e00, last: 0x9fff },
  { first: 0x3000, last: 0x30ff },
  { first: 0xff00, last: 0xffef },
  { first: 0x2000, last: 0x2bff },
  { first: 0x0080, last: 0x07ff },
] as const;

const ESCAPE = 0;
/** Bytes that stand for the commonest characters: control characters, capitals, delete. */
const spareBytes = [...Array.from({ length: 31 }, (_, at) => 1 + at), ...Array.from({ length: 26 }, (_, at) => 0x41 + at), 0x7f];

/** By code of the basic plane: 0 = escaped, below 0x80 one byte, else two. And back. */
const makeTables = (): { readonly codeOf: Uint16Array; readonly unitOf: Uint16Array } => {
  const codeOf = new Uint16Array(0x10000);
  const unitOf = new Uint16Array(0x10000);
  const add = (unit: number, code: number): void => {
    codeOf[unit] = code;
    unitOf[code] = unit;
  };
  let slot = 0x8000;
  for (const { first, last } of RANGES) for (let unit = first; unit <= last; unit += 1, slot += 1) add(unit, slot);
  const spare = new Set(spareBytes);
  for (let unit = 1; unit < 0x80; unit += 1) if (!spare.has(unit)) add(unit, unit);
  for (const [at, character] of [...COMMONEST].entries()) add(character.charCodeAt(0), spareBytes[at] ?? ESCAPE);
  return { codeOf, unitOf };
};
const { codeOf, unitOf } = makeTables();

/** Lone surrogates become U+FFFD. */
export const packText = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 4);
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const code = codeOf[unit] ?? ESCAPE;
    if (code >= 0x8000) {
      bytes[end] = code >> 8;
      bytes[end + 1] = code & 0xff;
      end += 2;
    } else if (code !== ESCAPE) {
      bytes[end] = code;
      end += 1;
    } else {
      const full = text.codePointAt(at) ?? 0;
      const isLone = full >= 0xd800 && full <= 0xdfff;
      const point = isLone ? 0xfffd : full;
      bytes[end] = ESCAPE;
      bytes[end + 1] = point >> 16;
      bytes[end + 2] = (point >> 8) & 0xff;
      bytes[end + 3] = point & 0xff;
      end += 4;
      if (full > 0xffff) at += 1;
    }
  }
  return bytes.slice(0, end);
};

const CHUNK = 8192;

export const unpackText = (bytes: Uint8Array): string => {
  let text = '';
  let units: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) {
      const point = ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
      if (point > 0xffff) units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
      else units.push(point);
      at += 4;
    } else if (byte < 0x80) {
      units.push(unitOf[byte] ?? 0);
      at += 1;
    } else {
      units.push(unitOf[(byte << 8) | (bytes[at + 1] ?? 0)] ?? 0);
      at += 2;
    }
    if (units.length >= CHUNK) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
};
