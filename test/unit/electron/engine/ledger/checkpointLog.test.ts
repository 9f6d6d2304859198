import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseLog, thinNotes } from '#electron/engine/ledger/checkpointLog';
import { sha256 } from '#electron/engine/ledger/hashing';
import { createSigner } from '#electron/engine/ledger/signer';
import { parseCheckpoint, parseNote } from '#shared/ledger/note';

const origin = 'zuoxi.local/ledger/x';
const signer = createSigner({ pkcs8: generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') }, origin);
const rootAt = (size: number): Buffer => sha256(Buffer.from(String(size)));
const sizeOf = (note: string): number => parseCheckpoint(parseNote(note)?.text ?? '')?.size ?? 0;

describe('checkpoint log', () => {
  it('thinned keeps the newest, a few of the old, and every one that disagrees with the entries', () => {
    const log = Array.from({ length: 6000 }, (_, i) => `${signer.sign({ origin, size: i + 1, root: i === 700 ? rootAt(0) : rootAt(i + 1) })}\n`).join('');
    const { notes, torn } = parseLog(log);
    expect({ count: notes.length, torn, lastLine: notes.at(-1)?.line }).toEqual({ count: 6000, torn: 0, lastLine: 5999 * 6 + 1 });
    const sizes = thinNotes(notes, rootAt, 6000).map(({ note }) => sizeOf(note));
    expect(sizes.slice(-4096)).toEqual(Array.from({ length: 4096 }, (_, i) => 6000 - 4096 + 1 + i));
    expect(sizes).toContain(701);
    expect(sizes.length).toBeLessThan(4096 + 200);
  });

  it('tells a damaged note from a torn one', () => {
    const [a, b, c] = [1, 2, 3].map((size) => `${signer.sign({ origin, size, root: rootAt(size) })}\n`);
    const broken = `${a}${b?.replace('\n\n', '\n')}${c}`;
    expect(parseLog(broken).notes.map(({ note }) => parseNote(note) !== undefined && sizeOf(note) > 0).filter(Boolean).length).toBe(2);
    expect(parseLog(broken).notes.length).toBe(2 + 1);
    expect(parseLog(`${a}${b?.slice(0, 50)}`)).toMatchObject({ torn: 50 });
  });
});
