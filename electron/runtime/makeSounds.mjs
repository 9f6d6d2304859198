/** Makes the short sounds of `resources/sounds` from sine waves: ours, so no licence asks anything. `node electron/runtime/makeSounds.mjs` */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

const RATE = 16_000;

/** One tone: `from`→`to` Hz over `ms`, from `at` ms on, with partials `[ratio, level]`, dying away over `decay` ms. */
const tones = {
  drop: [{ at: 0, ms: 140, from: 720, to: 1240, decay: 45, partials: [[1, 1], [2, 0.15]] }],
  knock: [{ at: 0, ms: 90, from: 260, to: 210, decay: 24, partials: [[1, 1], [2.3, 0.4]] }, { at: 130, ms: 90, from: 260, to: 210, decay: 24, partials: [[1, 1], [2.3, 0.4]] }],
  bell: [{ at: 0, ms: 700, from: 880, to: 880, decay: 190, partials: [[1, 1], [1.5, 0.5], [2.76, 0.35], [5.4, 0.12]] }],
  chime: [{ at: 0, ms: 240, from: 659, to: 659, decay: 90, partials: [[1, 1], [2, 0.2]] }, { at: 130, ms: 320, from: 880, to: 880, decay: 110, partials: [[1, 1], [2, 0.2]] }],
  fall: [{ at: 0, ms: 200, from: 440, to: 440, decay: 80, partials: [[1, 1], [3, 0.2]] }, { at: 150, ms: 320, from: 330, to: 330, decay: 110, partials: [[1, 1], [3, 0.2]] }],
  alarm: [0, 150, 300].map((at) => ({ at, ms: 110, from: 740, to: 740, decay: 80, partials: [[1, 1], [3, 0.25]] })),
};

const render = (parts) => {
  const length = Math.ceil(Math.max(...parts.map(({ at, ms }) => at + ms)) * RATE / 1000);
  const wave = new Float64Array(length);
  for (const { at, ms, from, to, decay, partials } of parts) {
    let phase = 0;
    const count = Math.floor(ms * RATE / 1000);
    for (let i = 0; i < count; i += 1) {
      const place = i / count;
      phase += 2 * Math.PI * (from + (to - from) * place) / RATE;
      const attack = Math.min(1, i / (RATE * 0.004));
      const release = Math.min(1, (count - i) / (RATE * 0.008));
      const level = attack * release * Math.exp(-(i * 1000) / RATE / decay);
      wave[Math.floor(at * RATE / 1000) + i] += level * partials.reduce((sum, [ratio, part]) => sum + part * Math.sin(phase * ratio), 0);
    }
  }
  const peak = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return wave.map((value) => value / peak * 0.8);
};

const wav = (wave) => {
  const bytes = Buffer.alloc(44 + wave.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + wave.length * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(wave.length * 2, 40);
  wave.forEach((value, i) => { bytes.writeInt16LE(Math.round(value * 32767), 44 + i * 2); });
  return bytes;
};

const folder = inRoot('resources', 'sounds');
mkdirSync(folder, { recursive: true });
for (const [name, parts] of Object.entries(tones)) writeFileSync(join(folder, `${name}.wav`), wav(render(parts)));
