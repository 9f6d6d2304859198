import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { verifyLedger } from '#electron/engine/ledger/verify';
import { makeSigningKey, openTestLedger, readEverything, recoveries, temporaryFolder } from '#test/kit/ledgerFixture';

const ROUNDS = 8;
const writer = join(import.meta.dirname, '../../kit/ledgerWriter.ts');

/** Runs a writer until `acks` acknowledgements were heard, kills it with SIGKILL, and gives back all that were heard. */
const runUntil = async (dir: string, pkcs8: string, acks: number): Promise<ReadonlyMap<number, string>> => {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, dir, '6', '150000', pkcs8], { stdio: ['ignore', 'pipe', 'inherit'] });
  const heard = new Map<number, string>();
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, seq, text] = line.split(' ');
    if (word !== 'ack' || text === undefined) continue;
    heard.set(Number(seq), text);
    if (heard.size === acks) child.kill('SIGKILL');
  }
  await exited;
  return heard;
};

describe('kill -9 in the middle of a burst', () => {
  it(`loses nothing acknowledged, doubles nothing and verifies, ${ROUNDS} times over on one ledger`, async () => {
    const dir = await temporaryFolder();
    const key = makeSigningKey();
    const acknowledged = new Map<number, string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const heard = await runUntil(dir, key.pkcs8, 50 + Math.floor(Math.random() * 1500));
      for (const [seq, text] of heard) {
        expect(acknowledged.has(seq)).toBe(false); // a number given out twice
        acknowledged.set(seq, text);
      }
      const asLeft = await verifyLedger(dir);
      expect(asLeft.problems).toEqual([]);
      const ledger = await openTestLedger({ dir, key: () => key, segmentBytes: 150_000 });
      const { entries, unreadable } = await readEverything(ledger);
      expect(unreadable).toBe(0);
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: ledger.head() }, (_, i) => i + 1));
      const texts = new Map(entries.flatMap((entry) => (entry.type === 'message.edited' ? [[entry.seq, entry.data.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')] as const] : [])));
      for (const [seq, text] of acknowledged) expect(texts.get(seq)).toBe(text);
      expect(new Set(texts.values()).size).toBe(texts.size); // nothing twice
      expect(recoveries(entries).every(({ data }) => data.kind === 'tornTail')).toBe(true);
      await ledger.close();
      expect((await verifyLedger(dir)).problems).toEqual([]);
    }
  });
});
