/** The number on the Windows taskbar button: a filled circle with digits, drawn here because the system has no badge of its own. */

const SIZE = 32;
/** 5 × 7 digits and `+`, one string of rows each. */
const GLYPHS: Readonly<Record<string, readonly string[]>> = {
  0: ['01110', '10001', '10001', '10001', '10001', '10001', '01110'], 1: ['00100', '01100', '00100', '00100', '00100', '00100', '01110'],
  2: ['01110', '10001', '00001', '00110', '01000', '10000', '11111'], 3: ['11110', '00001', '00001', '01110', '00001', '00001', '11110'],
  4: ['00010', '00110', '01010', '10010', '11111', '00010', '00010'], 5: ['11111', '10000', '11110', '00001', '00001', '10001', '01110'],
  6: ['00110', '01000', '10000', '11110', '10001', '10001', '01110'], 7: ['11111', '00001', '00010', '00100', '01000', '01000', '01000'],
  8: ['01110', '10001', '10001', '01110', '10001', '10001', '01110'], 9: ['01110', '10001', '10001', '01111', '00001', '00010', '01100'],
  '+': ['00000', '00100', '00100', '11111', '00100', '00100', '00000'],
};
/** Red of `--overdue-fill`, white digits, as B G R A. */
const DISC = [0x2e, 0x3a, 0xb8, 0xff] as const;
const INK = [0xff, 0xff, 0xff, 0xff] as const;

const paint = (pixels: Uint8Array, x: number, y: number, colour: readonly number[]): void => { pixels.set(colour, (y * SIZE + x) * 4); };

const drawText = (pixels: Uint8Array, text: string): void => {
  const scale = text.length === 1 ? 3 : 2;
  const width = (text.length * 6 - 1) * scale;
  const left = Math.floor((SIZE - width) / 2);
  const top = Math.floor((SIZE - 7 * scale) / 2);
  [...text].forEach((character, place) => {
    (GLYPHS[character] ?? []).forEach((row, y) => {
      for (let i = 0; i < 5 * scale; i += 1) {
        if (row[Math.floor(i / scale)] !== '1') continue;
        for (let dy = 0; dy < scale; dy += 1) paint(pixels, left + place * 6 * scale + i, top + y * scale + dy, INK);
      }
    });
  });
};

/** 32 × 32 pixels, B G R A, of a count from 1; above 99 it says `9+`. */
export const overlayPixels = (count: number): { readonly size: number; readonly pixels: Uint8Array } => {
  const pixels = new Uint8Array(SIZE * SIZE * 4);
  const centre = (SIZE - 1) / 2;
  for (let y = 0; y < SIZE; y += 1) for (let x = 0; x < SIZE; x += 1) if (Math.hypot(x - centre, y - centre) <= centre) paint(pixels, x, y, DISC);
  drawText(pixels, count > 99 ? '9+' : String(count));
  return { size: SIZE, pixels };
};
