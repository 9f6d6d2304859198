/**
 * Chinese chat in two bytes a character instead of UTF-8's three: what verification reads is a third smaller.
 * 0x00 escapes three bytes of a code point; 0x01–0x7F stand for themselves; a first byte with the high bit set and a
 * second one hold 15 bits of one of the ranges below.
 */
const RANGES = [
  { first: 0x4e00, last: 0x9fff },
  { first: 0x3000, last: 0x30ff },
  { first: 0xff00, last: 0xffef },
  { first: 0x2000, last: 0x2bff },
  { first: 0x0080, last: 0x07ff },
] as const;

const bases = RANGES.map((_, at) => RANGES.slice(0, at).reduce((sum, { first, last }) => sum + last - first + 1, 0));

const slotOf = (code: number): number | undefined => {
  for (const [at, { first, last }] of RANGES.entries()) if (code >= first && code <= last) return (bases[at] ?? 0) + code - first;
  return undefined;
};

const codeOf = (slot: number): number => {
  for (let at = RANGES.length - 1; at >= 0; at -= 1) {
    const base = bases[at] ?? 0;
    if (slot >= base) return (RANGES[at]?.first ?? 0) + slot - base;
  }
  return 0xfffd;
};

/** Lone surrogates come back as U+FFFD. */
export const packText = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length * 4);
  let end = 0;
  for (const character of text.replace(/\p{Surrogate}/gu, '\ufffd')) {
    const code = character.codePointAt(0) ?? 0;
    const slot = slotOf(code);
    if (code > 0 && code < 0x80) {
      bytes[end] = code;
      end += 1;
    } else if (slot !== undefined) {
      bytes[end] = 0x80 | (slot >> 8);
      bytes[end + 1] = slot & 0xff;
      end += 2;
    } else {
      bytes.set([0, code >> 16, (code >> 8) & 0xff, code & 0xff], end);
      end += 4;
    }
  }
  return bytes.slice(0, end);
};

const CHUNK = 8192;

export const unpackText = (bytes: Uint8Array): string => {
  let text = '';
  let codes: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) {
      codes.push(((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
      at += 4;
    } else if (byte < 0x80) {
      codes.push(byte);
      at += 1;
    } else {
      codes.push(codeOf(((byte & 0x7f) << 8) | (bytes[at + 1] ?? 0)));
      at += 2;
    }
    if (codes.length >= CHUNK) {
      text += String.fromCodePoint(...codes);
      codes = [];
    }
  }
  return text + String.fromCodePoint(...codes);
};
